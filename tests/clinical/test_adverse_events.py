from timeline.case.case import Case
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.patient import Patient
from timeline.clinical.adverse_events import grade_totals


def case_of(*events: dict[str, object]) -> Case:
    records = tuple(
        AdverseEvent.model_validate({"id": f"ae{number}", **values})
        for number, values in enumerate(events)
    )
    return Case(Patient(id="p", code="P1"), records)


def test_the_published_case(cases: tuple[Case, ...]) -> None:
    case = next(case for case in cases if case.code == "GBC-90")
    totals = grade_totals(case)
    assert totals.text == "grade 2: 1, grade not stated: 1"
    assert totals.counts == (0, 1, 0, 0, 0, 1)


def test_events_are_counted_by_grade() -> None:
    totals = grade_totals(
        case_of(
            {"term": "Diarrhoea", "grade": 2},
            {"term": "diarrhoea", "grade": 3},
            {"term": "Anaemia", "grade": 3},
        )
    )
    assert totals.text == "grade 2: 1, grade 3: 2"


def test_no_events() -> None:
    assert grade_totals(case_of()).text == ""
