"""Text becomes cells only where its encoding and its columns are sure."""

import pytest

from timeline.exchange.delimited import decoded, escaped, grid_of, unescaped
from timeline.exchange.reading import FileRefusedError


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_are_sure(encoding: str) -> None:
    assert decoded("x.csv", "größer".encode(encoding)) == "größer"


def test_another_encoding_is_asked_and_then_used() -> None:
    content = "Entnahme;Größe\n".encode("latin-1")
    with pytest.raises(FileRefusedError, match=r"line 1.*--encoding windows-1252"):
        decoded("x.csv", content)
    assert decoded("x.csv", content, "windows-1252") == "Entnahme;Größe\n"


@pytest.mark.parametrize(
    ("content", "encoding", "words"),
    [
        ("größer\n".encode() + "klein, größer\n".encode("latin-1"), "", "two encod"),
        (b"a,b\n1,\x00\n", "", "line 2: a NUL"),
        (b"a,b", "klingon", "No encoding is called klingon"),
        (b"a,\xff", "ascii", "line 1: a character is not ascii"),
        (b"\xff\xfea", "", "line 1: a character is not utf-16"),
    ],
)
def test_what_is_refused(content: bytes, encoding: str, words: str) -> None:
    with pytest.raises(FileRefusedError, match=words):
        decoded("x.csv", content, encoding)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_sign_between_columns_is_told_by_the_lines(mark: str) -> None:
    text = mark.join(("date", "value")) + "\n\n" + mark.join(('"1\n2"', "3.5")) + "\n"
    grid = grid_of("x.csv", text)
    assert grid.rows == [("date", "value"), ("1\n2", "3.5")]
    assert grid.lines == [1, 3]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no table\nat all\n", "neither a case file nor a table"),
        ('a,b\n"1,2\n', "line 2: quotes"),
        ("a," + "x" * 200_000 + "\n", "line 1"),
        (",".join("a" * 10_000) + "\n", "more than 1,000 columns"),
    ],
)
def test_a_table_that_cannot_be_one_is_refused(text: str, words: str) -> None:
    with pytest.raises(FileRefusedError, match=words):
        grid_of("x.csv", text)


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-x"])
def test_a_text_that_leaves_is_no_formula_and_comes_back(text: str) -> None:
    assert escaped(text) == f"'{text}"
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("text", ["-2,5", "+3", "=5", "'t Hooft", "", "a=b"])
def test_a_number_with_a_sign_is_no_formula(text: str) -> None:
    assert escaped(text) == unescaped(text) == text
