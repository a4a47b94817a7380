"""A workbook says what its cells show; one that could fill the memory is refused."""

import datetime as dt
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from timeline.exchange.opened import FileKind, kind_of, opened
from timeline.exchange.reading import FileRefusedError
from timeline.exchange.sheets import UnreadCell
from timeline.exchange.workbook import grids_of

FIRST = dt.datetime(2019, 3, 1)  # noqa: DTZ001 - as Excel has it


@pytest.mark.parametrize(
    ("value", "shown_as", "text"),
    [
        (FIRST, "mmm-yy", "2019-03"),
        (FIRST, "[$-407]mmm\\-yy;@", "2019-03"),
        (FIRST, "mm/yyyy", "2019-03"),
        (FIRST, "yyyy", "2019"),
        (FIRST, "d-mmm", "1 Mar"),
        (FIRST, "dd.mm.yyyy", "2019-03-01"),
        (FIRST, "mm-dd-yy", "2019-03-01"),
        (FIRST.replace(hour=7, minute=30), "dd.mm.yyyy hh:mm", "2019-03-01 07:30"),
        (dt.time(7, 30), "hh:mm", "07:30"),
        (1.05, "0.00", "1.05"),
        (1.234, "0.000", "1.2340"),
        (1200, "#,##0", "1200"),
        (True, "General", "yes"),
        ("  Mar-19 ", "@", "Mar-19"),
    ],
)
def test_a_cell_is_what_it_shows(
    tmp_path: Path, value: object, shown_as: str, text: str
) -> None:
    book = Workbook()
    book.active["A1"] = value
    book.active["A1"].number_format = shown_as
    book.save(tmp_path / "x.xlsx")
    (grid,) = grids_of(tmp_path / "x.xlsx")
    assert grid.rows == [(text,)]


def test_formulas_are_not_read(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["=1+1", "text"])
    book.save(tmp_path / "x.xlsx")
    cell = grids_of(tmp_path / "x.xlsx")[0].rows[0][0]
    assert isinstance(cell, UnreadCell)
    assert "formula" in cell.reason


def test_every_filled_sheet_is_read_and_no_hidden_one(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Labor"
    book.active["B3"] = "x"
    book.create_sheet("empty")
    book.create_sheet("Other")["A1"] = "y"
    hidden = book.create_sheet("hidden")
    hidden["A1"] = "z"
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "x.xlsx")
    labor, other = grids_of(tmp_path / "x.xlsx")
    assert (labor.name, labor.rows, labor.lines) == ("Labor", [("", "x")], [3])
    assert (other.name, other.rows) == ("Other", [("y",)])


_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def _with_sheet(path: Path, xml: bytes) -> None:
    """A workbook of which the sheet is replaced."""
    book = Workbook()
    book.active["A1"] = 1
    book.save(path.with_name("plain.xlsx"))
    with (
        zipfile.ZipFile(path.with_name("plain.xlsx")) as plain,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for part in plain.infolist():
            sheet = part.filename.startswith("xl/worksheets/")
            changed.writestr(part, xml if sheet else plain.read(part))


def _far_cell(path: Path) -> None:
    row = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    _with_sheet(path, f"{_SHEET}<sheetData>{row}</sheetData></worksheet>".encode())


def _far_column(path: Path) -> None:
    row = '<row r="1"><c r="NTP1"><v>1</v></c></row>'  # column 10,000
    _with_sheet(path, f"{_SHEET}<sheetData>{row}</sheetData></worksheet>".encode())


def _bomb(path: Path) -> None:
    _with_sheet(path, _SHEET.encode() + b" " * 70_000_000)


def _tight_bomb(path: Path) -> None:
    cells = b'<row r="1">' + b'<c r="A1"/>' * 1_000_000
    _with_sheet(path, _SHEET.encode() + b"<sheetData>" + cells)


def _nested_entities(path: Path) -> None:
    doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    _with_sheet(path, f"{doctype}{_SHEET}</worksheet>".encode())


def _no_archive(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 and more")


def _another_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<x/>")


def _large_text(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200_000_000)


def _large_table(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"patient,date,CEA\n")
        file.truncate(200_000_000)


def _nul(path: Path) -> None:
    path.write_bytes(b"patient,date,CEA\nP-1,2020-01-01,\x00\n")


def _many_columns(path: Path) -> None:
    path.write_text(",".join(["a"] * 10_000) + "\n1\n", encoding="utf-8")


def _mixed_encodings(path: Path) -> None:
    path.write_bytes("größer;b\n".encode() + "größer;b\n".encode("latin-1"))


def _deep_json(path: Path) -> None:
    path.write_text('[{"a": ' + "[" * 100_000, encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_far_cell, "more than 1,000 columns|more than 200,000 rows"),
        (_far_column, "more than 1,000 columns"),
        (_bomb, "unpacks to more"),
        (_tight_bomb, "unpacks to more"),
        (_nested_entities, "unpacks to more"),
        (_no_archive, "damaged workbook"),
        (_another_archive, "an OpenDocument file"),
        (_large_text, "larger than 32 MB"),
        (_large_table, "larger than 32 MB"),
        (_nul, "line 2: a NUL"),
        (_many_columns, "more than 1,000 columns"),
        (_mixed_encodings, "mixes two encodings"),
        (_deep_json, "nested too deeply"),
    ],
)
def test_hostile_files_are_refused_at_once(
    tmp_path: Path, make: Callable[[Path], None], words: str
) -> None:
    """Within one second and 200 MB, in a sentence."""
    path = tmp_path / "labs.xlsx"
    make(path)
    tracemalloc.start()
    started = time.perf_counter()
    with pytest.raises(FileRefusedError, match=words):
        opened(path, kind_of(path))
    taken = time.perf_counter() - started
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert taken < 1
    assert most < 200_000_000


def test_the_kind_of_a_file_is_found_by_looking(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for content, kind in (
        (b"\xef\xbb\xbfpatient;date\n", FileKind.TEXT_TABLE),
        ("a\tb".encode("utf-16"), FileKind.TEXT_TABLE),
        (b"# a case\n\nformat = 1\n", FileKind.TOML),
        (b"[patient]\n", FileKind.TOML),
        (b"[[result]]\n", FileKind.TOML),
        (b' [{"a": 1}]', FileKind.JSON),
        (b'{"a": 1}', FileKind.JSON),
        (b"PK\x03\x04", FileKind.WORKBOOK),
    ):
        path.write_bytes(content)
        assert kind_of(path) is kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"\xd0\xcf\x11\xe0", "an older Excel workbook"),
        (b"<?xml version='1.0'?>", "an XML or HTML document"),
        (b"SQLite format 3\x00" + bytes(84), "a SQLite database"),
    ],
)
def test_what_nothing_reads_is_named_for_what_it_is(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(FileRefusedError, match=f"x.csv is {kind}"):
        kind_of(tmp_path / "x.csv")


def test_a_list_of_objects_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(
        '[{"a": 1.05, "b": null}, {"c": true, "a": "x "}]', encoding="utf-8"
    )
    (grid,) = opened(path, kind_of(path)).grids
    assert grid.rows == [("a", "b", "c"), ("1.05", "", ""), ("x", "", "yes")]
