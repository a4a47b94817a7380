"""Any laboratory sheet is read: long or wide, with units, flags, limits, comments."""

from pathlib import Path

import pytest

from exchange.sheet_texts import sheet, stated
from timeline.case.assay_vocabulary import Comparator, ResultFlag
from timeline.case.locale import DateOrder, DecimalSign
from timeline.case.records.result import Result
from timeline.exchange.reading import FileRefusedError

LONG = """\
Patient,Sample date,Time,Test,Result,Unit,Reference range,Flag,Comment
P-1,2020-01-10,07:30,CA 19-9,120,U/mL,0-37,H,
P-1,2020-01-10,07:30,CEA,<0.6,ng/mL,< 5,,
P-1,2020-02-10,,potassium,haemolysed,,,,new sample asked for
P-2,2020-02,,CA19-9,40 H,U/mL,seldom above 37,??,
"""


def _results(reading_rows: object) -> list[Result]:
    return [made.record for row in reading_rows for made in row.records]  # type: ignore[attr-defined]


def test_a_long_sheet(tmp_path: Path) -> None:
    reading = sheet(tmp_path / "labs.csv", LONG)
    assert reading.questions == ()
    first, second, third, fourth = _results(reading.rows)
    assert (first.analyte, first.value, first.unit) == ("CA19-9", 120, "U/mL")
    assert (first.time, first.flag) == ("07:30", ResultFlag.HIGH)
    assert (first.lower_limit, first.upper_limit) == (0, 37)
    assert first.as_written == "CA 19-9"
    assert (second.comparator, second.value) == (Comparator.BELOW, 0.6)
    assert (second.lower_limit, second.upper_limit) == (None, 5)
    assert (third.value, third.words) == (None, "haemolysed")
    assert third.notes == "new sample asked for"
    assert fourth.date.canonical == "2020-02"
    assert (fourth.value, fourth.flag) == (40, ResultFlag.HIGH)
    assert fourth.notes == "Reference: seldom above 37\nFlag: ??"
    assert [row.in_part for row in reading.rows] == [False, False, False, True]


GERMAN = """\
Klinikum am See;;;
Laborverlauf;;;
Studiencode;Entnahmedatum;CA 19-9 [U/ml];Hb (g/dl);Bemerkung
P-1;03.02.2020;1.200,5;12,5;lipämisch
P-1;02.03.2020;37;;
"""


def test_a_german_sheet_with_rows_above_the_names(tmp_path: Path) -> None:
    reading = sheet(tmp_path / "labor.csv", GERMAN)
    assert reading.sheet.top == 2
    first, second = reading.rows
    assert stated(first) == [
        ("2020-02-03", "CA19-9 1200.5 U/ml"),
        ("2020-02-03", "haemoglobin 12.5 g/dl"),
    ]
    assert stated(second) == [("2020-03-02", "CA19-9 37 U/ml")]
    assert [made.record.notes for made in first.records] == ["lipämisch"] * 2
    assert (first.line, second.line) == (4, 5)


UNIT_ROW = """\
Subject\tDate\tALT\tFlag\tGGT-X\tFlag
\t\tU/L\t\tU/L\t
\t\t0-35\t\t< 40\t
S1\t2021-05-04 06:15\t30\t\t80\tH
S1\t2021-05-05\t-\t\t70\tHH
"""


def test_rows_of_units_and_limits_below_the_names(tmp_path: Path) -> None:
    """A test that no catalogue has is one where its unit is told."""
    reading = sheet(tmp_path / "labs.tsv", UNIT_ROW)
    assert reading.sheet.below == ("unit", "range")
    first, second, third = _results(reading.rows)
    assert (first.analyte, first.value, first.unit) == ("ALT", 30, "U/L")
    assert (first.time, first.flag, first.upper_limit) == ("06:15", None, 35)
    assert (second.analyte, second.flag) == ("GGT-X", ResultFlag.HIGH)
    assert (second.lower_limit, second.upper_limit) == (None, 40)
    assert (third.analyte, third.flag) == ("GGT-X", ResultFlag.CRITICAL_HIGH)


DATES_IN_COLUMNS = """\
Parameter,Unit,03/04/2020,25/04/2020,Reference range
CA19-9,U/mL,120,80,0-37
CEA,ng/mL,<0.5,,<5
"""


def test_dates_in_columns(tmp_path: Path) -> None:
    """25/04/2020 settles which way round the names of the columns are."""
    reading = sheet(tmp_path / "labs.csv", DATES_IN_COLUMNS, patient="P-9")
    (column, *_) = reading.mapping.records[0].columns
    assert column.dates is DateOrder.DAY_FIRST
    assert "25/04/2020" in column.why
    first, second = reading.rows
    assert stated(first) == [
        ("2020-04-03", "CA19-9 120 U/mL"),
        ("2020-04-25", "CA19-9 80 U/mL"),
    ]
    assert stated(second) == [("2020-04-03", "CEA <0.5 ng/mL")]
    assert {made.patient for made in first.records} == {"P-9"}
    assert _results([first])[1].upper_limit == 37


def test_details_of_one_test_are_told_by_their_names(tmp_path: Path) -> None:
    text = "patient,date,CEA,CEA unit,CEA flag,CA19-9\nP-1,2020-01-01,7,ng/mL,H,30\n"
    first, second = _results(sheet(tmp_path / "x.csv", text).rows)
    assert (first.unit, first.flag) == ("ng/mL", ResultFlag.HIGH)
    assert (second.unit, second.flag) == (None, None)


