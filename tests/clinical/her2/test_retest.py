"""Re-tests after progression, by the first possible day of the progression."""

from collections.abc import Iterable

import pytest

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.clinical.her2.retest import Retest, RetestResult, retests


def result(records: Iterable[dict[str, object]]) -> tuple[RetestResult, ...]:
    entries: list[Entry] = [Patient(id="p", code="P1")]
    for record in records:
        values = dict(record)
        entries.append(KINDS[str(values.pop("kind"))].model_validate(values))
    case = Case.of(entries)
    return retests(case, Chronology(case))


LINE: dict[str, object] = {
    "kind": "therapy_line",
    "id": "line",
    "regimen": "trastuzumab + pyrotinib",
}
PD: dict[str, object] = {
    "kind": "assessment",
    "id": "pd",
    "date": "2021-08",
    "response": "PD",
    "line": "line",
}


def her2(date: str) -> dict[str, object]:
    return {"kind": "her2_test", "id": "test", "specimen_date": date, "method": "IHC"}


@pytest.mark.parametrize(
    ("date", "answer", "tests", "candidates"),
    [
        ("2021-08-31", Retest.RECORDED, ("test",), ()),
        ("2021-08-01", Retest.INDETERMINATE, (), ("test",)),
        ("2021-08", Retest.INDETERMINATE, (), ("test",)),
        ("2022-03", Retest.RECORDED, ("test",), ()),
        ("2021-07-31", Retest.NOT_RECORDED, (), ()),
        ("", Retest.INDETERMINATE, (), ("test",)),
        ("2021", Retest.INDETERMINATE, (), ("test",)),
    ],
)
def test_the_date_of_the_specimen_decides(
    date: str, answer: Retest, tests: tuple[str, ...], candidates: tuple[str, ...]
) -> None:
    (found,) = result([LINE, PD, her2(date)])
    assert (found.line, found.progression) == ("line", "pd")
    assert found.answer is answer
    assert (found.tests, found.candidates) == (tests, candidates)


@pytest.mark.parametrize(
    ("date", "answer", "tests", "candidates"),
    [
        ("2025-01-20", Retest.RECORDED, ("test",), ()),
        ("2025-02-10", Retest.RECORDED, ("test",), ()),
        ("2025-02-11", Retest.TOO_LATE, ("test",), ()),
        ("2025-10", Retest.TOO_LATE, ("test",), ()),
        ("2025-02", Retest.INDETERMINATE, (), ("test",)),
        ("2025-01-19", Retest.NOT_RECORDED, (), ()),
        ("", Retest.INDETERMINATE, (), ("test",)),
    ],
)
def test_a_re_test_comes_before_the_next_anti_her2_line(
    date: str, answer: Retest, tests: tuple[str, ...], candidates: tuple[str, ...]
) -> None:
    between = {**LINE, "id": "l3", "regimen": "capecitabine", "start": "2025-01-25"}
    following = {**LINE, "id": "l4", "regimen": "T-DXd", "start": "2025-02-10"}
    progression = {**PD, "date": "2025-01-20"}
    first = {**LINE, "start": "2024-06-01"}
    (found,) = result([first, between, following, progression, her2(date)])
    assert found.next_line == "l4"
    assert found.answer is answer
    assert (found.tests, found.candidates) == (tests, candidates)


def test_maintenance_is_no_next_line() -> None:
    maintenance = {**LINE, "id": "m", "regimen": "trastuzumab", "continues": "line"}
    first = {**LINE, "start": "2021-01-01"}
    (found,) = result(
        [first, {**maintenance, "start": "2021-09-01"}, PD, her2("2021-10")]
    )
    assert (found.next_line, found.answer) == (None, Retest.RECORDED)


