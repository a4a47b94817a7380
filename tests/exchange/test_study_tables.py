"""Tables of studies: what counts time, what was filled in, and what has no place."""

from pathlib import Path
from typing import Any

import pytest

from exchange.sheet_texts import sheet
from timeline.case.record import Entry
from timeline.exchange.tables import SheetReading

MONTHS = {"time_unit": "months", "day_zero": "first dose"}


def _read(path: Path, *lines: str, **choices: Any) -> SheetReading:  # noqa: ANN401
    return sheet(path / "table.csv", "\n".join([*lines, ""]), **choices)


def _facts(reading: SheetReading) -> list[Entry]:
    records = [made.record for row in reading.rows for made in row.records]
    return [record for record in records if record.kind != "patient"]


def _dates(record: Entry) -> dict[str, str]:
    return {name: d.canonical for name, d in record.dates().items() if d.known}


def test_a_unit_of_time_that_a_file_does_not_tell_is_asked(tmp_path: Path) -> None:
    reading = _read(tmp_path, "id,time,event", "7,2,Death")
    questions = " ".join(map(str, reading.questions))
    assert "--time-unit" in questions
    assert "--day-zero" in questions
    assert reading.rows == ()


@pytest.mark.parametrize(
    ("unit", "text", "date", "stated"),
    [
        ("months", "2.2", "M2", "time: 2.2 months"),
        ("months", "2.0", "M2", ""),
        ("months", "-2.8", "M-3", "time: -2.8 months"),
        ("months", "-0.0", "M0", ""),
        ("weeks", "3", "[D21..D27]", ""),
        ("years", "1.5", "[M12..M23]", "time: 1.5 years"),
        ("days", "61", "D61", ""),
    ],
)
def test_parts_of_a_unit_are_the_completed_ones_and_stay_as_stated(
    tmp_path: Path, unit: str, text: str, date: str, stated: str
) -> None:
    reading = _read(
        tmp_path, "id,time,event", f"7,{text},Death", time_unit=unit, day_zero="x"
    )
    (death,) = _facts(reading)
    assert _dates(death) == {"date": date}
    assert (death.values()["date_stated"] or "") == stated
    assert death.vital_status == "dead"  # type: ignore[attr-defined]


def test_what_goes_on_has_no_stop(tmp_path: Path) -> None:
    header = "id,Arm,End_trt,Continued_treatment"
    reading = _read(tmp_path, header, "1,Arm A,3,", "2,Arm B,9,1.0", **MONTHS)
    ended, going_on = _facts(reading)
    assert _dates(ended) == {"stop": "M3"}
    assert _dates(going_on) == {}
    assert going_on.ongoing is True  # type: ignore[attr-defined]
    assert going_on.notes == "End_trt: 9"


def test_an_event_of_another_name_is_kept_once(tmp_path: Path) -> None:
    lines = ("pt_id,time_from_initial_infusion,label", "1,2,Deceased", "2,3,Reinfusion")
    dead, finding = _facts(_read(tmp_path, *lines, **MONTHS))
    assert dead.kind == "follow_up"
    assert finding.result == "Reinfusion"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("flag", "date"), [("", "2014-02-28"), ("D", "2014-02"), ("M", "2014")]
)
def test_parts_of_a_date_that_were_filled_in_are_not_known(
    tmp_path: Path, flag: str, date: str
) -> None:
    row = f"01-1,OVR,2014-02-28,{flag},WEEK 6,SD"
    (response,) = _facts(_read(tmp_path, "USUBJID,PARAMCD,ADT,ADTF,AVISIT,AVALC", row))
    assert _dates(response) == {"date": date}


def test_a_censored_time_is_at_least_so_long(tmp_path: Path) -> None:
    header = "USUBJID,PARAMCD,AVAL,CNSR"
    reading = _read(tmp_path, header, "1,OS,182,1", "2,PFS,64,0", time_unit="days")
    censored, event = _facts(reading)
    assert (censored.comparator, censored.unit) == (">=", "days")  # type: ignore[attr-defined]
    assert (event.comparator, event.value) == ("=", 64)  # type: ignore[attr-defined]


def test_an_order_is_no_exposure(tmp_path: Path) -> None:
    header = "mrn,requestId,displayText,intent"
    row = "p1,r1,cisplatin,order"
    reading = _read(tmp_path, header, row, patient_column="mrn")
    assert reading.rows[0].problems == ("The mapping has no rule for such a row.",)


def test_names_and_birth_dates_are_never_read(tmp_path: Path) -> None:
    header = "mrn,familyName,givenName,gender,dateOfBirth,zip"
    row = "p1,Doe,Jane,female,1980-01-01,02148"
    reading = _read(tmp_path, header, row, patient_column="mrn")
    told = {column.header: column.why for column in reading.mapping.unread}
    assert {*told} == {"familyName", "givenName", "dateOfBirth", "zip"}
    assert "never stored" in told["familyName"]
    assert "never stored" in told["dateOfBirth"]


def test_a_column_of_hospital_numbers_is_asked_about_by_its_name(
    tmp_path: Path,
) -> None:
    (question,) = _read(tmp_path, "mrn,gender", "p1,female").questions
    assert "--patient-column 'mrn'" in str(question)


def test_a_category_goes_without_its_letter_and_keeps_its_prefix(
    tmp_path: Path,
) -> None:
    header = "mrn,conditionId,stageGroup,t,n,m,type"
    row = "p1,c1,3C,cT3,N3,M0,Clinical"
    (staging,) = _facts(_read(tmp_path, header, row, patient_column="mrn"))
    assert (staging.t, staging.n, staging.m) == ("3", "3", "0")  # type: ignore[attr-defined]
    assert staging.basis == "clinical"  # type: ignore[attr-defined]
    assert staging.notes == "Written cT3"
