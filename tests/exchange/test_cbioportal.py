"""Timelines and patients of a cBioPortal study come in as they are delivered."""

from pathlib import Path

from exchange.sheet_texts import sheet
from timeline.case.record import Entry
from timeline.case.records.patient import Patient
from timeline.exchange.tables import SheetReading

HEAD = "PATIENT_ID\tSTART_DATE\tSTOP_DATE\tEVENT_TYPE"


def _records(reading: SheetReading) -> list[Entry]:
    return [
        made.record
        for row in reading.rows
        for made in row.records
        if not isinstance(made.record, Patient)
    ]


def test_day_zero_is_asked_and_may_lie_after_an_event(tmp_path: Path) -> None:
    text = (
        f"{HEAD}\tTREATMENT_TYPE\tAGENT\nP1\t-74\t-40\tTREATMENT\tMedical Therapy\tX\n"
    )
    (question,) = sheet(tmp_path / "t.tsv", text).questions
    assert "--day-zero" in str(question)
    reading = sheet(tmp_path / "t.tsv", text, day_zero="first sample")
    patient, course = (made.record for made in reading.rows[0].records)
    assert patient.time_zero == "first sample"  # type: ignore[attr-defined]
    dates = {name: date.canonical for name, date in course.dates().items()}
    assert dates == {"start": "D-74", "stop": "D-40"}


def test_types_in_any_case_and_without_an_agent(tmp_path: Path) -> None:
    rows = (
        "P1\t0\t30\tTREATMENT\tMedical Therapy\tcisplatin",
        "P1\t40\t70\tTreatment\tmedical therapy\tNA",
        "P1\t80\t90\tTreatment\tRadiation Therapy\t",
    )
    text = "\n".join([f"{HEAD}\tTREATMENT_TYPE\tAGENT", *rows])
    reading = sheet(tmp_path / "t.tsv", text, day_zero="diagnosis")
    first, second, third = _records(reading)
    assert first.label == "cisplatin"
    assert second.label == "drug not stated"
    assert third.kind == "local_intervention"
    whys = {column.why for column in reading.mapping.unread}
    assert "2 spellings read as one: TREATMENT, Treatment" in whys


def test_a_stop_next_to_the_start_is_asked_once_for_the_file(tmp_path: Path) -> None:
    rows = (
        "P1\t0\t1\tTREATMENT\tMedical Therapy\ta",
        "P1\t5\t9\tTREATMENT\tMedical Therapy\tb",
    )
    text = "\n".join([f"{HEAD}\tTREATMENT_TYPE\tAGENT", *rows])
    (question,) = sheet(tmp_path / "t.tsv", text, day_zero="x").questions
    assert "--short-stops unknown" in str(question)

    def stops(meaning: str) -> list[str]:
        told = {"day_zero": "x", "short_stops": meaning}
        reading = sheet(tmp_path / "t.tsv", text, **told)
        return [r.dates()["stop"].canonical for r in _records(reading)]

    assert stops("stated") == ["D1", "D9"]
    assert stops("unknown") == ["", "D9"]


def test_statuses_are_what_their_words_say(tmp_path: Path) -> None:
    words = ("radiographic_progression", "DECEASED", "SD", "no evidence of disease")
    rows = (f"P1\t{day}\t\tSTATUS\t{word}" for day, word in enumerate(words))
    text = "\n".join([f"{HEAD}\tSTATUS", *rows])
    reading = sheet(tmp_path / "t.tsv", text, day_zero="x")
    kinds = [record.kind for record in _records(reading)]
    assert kinds == ["progression", "follow_up", "assessment", "follow_up"]
    progression, death, stable, free = _records(reading)
    assert progression.label == "radiographic_progression"
    assert death.vital_status == "dead"  # type: ignore[attr-defined]
    assert stable.response == "SD"  # type: ignore[attr-defined]
    assert free.disease_status == "no evidence of disease"  # type: ignore[attr-defined]


def test_an_event_of_a_type_that_is_not_known_is_refused(tmp_path: Path) -> None:
    rows = ("P1\t0\t\tSPECIMEN\tS-1", "P1\t1\t\tHOROSCOPE\tS-2")
    text = "\n".join([f"{HEAD}\tSAMPLE_ID", *rows])
    first, second = sheet(tmp_path / "t.tsv", text, day_zero="x").rows
    assert first.problems == ()
    assert second.problems == ("The mapping has no rule for such a row.",)


def test_patients_of_a_study(tmp_path: Path) -> None:
    text = (
        "#Patient\tSex\n#1\t1\nPATIENT_ID\tSEX\tAGE\tOS_MONTHS\tOS_STATUS\n"
        "P01\tMale\t28\t58\t1:DECEASED\nP02\tFemale\t26\tNA\t\n"
    )
    first, second = sheet(tmp_path / "p.txt", text, day_zero="diagnosis").rows
    kinds = [made.record.kind for made in first.records]
    assert kinds == ["patient", "diagnosis", "follow_up", "reported_outcome"]
    assert [made.record.kind for made in second.records] == ["patient", "diagnosis"]
    assert not any(date.known for date in first.records[1].record.dates().values())
