"""A REDCap project: a dictionary that fits the data, and dates as they are known."""

import csv
import re
from collections import Counter
from io import StringIO

import pytest

from exchange.made_cases import case_of, leaving, made
from timeline.case.case import Case
from timeline.exchange.leaving import LeavingFiles
from timeline.exchange.redcap_out import DATA, DICTIONARY, write_files
from timeline.sharing.deidentify import Deidentification, deidentified

Row = dict[str, str]
CHOICES = "Choices, Calculations, OR Slider Labels"
CHECK = "Text Validation Type OR Show Slider Number"
PATTERNS = {
    "date_ymd": r"\d{4}-\d{2}-\d{2}",
    "number": r"-?\d+(\.\d+)?",
    "integer": r"-?\d+",
}


def _rows(files: LeavingFiles, name: str) -> list[Row]:
    return list(csv.DictReader(StringIO(files.files[name].decode())))


def _dictionary(files: LeavingFiles) -> dict[str, Row]:
    return {row["Variable / Field Name"]: row for row in _rows(files, DICTIONARY)}


def _codes(field: Row) -> list[str]:
    return [each.partition(",")[0].strip() for each in field[CHOICES].split("|")]


def test_the_dictionary_is_one_that_redcap_takes(gallbladder: Case) -> None:
    files = write_files(leaving(gallbladder))
    rows = _rows(files, DICTIONARY)
    fields = _dictionary(files)
    assert len(fields) == len(rows)
    assert next(iter(fields)) == "record_id"
    for name, field in fields.items():
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,98}[a-z0-9]", name)
        if field["Field Type"] == "dropdown":
            codes = _codes(field)
            assert len(set(codes)) == len(codes)
            assert all(re.fullmatch(r"[a-z0-9_]+", code) for code in codes)


@pytest.mark.parametrize("name", ["gallbladder", "synthetic", "relative"])
@pytest.mark.parametrize("safe", [False, True])
def test_the_data_fit_the_dictionary(
    request: pytest.FixtureRequest, name: str, safe: bool
) -> None:
    case: Case = request.getfixturevalue(name)
    if safe:
        case = deidentified(case, Deidentification())
    files = write_files(leaving(case))
    fields, rows = _dictionary(files), _rows(files, DATA)
    assert len(rows) == len(case.entries)
    forms = {field["Form Name"] for field in fields.values()}
    keys = Counter(
        (row["redcap_repeat_instrument"], row["redcap_repeat_instance"]) for row in rows
    )
    assert set(keys.values()) == {1}
    for row in rows:
        assert row["redcap_repeat_instrument"] in {"", *forms}
        for column, text in row.items():
            if text and column in fields:
                field = fields[column]
                assert field["Field Type"] != "dropdown" or text in _codes(field)
                assert re.fullmatch(PATTERNS.get(field[CHECK], "(?s).*"), text)


@pytest.mark.parametrize(
    ("date", "day"),
    [("2017", ""), ("2017-09", ""), ("2017-09-14", "2017-09-14"), ("[..2018]", "")],
)
def test_a_date_is_text_and_a_whole_one_a_day_too(date: str, day: str) -> None:
    result = made("result", "a", date=date, analyte="CEA", value=3, comparator="<")
    _, row = _rows(write_files(leaving(case_of(result))), DATA)
    assert (row["result_date"], row["result_date_day"]) == (date, day)
    assert row["result_comparator"] == "<"


def test_instances_count_within_a_patient_and_a_kind() -> None:
    results = [made("result", name, analyte="CEA", value=3) for name in "ab"]
    first, second = case_of(*results), case_of(results[0], code="P-2")
    rows = _rows(write_files(leaving(first, second)), DATA)
    named = [
        (row["record_id"], row["redcap_repeat_instance"])
        for row in rows
        if row["redcap_repeat_instrument"] == "result"
    ]
    assert named == [("P-1", "1"), ("P-1", "2"), ("P-2", "1")]


def test_a_de_identified_project_has_months_and_no_day(gallbladder: Case) -> None:
    safe = deidentified(gallbladder, Deidentification())
    rows = _rows(write_files(leaving(safe)), DATA)
    dates = [row["result_date"] for row in rows] + [row["finding_date"] for row in rows]
    assert all(re.fullmatch(r"M-?\d+|\[.*M.*\]", date) for date in dates if date)
    assert any(dates)
    assert not any(row["result_date_day"] for row in rows)
