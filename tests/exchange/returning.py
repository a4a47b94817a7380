"""What leaves in a format and is imported again, beside what it was."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from timeline.case.case import Case
from timeline.case.record import Record
from timeline.case.records.bookkeeping import Source
from timeline.exchange.import_choices import ImportChoices, TableChoices
from timeline.exchange.import_plan import Outcome
from timeline.exchange.import_reading import read_files
from timeline.exchange.import_storing import import_plans
from timeline.exchange.importing import plan_import
from timeline.exchange.leaving import UnwrittenFact
from timeline.registry import Registry, Session

WHO = Session("Nurse One", "tables")
Facts = dict[str, dict[str, str]]


def import_files(
    registry: Registry, paths: list[Path], today: dt.date
) -> list[Outcome]:
    """Import files without any answer; no row of them may be refused."""
    reading = read_files(paths, TableChoices(), (), None, today)
    reading.check_settled()
    tables = reading.by_patient(today, lambda _: ())
    assert [p for s in tables.sheets for r in s.rows for p in r.problems] == []
    plans = [plan_import(registry, file, ImportChoices()) for file in tables.files]
    import_plans(registry, plans, WHO)
    return [record.outcome for plan in plans for record in plan.records]


def facts_of(case: Case, unwritten: Iterable[UnwrittenFact] = ()) -> Facts:
    """What is stated of each record, but for what was not written.

    The files that were imported are left out, and with them the place of those records
    that had none before.
    """
    left_out = {(fact.record, fact.field) for fact in unwritten}
    files = {s.id for s in case.of_kind(Source) if s.file_hash}
    facts = {}
    for entry in case.entries:
        if entry.id in files:
            continue
        if isinstance(entry, Record) and entry.source in files:
            entry = entry.changed(source=None, locator=None)  # noqa: PLW2901
        facts[entry.id] = {
            name: str(value)
            for name, value in entry.values().items()
            if (entry.id, name) not in left_out
        }
    return facts
