"""What a source of many cases never gives is said once, and asked of no patient."""

import datetime as dt
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.clinical.queries.by_source import RULE
from timeline.clinical.queries.query import Query, State
from timeline.clinical.review import review
from timeline.exchange.import_choices import ImportChoices
from timeline.exchange.import_storing import import_plans
from timeline.exchange.importing import plan_import
from timeline.exchange.reading import CaseFile
from timeline.registry import Put, Receipt, Registry, Session
from timeline.registry.collected import LEAST_CASES
from timeline.sharing.deidentify import Deidentification, deidentified

WHO = Session("Nurse One", "export of the study")
TODAY = dt.date(2026, 1, 15)


def entry(kind: str, record_id: str, **values: Any) -> Entry:  # noqa: ANN401
    return KINDS[kind].model_validate({"id": record_id, **values})


def case(number: int, *more: Entry) -> Case:
    """A patient of a study that gives no doses, no reasons, no grades, no responses."""
    dated = {"start": "2020-02-01", "stop": "2020-06-01", "setting": "palliative"}
    return Case.of(
        (
            entry("patient", "patient", code=f"S-{number:03d}"),
            entry("diagnosis", "dx", site="gallbladder", date="2020-01-01"),
            entry("therapy_line", "line", regimen="GP", **dated),
            entry("drug_course", "course", line="line", drug="cisplatin"),
            entry("adverse_event", "ae", term="Nausea", date="2020-03-01"),
            entry("follow_up", "fu", date="2021-01-01", vital_status="alive"),
            *more,
        )
    )


FIFTY = tuple(map(case, range(50)))
"""What is missing of the line is one question, which goes by its first rule, dose."""
UNASKED = {
    "drug_course.dose",
    "therapy_line.stop_reason",
    "assessment.response",
    "adverse_event.grade",
}


@pytest.fixture
def registry(tmp_path: Path, empty_registry: Path) -> Iterator[Registry]:
    with Registry.open(shutil.copy(empty_registry, tmp_path)) as opened:
        yield opened


def take_in(
    registry: Registry, cases: Sequence[Case], origin: str = "STUDY-1"
) -> Receipt:
    files = [CaseFile(each, origin) for each in cases]
    plans = [plan_import(registry, file, ImportChoices()) for file in files]
    return import_plans(registry, plans, WHO)


def queries_of(registry: Registry, code: str) -> tuple[Query, ...]:
    return review(registry.case(code), today=TODAY).queries


def asked(registry: Registry, code: str = "S-007") -> set[str]:
    return {query.rule for query in queries_of(registry, code) if query.is_open}


def test_fifty_cases_of_one_origin_are_asked_nothing_that_it_never_gives(
    registry: Registry,
) -> None:
    take_in(registry, FIFTY)
    for each in FIFTY:
        listed = queries_of(registry, each.code)
        assert [query for query in listed if query.is_open] == []
        (note,) = [query for query in listed if query.rule == RULE]
        assert note.state is State.NOTED
        assert set(note.needs) == UNASKED
        assert note.text == (
            "STUDY-1 never gives, in 50 cases, so that nobody is asked: dose (drug "
            "course), reason stopped (line of therapy), response (assessment) and "
            "grade (adverse event)."
        )


def test_the_list_of_patients_counts_the_same(registry: Registry) -> None:
    take_in(registry, FIFTY)
    assert counts(registry) == {0}
    stable = entry("assessment", "a", line="line", response="SD", date="2020-04-01")
    take_in(registry, [case(50, stable)])
    assert counts(registry) == {0, 1}


def counts(registry: Registry) -> set[int | None]:
    while registry.refresh_states(today=TODAY):
        pass
    return {row.open_queries for row in registry.patients()}


@pytest.mark.parametrize(("cases", "notes"), [(LEAST_CASES - 1, 0), (LEAST_CASES, 1)])
def test_few_cases_say_nothing_of_their_source(
    registry: Registry, cases: int, notes: int
) -> None:
    take_in(registry, FIFTY[:cases])
    listed = queries_of(registry, "S-007")
    assert sum(query.rule == RULE for query in listed) == notes
    assert bool({q.rule for q in listed if q.is_open}) is not bool(notes)


def test_few_records_of_a_kind_say_nothing_of_it(registry: Registry) -> None:
    """Every patient was treated; only some had an event, of which no grade is given."""
    calm = [Case.of(r for r in each.entries if r.id != "ae") for each in FIFTY[:21]]
    take_in(registry, [*calm, *FIFTY[21:]])
    assert asked(registry, "S-030") == {"grade"}


def test_one_value_anywhere_in_the_source_has_the_others_asked(
    registry: Registry,
) -> None:
    graded = entry("adverse_event", "ae2", term="Fatigue", date="2020-04-01", grade=1)
    take_in(registry, [*FIFTY, case(50, graded)])
    assert asked(registry) == {"grade"}


def test_a_later_file_that_gives_it_has_the_others_asked(registry: Registry) -> None:
    take_in(registry, FIFTY)
    assert asked(registry) == set()
    stable = entry("assessment", "a", line="line", response="SD", date="2020-04-01")
    take_in(registry, [case(50, stable)])
    assert asked(registry) == {"best-response"}


def test_what_is_entered_here_is_asked_all_the_same(registry: Registry) -> None:
    take_in(registry, FIFTY)
    event = entry("adverse_event", "own", term="Rash", date="2020-05-01")
    registry.apply([Put("S-007", event)], WHO)
    (query,) = [q for q in queries_of(registry, "S-007") if q.is_open]
    assert query.key == "grade:own:grade"


def test_a_value_that_is_entered_here_does_not_speak_for_the_source(
    registry: Registry,
) -> None:
    take_in(registry, FIFTY)
    stored = registry.load("S-001")
    event = stored.case.get("ae")
    assert event is not None
    graded = Put("S-001", event.changed(grade=2), stored.versions["ae"])
    registry.apply([graded], WHO)
    assert asked(registry) == set()


def test_another_origin_is_another_source(registry: Registry) -> None:
    take_in(registry, FIFTY)
    take_in(registry, [case(60)], "letter.toml")
    assert asked(registry, "S-060") == {"dose", "grade"}


def test_undoing_the_import_forgets_it(registry: Registry) -> None:
    receipt = take_in(registry, FIFTY)
    assert receipt.transaction is not None
    registry.undo(receipt.transaction, WHO)
    take_in(registry, [case(60)])
    assert asked(registry, "S-060") == {"dose", "grade"}


def test_the_same_import_again_writes_nothing(registry: Registry) -> None:
    take_in(registry, FIFTY)
    assert take_in(registry, FIFTY).transaction is None


def test_which_source_it_is_does_not_leave(registry: Registry) -> None:
    take_in(registry, FIFTY)
    safe = deidentified(registry.case("S-007"), Deidentification())
    listed = review(safe).queries
    assert not any(query.is_open for query in listed if query.rule != "date")
    assert "STUDY-1" not in repr(listed)
    assert any(q.text.startswith("The source never gives") for q in listed)