def test_a_test_of_another_tumour_is_no_re_test() -> None:
    tumours: list[dict[str, object]] = [
        {"kind": "diagnosis", "id": "d1", "site": "breast"},
        {"kind": "diagnosis", "id": "d2", "site": "stomach"},
    ]
    records = [*tumours, {**LINE, "start": "2021-01-01", "primary": "d1"}, PD]
    (other,) = result([*records, {**her2("2021-10"), "primary": "d2"}])
    assert other.answer is Retest.NOT_RECORDED
    (own,) = result([*records, {**her2("2021-10"), "primary": "d1"}])
    assert own.answer is Retest.RECORDED
    (unnamed,) = result([*records, her2("2021-10")])
    assert unnamed.answer is Retest.INDETERMINATE


@pytest.mark.parametrize(
    "test",
    [
        {"method": "NGS on ctDNA"},
        {"method": "IHC", "specimen": "plasma"},
        {"method": "FISH on CTC"},
        {"method": "HER2 PET"},
    ],
)
def test_a_surrogate_is_no_re_test_and_is_named(test: dict[str, object]) -> None:
    (found,) = result([LINE, PD, {**her2("2022-03"), **test}])
    assert found.answer is Retest.NOT_RECORDED
    assert (found.candidates, found.surrogates) == ((), ("test",))


def test_sequencing_of_material_that_is_not_named_leaves_it_open() -> None:
    (found,) = result([LINE, PD, {**her2("2022-03"), "method": "NGS"}])
    assert (found.answer, found.candidates) == (Retest.INDETERMINATE, ("test",))


def test_a_month_that_holds_the_start_of_the_next_line_is_not_too_late() -> None:
    progression = {**PD, "date": "2025-01-20"}
    following = {**LINE, "id": "next", "regimen": "T-DXd", "start": "2025-02-01"}
    first = {**LINE, "start": "2024-06-01"}
    (found,) = result([first, following, progression, her2("2025-02")])
    assert found.answer is Retest.INDETERMINATE


def test_a_biopsy_of_another_tumour_leaves_nothing_open() -> None:
    tumours: list[dict[str, object]] = [
        {"kind": "diagnosis", "id": "d1", "site": "breast"},
        {"kind": "diagnosis", "id": "d2", "site": "stomach"},
    ]
    first = {**LINE, "start": "2021-01-01", "primary": "d1"}
    biopsy = {"kind": "local_intervention", "id": "b", "type": "biopsy"}
    (other,) = result([*tumours, first, PD, {**biopsy, "primary": "d2"}])
    assert other.answer is Retest.NOT_RECORDED
    (own,) = result([*tumours, first, PD, {**biopsy, "primary": "d1"}])
    assert own.answer is Retest.INDETERMINATE


def test_no_test_at_all_is_not_recorded() -> None:
    (found,) = result([LINE, PD])
    assert found.answer.value == "HER2 re-test not recorded"


def test_a_progression_without_any_date_leaves_it_open() -> None:
    (found,) = result([LINE, {**PD, "date": ""}, her2("2022-03")])
    assert found.answer is Retest.INDETERMINATE
    assert found.candidates == ("test",)


@pytest.mark.parametrize(
    "records",
    [
        [LINE],
        [LINE, {**PD, "response": "SD"}],
        [{**LINE, "regimen": "gemcitabine + cisplatin"}, PD],
        [LINE, {**PD, "line": ""}],
    ],
)
def test_nothing_is_asked_for_without_progression_on_an_anti_her2_line(
    records: list[dict[str, object]],
) -> None:
    assert result(records) == ()


def test_the_drugs_given_count_rather_than_the_name_of_the_line() -> None:
    course: dict[str, object] = {
        "kind": "drug_course",
        "id": "c",
        "line": "line",
        "drug": "Herceptin",
    }
    found = result([{**LINE, "regimen": "study treatment"}, course, PD])
    assert len(found) == 1


def test_an_unreported_biopsy_may_be_the_re_test() -> None:
    biopsy: dict[str, object] = {
        "kind": "local_intervention",
        "id": "b",
        "type": "biopsy",
    }
    pathology: dict[str, object] = {"kind": "finding", "id": "f", "type": "pathology"}
    early = {**biopsy, "id": "early", "date": "2021-07"}
    reported = {**pathology, "id": "reported", "result": "adenocarcinoma"}
    (found,) = result([LINE, PD, biopsy, pathology, early, reported])
    assert found.answer is Retest.INDETERMINATE
    assert found.candidates == ("b", "f")


