"""Everything that an import would do, for a preview and for storing alike."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from timeline.case.records.patient import Patient
from timeline.exchange.import_choices import ImportChoices
from timeline.exchange.import_plan import ImportPlan
from timeline.exchange.import_reading import ImportReading, check_apart
from timeline.exchange.importing import plan_import
from timeline.exchange.proposed_lines import (
    LineProposal,
    proposed_lines,
    with_accepted,
)
from timeline.exchange.reading import CaseFile
from timeline.exchange.tables import SheetReading
from timeline.registry import Registry, StoredCase, UnknownPatientError


@dataclass(frozen=True, slots=True)
class PlannedImport:
    """What becomes of each patient, and what else a person should see before."""

    plans: tuple[ImportPlan, ...]
    sheets: tuple[SheetReading, ...]
    """The sheets with every refusal."""
    lines: tuple[LineProposal, ...]
    """Lines that exposures suggest; part of the plans where they were accepted."""
    absent: tuple[str, ...]
    """Codes of patients whom an earlier file of the same source had, and who are
    wholly missing now; they stay as they are."""


def planned_import(
    registry: Registry, reading: ImportReading, choices: ImportChoices, today: dt.date
) -> PlannedImport:
    """Work out what an import will do; nothing is stored.

    Raises:
        FileRefusedError: If two files are about one patient.
        UnknownPatientError: If a patient is in the bin.
    """
    tables = reading.by_patient(today, lambda code: _stored_ids(registry, code))
    files = [*reading.cases, *tables.files]
    check_apart(files)
    lines: list[LineProposal] = []
    settings = registry.settings()
    for number, file in enumerate(files):
        stored = partial(_stored, registry, file.case.code)
        proposal = proposed_lines(file, stored, settings) if file.of_rows else None
        if proposal is not None:
            lines.append(proposal)
            if choices.accept_lines:
                files[number] = with_accepted(file, proposal)
    return PlannedImport(
        tuple(plan_import(registry, file, choices) for file in files),
        tables.sheets,
        tuple(lines),
        tuple(sorted(_absent(registry, tables.files))),
    )


def _stored(registry: Registry, code: str) -> StoredCase | None:
    try:
        return registry.load(code)
    except UnknownPatientError:
        return None


def _stored_ids(registry: Registry, code: str) -> tuple[str, ...]:
    stored = _stored(registry, code)
    return tuple(stored.versions) if stored else ()


def _absent(registry: Registry, files: Sequence[CaseFile]) -> Iterator[str]:
    """Patients of whom a source told kinds of records before, and nothing now."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for file in files:
        kinds[file.source] |= file.kinds
    held = {file.case.code for file in files}
    for source, told in kinds.items():
        facts = told - {Patient.kind} or told
        yield from registry.codes_of_source(source, sorted(facts)) - held
