"""A study for cBioPortal: whole days, the dates as recorded, and nothing invented."""

import csv
import re
from io import StringIO

import pytest

from exchange.made_cases import case_of, leaving, made
from timeline.case.case import Case
from timeline.exchange.cbioportal_out import UNPLACED, write_files
from timeline.exchange.leaving import LeavingFiles
from timeline.sharing.deidentify import Deidentification, deidentified

HEAD = ["PATIENT_ID", "START_DATE", "STOP_DATE", "EVENT_TYPE"]
Row = dict[str, str]


def _study(*cases: Case) -> LeavingFiles:
    return write_files(leaving(*cases))


def _rows(study: LeavingFiles, name: str) -> list[Row]:
    lines = study.files[name].decode().split("\n")
    below = "\n".join(line for line in lines if not line.startswith("#"))
    return list(csv.DictReader(StringIO(below), delimiter="\t"))


def _timelines(study: LeavingFiles) -> dict[str, list[Row]]:
    names = [name for name in study.files if name.startswith("data_timeline_")]
    return {name: _rows(study, name) for name in names}


@pytest.mark.parametrize("name", ["gallbladder", "synthetic", "relative"])
@pytest.mark.parametrize("safe", [False, True])
def test_the_files_are_what_cbioportal_demands(
    request: pytest.FixtureRequest, name: str, safe: bool
) -> None:
    case: Case = request.getfixturevalue(name)
    if safe:
        case = deidentified(case, Deidentification())
    study = _study(case)
    known = {row["PATIENT_ID"] for row in _rows(study, "data_clinical_patient.txt")}
    assert {row["PATIENT_ID"] for row in _rows(study, "data_clinical_sample.txt")} == (
        known
    )
    timelines = _timelines(study)
    assert len(timelines) > 5
    for rows in timelines.values():
        assert list(rows[0])[:4] == HEAD
        for row in rows:
            assert row["PATIENT_ID"] in known
            assert re.fullmatch(r"-?\d+", row["START_DATE"])
            assert row["STOP_DATE"] == "" or int(row["STOP_DATE"]) >= int(
                row["START_DATE"]
            )
    for file_name, content in study.files.items():
        if file_name.startswith("meta_"):
            data = re.search(rb"data_filename: (.+)", content)
            assert data is None or data[1].decode() in study.files


def test_a_month_stands_on_its_15th_with_its_text_beside_it(gallbladder: Case) -> None:
    """The published case counts from its operation in September 2017."""
    rows = [row for each in _timelines(_study(gallbladder)).values() for row in each]
    days = {row["START_DATE_ISO"]: row["START_DATE"] for row in rows}
    assert days["2017-09"] == "0"
    assert days["2019-03"] == "546"
    assert days["2020-05"] == "973"
    assert days["2025-03"] == "2738"
    stops = {row.get("STOP_DATE_ISO"): row["STOP_DATE"] for row in rows}
    assert stops["2021-08"] == "1430"


def test_a_year_and_a_window_are_placed_and_kept_as_recorded() -> None:
    window = "[2018-01-01..2018-01-11]"
    records = (
        made("result", "year", date="2018", analyte="CEA", value=3, comparator="<"),
        made(
            "result", "window", date="[2018-01-01..2018-01-11]", analyte="CEA", value=4
        ),
        made("result", "day", date="2018-01-01", analyte="CEA", words="haemolysed"),
    )
    study = _study(case_of(*records))
    rows = {row["RECORD_ID"]: row for row in _rows(study, "data_timeline_result.txt")}
    # counted from the first dated record, 1 January 2018
    assert rows["day"]["START_DATE"] == "0"
    assert rows["year"]["START_DATE"] == "181"  # 1 July
    assert rows["window"]["START_DATE"] == "5"
    assert rows["window"]["START_DATE_ISO"] == window
    assert [rows[name]["RESULT"] for name in ("year", "window", "day")] == [
        "<3",
        "4",
        "haemolysed",
    ]


def test_what_has_no_day_and_no_single_line_is_listed() -> None:
    records = (
        made("result", "dated", date="2018-01-01", analyte="CEA", notes="one\ntwo"),
        made("drug_course", "undated", drug="cisplatin", stop="[..2018-06]"),
    )
    study = _study(case_of(*records))
    listed = {(fact.record, fact.field) for fact in study.unwritten}
    assert listed == {("dated", "notes"), ("undated", "date")}
    (row,) = _rows(study, UNPLACED)
    assert (row["RECORD_ID"], row["STOP_DATE_ISO"]) == ("undated", "[..2018-06]")


def test_an_end_in_the_month_of_the_start_is_not_before_it() -> None:
    courses = (
        made("drug_course", "a", drug="x", start="2018-01-20", stop="2018-01"),
        made("drug_course", "b", drug="x", start="2018-01", stop="2018-01-10"),
    )
    rows = _rows(_study(case_of(*courses)), "data_timeline_drug_course.txt")
    spans = {row["RECORD_ID"]: (row["START_DATE"], row["STOP_DATE"]) for row in rows}
    assert spans["a"][0] == spans["a"][1]
    assert spans["b"][0] == spans["b"][1]


def test_no_text_is_a_formula() -> None:
    study = _study(
        case_of(made("result", "a", date="2018-01-01", analyte="=1+1", notes="@cmd"))
    )
    (row,) = _rows(study, "data_timeline_result.txt")
    assert (row["TEST"], row["NOTES"]) == ("'=1+1", "'@cmd")


def test_a_de_identified_study_holds_months_and_no_date(gallbladder: Case) -> None:
    study = _study(deidentified(gallbladder, Deidentification()))
    text = b"\n".join(study.files.values()).decode()
    assert not re.search(r"\b(19|20)\d{2}-\d{2}", text)
    assert gallbladder.code not in text
    rows = [row for each in _timelines(study).values() for row in each]
    assert re.fullmatch(r"M-?\d+", rows[0]["START_DATE_ISO"])