@pytest.fixture
def published(cases: tuple[Case, ...]) -> Case:
    return next(case for case in cases if case.code == "GBC-90")


def test_the_published_case_is_open_after_the_dual_therapy(published: Case) -> None:
    (found,) = retests(published, Chronology(published))
    assert found.line == "e17-trastuzumab-pyrotinib"
    assert found.answer is Retest.INDETERMINATE
    assert {"e16-ngs", "e21-adrenal-biopsy"} <= set(found.candidates)


def test_accepting_the_order_of_the_sentences_places_the_sequencing_before(
    published: Case,
) -> None:
    (found,) = retests(published, Chronology(published, accept_narrative=True))
    assert "e16-ngs" not in found.candidates
    assert "e21-adrenal-biopsy" in found.candidates
    assert found.uses_narrative


STOPPED: dict[str, object] = {
    **LINE,
    "start": "2021-01-01",
    "stop": "2021-08-20",
    "stop_reason": "progression",
}
NEXT: dict[str, object] = {
    "kind": "therapy_line",
    "id": "next",
    "regimen": "T-DXd",
    "start": "2021-10-01",
}


@pytest.mark.parametrize(
    ("date", "answer"),
    [
        ("2021-08-20", Retest.RECORDED),
        ("2021-08-19", Retest.INDETERMINATE),  # it may be of the progression
        ("2020-12-31", Retest.NOT_RECORDED),
        ("2021-10-02", Retest.TOO_LATE),
    ],
)
def test_a_line_stopped_for_progression_asks_for_a_test_after_its_end(
    date: str, answer: Retest
) -> None:
    (found,) = result([STOPPED, NEXT, her2(date)])
    assert (found.line, found.progression, found.stopped) == ("line", "line", True)
    assert found.answer is answer


def test_the_drugs_tell_why_a_line_ended_that_does_not_say_it() -> None:
    silent = {**STOPPED, "stop_reason": None}
    course: dict[str, object] = {
        "kind": "drug_course",
        "id": "c",
        "line": "line",
        "drug": "trastuzumab",
        "stop_reason": "progression",
    }
    assert result([silent, NEXT]) == ()
    (found,) = result([silent, course, NEXT])
    assert found.stopped


@pytest.mark.parametrize(
    ("date", "reason", "asked"),
    [
        ("2021-08-20", "toxicity", True),  # seen on the day of the last dose
        ("2021-08-21", "toxicity", False),  # the line had ended without it
        ("2021-08-21", "progression", True),
        ("2021-08", "toxicity", True),
        ("2020-12-31", "toxicity", False),
        ("", "toxicity", False),  # it may have come long before
        ("2021-10-02", "toxicity", False),  # under the next line
    ],
)
def test_a_progression_without_a_line_counts_under_the_line_that_is_given(
    date: str, reason: str, asked: bool
) -> None:
    unnamed = {**PD, "date": date, "line": None}
    other = {**NEXT, "regimen": "docetaxel"}
    found = result([{**STOPPED, "stop_reason": reason}, other, unnamed])
    assert [(each.line, each.progression) for each in found] == (
        [("line", "pd")] if asked else []
    )


def test_a_named_progression_is_asked_about_alone() -> None:
    """No second question for the end of its line."""
    unnamed = {**PD, "id": "other", "date": "2021-07", "line": None}
    (found,) = result([STOPPED, NEXT, PD, unnamed])
    assert found.progression == "pd"


def test_maintenance_ends_the_line_that_it_goes_on_with() -> None:
    first = {**STOPPED, "stop_reason": "completed as planned"}
    going_on = {
        **STOPPED,
        "id": "on",
        "start": "2021-08-21",
        "stop": "2021-09-01",
        "continues": "line",
        "regimen": "trastuzumab",
    }
    (found,) = result([first, going_on, NEXT])
    assert (found.line, found.stopped) == ("on", True)
