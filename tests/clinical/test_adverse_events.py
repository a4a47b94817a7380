from timeline.case.case import Case
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.patient import Patient
from timeline.clinical.adverse_events import adverse_event_table


def case_of(*events: dict[str, object]) -> Case:
    records = tuple(
        AdverseEvent.model_validate({"id": f"ae{number}", **values})
        for number, values in enumerate(events)
    )
    return Case(Patient(id="p", code="P1"), records)


def test_the_published_case(cases: tuple[Case, ...]) -> None:
    case = next(case for case in cases if case.code == "GBC-90")
    table = adverse_event_table(case)
    assert table.total.text == "grade 2: 1, grade not stated: 1"
    assert table.total.counts == (0, 1, 0, 0, 0, 1)
    assert table.versions == ()
    fatigue = next(row for row in table.terms if "atigue" in row.term)
    assert fatigue.text == "grade not stated: 1"


def test_terms_are_counted_apart_from_their_spelling() -> None:
    table = adverse_event_table(
        case_of(
            {"term": "Diarrhoea", "grade": 2, "ctcae_version": "5.0"},
            {"term": "diarrhoea", "grade": 3, "ctcae_version": "4.03"},
            {"term": "Anaemia", "grade": 3},
        )
    )
    assert [(row.term, row.text) for row in table.terms] == [
        ("Anaemia", "grade 3: 1"),
        ("Diarrhoea", "grade 2: 1, grade 3: 1"),
    ]
    assert table.versions == ("4.03", "5.0")


def test_events_of_one_line() -> None:
    case = case_of({"term": "Rash", "line": "a"}, {"term": "Rash", "line": "b"})
    assert adverse_event_table(case, line="a").total.records == ("ae0",)


def test_no_events() -> None:
    table = adverse_event_table(case_of())
    assert table.total.text == ""
    assert table.terms == ()