def test_what_identifies_a_person_is_not_read(tmp_path: Path) -> None:
    names = "Study code,Surname,DOB,MRN,Date,CEA"
    text = f"{names}\nP-1,Doe,1950-01-01,00123456,2020-01-01,7\n"
    reading = sheet(tmp_path / "x.csv", text)
    left = {c.header for c in reading.mapping.records[0].columns if not c.field}
    assert left == {"Surname", "DOB", "MRN"}
    assert all(
        text not in str(made.record.values())
        for made in reading.rows[0].records
        for text in ("Doe", "1950", "00123456")
    )


@pytest.mark.parametrize(
    ("codes", "what"),
    [(("Jane Doe", "Roe, Richard"), "names"), (("00123456", "900124"), "hospital")],
)
def test_codes_that_look_like_a_person_are_refused(
    tmp_path: Path, codes: tuple[str, str], what: str
) -> None:
    rows = "".join(f'"{code}",2020-01-01,7\n' for code in codes)
    text = f"Patient,Date,CEA\n{rows}"
    (question,) = sheet(tmp_path / "x.csv", text).questions
    assert what in str(question)
    assert "--patient-column 'Patient'" in str(question)
    taken = sheet(tmp_path / "x.csv", text, patient_column="Patient")
    assert [row.records[0].patient for row in taken.rows] == list(codes)


def test_a_sheet_without_study_codes_asks_whose_values_they_are(tmp_path: Path) -> None:
    (question,) = sheet(tmp_path / "x.csv", "Date,CEA\n2020-01-01,7\n").questions
    assert "--patient CODE" in str(question)


def test_a_patient_is_not_named_beside_a_column_of_codes(tmp_path: Path) -> None:
    """The rows of other patients would become this one's."""
    text = "Patient,Date,CEA\nP-2,2020-01-01,7\n"
    (question,) = sheet(tmp_path / "x.csv", text, patient="P-1").questions
    assert question.column == "Patient"


def test_a_column_of_numbers_that_no_catalogue_has_is_asked(tmp_path: Path) -> None:
    text = "patient,date,CEA,Zonulin,Visit\nP-1,2020-01-01,7,55,1\n"
    questions = sheet(tmp_path / "x.csv", text).questions
    assert [question.column for question in questions] == ["Zonulin", "Visit"]
    reading = sheet(tmp_path / "x.csv", text, tests={"Zonulin"}, left_out={"Visit"})
    assert [label for _, label in stated(reading.rows[0])] == ["CEA 7", "Zonulin 55"]


def test_a_flag_beside_several_tests_is_asked(tmp_path: Path) -> None:
    text = "patient,date,CEA,CA19-9,flag\nP-1,2020-01-01,7,40,H\n"
    (question,) = sheet(tmp_path / "x.csv", text).questions
    assert question.column == "flag"


def test_two_columns_for_one_field_are_asked(tmp_path: Path) -> None:
    text = "patient,sample date,result date,CEA\nP-1,2020-01-01,2020-01-02,7\n"
    (question,) = sheet(tmp_path / "x.csv", text).questions
    assert "sample date is the date" in str(question)


def test_a_sheet_that_names_no_test_asks_for_it(tmp_path: Path) -> None:
    text = "patient,date,value\nP-1,2020-01-01,7\n"
    assert "--analyte" in str(sheet(tmp_path / "x.csv", text).questions[0])
    reading = sheet(tmp_path / "x.csv", text, analyte="CEA")
    assert stated(reading.rows[0]) == [("2020-01-01", "CEA 7")]


def test_units_that_some_values_state_are_asked(tmp_path: Path) -> None:
    text = "patient,date,CEA\nP-1,2020-01-01,7 ng/mL\nP-1,2020-02-01,8\n"
    (question,) = sheet(tmp_path / "x.csv", text).questions
    assert "--unit 'CEA=UNIT'" in str(question)
    reading = sheet(tmp_path / "x.csv", text, units={"CEA": "ng/mL"})
    assert [label for row in reading.rows for _, label in stated(row)] == [
        "CEA 7 ng/mL",
        "CEA 8 ng/mL",
    ]


def test_a_row_is_taken_whole_or_not_at_all(tmp_path: Path) -> None:
    text = "patient,date,CEA,CA19-9\nP-1,2020-01-01,7,~40\n,2020-01-01,7,40\n"
    first, second = sheet(tmp_path / "x.csv", text).rows
    assert first.records == second.records == ()
    assert first.problems[0].startswith("CA19-9: An approximate sign")
    assert second.problems == ("No study code stands here.",)


def test_a_long_row_without_a_value_is_refused(tmp_path: Path) -> None:
    text = "patient,date,test,value\nP-1,2020-01-01,CEA,\n"
    (row,) = sheet(tmp_path / "x.csv", text).rows
    assert row.problems == ("value: The value is missing.",)


def test_a_sheet_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="no columns that are known"):
        sheet(tmp_path / "x.csv", "a,b\n1,2\n")


def test_decimals_of_a_sheet_in_german_thousands(tmp_path: Path) -> None:
    """`1.200` is 1200 or 1.2, and nothing in the column tells."""
    text = "Pat;Datum;CA 19-9\nP;03.02.2020;1.200\nP;02.03.2020;>10.000\n"
    (question,) = sheet(tmp_path / "x.csv", text).questions
    assert "1.200 is 1.2 or 1200" in str(question)
    reading = sheet(tmp_path / "x.csv", text, decimals=DecimalSign.COMMA)
    labels = [label for row in reading.rows for _, label in stated(row)]
    assert labels == ["CA19-9 1200", "CA19-9 >10000"]
