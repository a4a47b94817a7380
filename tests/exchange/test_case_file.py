import datetime as dt
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.exchange.case_file import parse, read, write
from timeline.exchange.reading import FileRefusedError

TODAY = dt.date(2026, 1, 15)
SMALL = 'format = 1\n[patient]\ncode = "T-1"\n'


def one_problem(text: str) -> tuple[int | None, str, str]:
    reading = parse(text, name="case.toml", today=TODAY)
    assert reading.cases == ()
    (problem,) = reading.problems
    assert problem.file == "case.toml"
    return problem.line, problem.field, problem.message


def test_the_smallest_file_is_a_case() -> None:
    reading = parse(SMALL, name="case.toml", today=TODAY)
    assert reading.problems == ()
    assert reading.cases == (Case(Patient(id="patient", code="T-1")),)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "first line must be format = 1"),
        ('[patient]\ncode = "T-1"\n', 1, "first line must be format = 1"),
        ("# a note\n\nformat = 3\n", 3, "needs a newer program"),
        ("format = 0\n", 1, "is a number"),
        ("format = true\n", 1, "is a number"),
        ('format = "1"\n', 1, "is a number"),
    ],
)
def test_the_format_comes_first_and_is_not_newer(
    text: str, line: int, message: str
) -> None:
    found = one_problem(text)
    assert found[:2] == (line, "format")
    assert message in found[2]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("format = 1\n[patient\n", 2),
        ('format = 1\n\n[patient]\ncode = "T-1\n', 4),
        (SMALL + "sex\n", 4),
        (SMALL + 'sex = "male"\nsex = "male"\n', 5),
        (SMALL + '[[source]]\nid = "a\\q"\n', 5),
        (SMALL + 'headline = """never closed\n\n', 6),
    ],
)
def test_a_syntax_error_carries_its_line(text: str, line: int) -> None:
    found, _, message = one_problem(text)
    assert found == line
    assert message.startswith("This is not TOML:")


def test_a_text_made_to_break_the_parser_is_a_problem_and_not_a_crash() -> None:
    nested = "[" * 4000 + "]" * 4000
    assert "nested" in one_problem(f"format = 1\na = {nested}\n")[2]
    digits = "9" * 5000
    assert "too long" in one_problem(f"format = 1\na = {digits}\n")[2]


@pytest.mark.parametrize(
    "text",
    [
        "a." * 1_000_000 + "a = 1",
        "[" + "a." * 1_000_000 + "a]",
        "x = {" + '"a" . ' * 100_000 + "a = 1}",
    ],
    ids=["key", "header", "inline"],
)
def test_a_key_of_very_many_parts_is_refused_at_once(text: str) -> None:
    assert one_problem(f"format = 1\n{text}\n")[2] == "A key has too many parts."


@pytest.mark.parametrize(
    "text",
    ['"' * 1_000_000, '"""' + '\\"""' * 50_000 + "\\", "[" * 1_000_000],
    ids=["quotes", "escapes", "brackets"],
)
def test_unfinished_text_is_refused_at_once(text: str) -> None:
    assert one_problem(f"format = 1\na = {text}")[2]


def test_a_note_may_hold_any_number_of_dots() -> None:
    notes = "contents " + "." * 2000 + "\n" + "a." * 2000
    case = Case(Patient(id="patient", code="T-1", notes=notes))
    assert parse(write(case), name="", today=TODAY).cases == (case,)


def test_a_file_is_read_with_and_without_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    for encoding in ("utf-8", "utf-8-sig"):
        path.write_text(SMALL.replace("T-1", "Größe"), encoding=encoding)
        assert read(path, today=TODAY).cases[0].code == "Größe"


def test_windows_line_ends_are_read_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_bytes((SMALL + 'colour = "red"\n').replace("\n", "\r\n").encode())
    (problem,) = read(path, today=TODAY).problems
    assert (problem.file, problem.line, problem.field) == ("case.toml", 4, "colour")


def test_what_is_no_text_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_bytes(b"format = 1\n# caf\xe9\n")
    with pytest.raises(FileRefusedError, match="line 2: a character is not UTF-8"):
        read(path, today=TODAY)


def test_a_huge_file_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_bytes(b"#" * 4_000_001)
    with pytest.raises(FileRefusedError, match="larger than 4 MB"):
        read(path, today=TODAY)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match=r"none\.toml: No such file"):
        read(tmp_path / "none.toml", today=TODAY)
    with pytest.raises(FileRefusedError, match="directory"):
        read(tmp_path, today=TODAY)


def test_a_thousand_records_are_read_with_the_right_lines() -> None:
    values = {"analyte": "CA19-9", "comparator": "=", "value": 40.5, "unit": "U/mL"}
    results = tuple(
        Result.model_validate({"id": f"m-{number}", **values}) for number in range(1000)
    )
    text = write(Case(Patient(id="patient", code="T-1"), results))
    assert len(parse(text, name="", today=TODAY).cases[0].records) == 1000
    broken = text.replace('id = "m-999"', 'id = "m-999"\ncolour = 1')
    (problem,) = parse(broken, name="", today=TODAY).problems
    line = next(n for n, row in enumerate(broken.split("\n"), 1) if "colour" in row)
    assert (problem.record, problem.line) == ("m-999", line)


FORMER = """format = 1
[patient]
code = "P-1"
[[marker_result]]
id = "m"
date = "2020-03"
marker = "CA19-9"
comparator = "<"
value = 37
unit = "U/mL"
"""


def test_a_marker_result_of_an_older_file_is_a_result() -> None:
    (case,) = parse(FORMER, name="f", today=TODAY).cases
    (result,) = case.records
    assert (result.kind, result.label) == ("result", "CA19-9 <37 U/mL")
    assert parse(write(case), name="f", today=TODAY).cases == (case,)


def test_what_is_wrong_with_it_is_found_on_its_line() -> None:
    wrong = FORMER.replace('marker = "CA19-9"', "marker = 7")
    (problem,) = parse(wrong, name="f", today=TODAY).problems
    assert (problem.line, problem.record, problem.field) == (7, "m", "analyte")
