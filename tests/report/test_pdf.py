"""The PDF: no text is a command in it, nothing is clipped, and it is found through."""

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinical.small_case import line, record
from every_field import every_field
from timeline.case.case import Case
from timeline.charts.print.pdf import quoted, typeset
from timeline.exchange.case_file import read
from timeline.report.options import ReportFormat, ReportOptions
from timeline.report.printable import BREAK, breakable, printable
from timeline.report.write import report

AS_RECORDED = ReportOptions(as_recorded=True)
HOSTILE = (
    '"); #panic("taken"); #("',
    "#panic() $x$ `raw` *bold* _it_ <label> @reference",
    "[brackets] { code } // comment /* comment */ \\ \\u{41} ~ --- ...",
    "= heading",
    "- item",
    '#import "@preview/x:1.0.0": *',
    '#read("/etc/passwd")',
)
POINTS_PER_MM = 72 / 25.4


def pdf_of(*cases: Case, options: ReportOptions = AS_RECORDED) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(report(cases, options, ReportFormat.PDF))


def pages_of(document: pypdfium2.PdfDocument) -> list[str]:
    texts = (page.get_textpage().get_text_bounded() for page in document)
    return [" ".join(text.split()) for text in texts]


def case_of(code: str, *entries: object, **patient: object) -> Case:
    return Case.of((record("patient", "patient", code=code, **patient), *entries))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def published(cases_folder: Path) -> Case:
    today = dt.date(2026, 1, 15)
    return read(cases_folder / "gallbladder_90_month.toml", today=today).cases[0]


@given(st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=60))
@settings(max_examples=15, deadline=None)
def test_any_text_is_a_string_and_no_command(text: str) -> None:
    source = f'#set document(title: "t")\n#let back = {quoted(text)}\n'
    # typst itself compares what it read with the code points of the text
    codes = ", ".join(str(ord(letter)) for letter in text)
    trailing = "," if len(text) == 1 else ""
    typeset(
        f"{source}#assert(back.codepoints().map(str.to-unicode) == ({codes}{trailing}))"
    )


def test_hostile_texts_stand_on_the_page_as_they_are() -> None:
    findings = [
        record("finding", f"f{number}", type="imaging", method=text, notes=text)
        for number, text in enumerate(HOSTILE)
    ]
    document = pdf_of(case_of("#X*_1", *findings, headline=HOSTILE[0]))
    words = re.sub(r"[\s\u200b\ufffe]", "", "".join(pages_of(document)))
    for text in ("#X*_1", *HOSTILE):
        assert re.sub(r"\s", "", text) in words


def test_letters_that_the_font_lacks_stand_as_code_points() -> None:
    assert printable("S-1 \u6f22 \N{GREEK SMALL LETTER ALPHA}") == "S-1 [U+6F22] \u03b1"
    case = case_of("X-1", *line("a", "\u6f22\u5b57", start="2020", notes="\u0928"))
    words = " ".join(pages_of(pdf_of(case)))
    assert "[U+6F22][U+5B57]" in words
    assert "[U+0928]" in words


def test_a_word_is_broken_only_where_it_is_wider_than_its_line() -> None:
    # a W is 0.944 em wide: 10 of them at 8 points are 26.6 mm
    assert breakable("W" * 10, 28, 8) == "W" * 10
    halves = breakable("W" * 20, 28, 8).split(BREAK)
    assert [len(half) for half in halves] == [10, 10]
    assert breakable("ordinary words stay", 20, 8) == "ordinary words stay"


def test_nothing_lies_outside_the_margins() -> None:
    long = "W" * 190
    case = case_of(
        "Q" * 120,
        *line("a", long, start="2020", stop_detail=long, stop_reason="toxicity"),
        record("local_intervention", "o", type="surgery", procedures=[long] * 40),
        record("her2_test", "h", method="IHC", variants=[long] * 3, laboratory=long),
        record("lesion", "l", name=long, organ=long),
        headline=long,
        notes=f"{long}\n" * 80,
    )
    document = pdf_of(case)
    for page in document:
        text, (width, height) = page.get_textpage(), page.get_size()
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            assert left > 17 * POINTS_PER_MM
            assert right < width - 17 * POINTS_PER_MM
            assert bottom > 8 * POINTS_PER_MM
            assert top < height - 8 * POINTS_PER_MM


def test_the_same_cases_give_the_same_bytes(published: Case) -> None:
    first, second = (
        report([published], ReportOptions(), ReportFormat.PDF) for _ in range(2)
    )
    assert first == second


def test_several_patients_have_contents_bookmarks_and_a_first_page_each(
    published: Case,
) -> None:
    other = case_of("OTHER-2", record("follow_up", "last", date="2020"))
    document = pdf_of(published, other)
    marks = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    assert [title for level, title in marks if level == 0] == ["GBC-90", "OTHER-2"]
    titles = [title for _, title in marks]
    assert titles.count("Lines of therapy") == 2
    assert titles.count("All records (2)") == 1
    starts = [mark.get_dest().get_index() for mark in document.get_toc()]
    assert all(first <= second for first, second in pairwise(starts))
    pages = pages_of(document)
    contents = pages[0]
    assert contents.startswith("Case reports of 2 patients")
    for level, title in marks:
        if level == 0:
            assert title in contents
    first = starts[titles.index("OTHER-2")]
    assert "Systemic therapy" in pages[starts[titles.index("GBC-90")]]
    assert pages[first].startswith("OTHER-2")
    assert f"Page {first + 1} of {len(pages)}" in pages[first]


def test_one_patient_begins_without_contents(published: Case) -> None:
    pages = pages_of(pdf_of(published))
    assert "HER2-positive gallbladder cancer, 90-month course" in pages[0]
    assert "Systemic therapy" in pages[0]


def test_every_page_of_a_made_up_case_says_so(published: Case) -> None:
    made_up, _ = every_field()
    pages = pages_of(pdf_of(made_up))
    assert len(pages) > 3
    assert all("SYNTHETIC DATA" in page for page in pages)
    assert not any("SYNTHETIC" in page for page in pages_of(pdf_of(published)))


def test_every_page_says_that_it_is_deidentified(published: Case) -> None:
    pages = pages_of(pdf_of(published, options=ReportOptions()))
    assert all("De-identified" in page for page in pages)
    assert not any("GBC-90" in page for page in pages)
    assert "dates are months since first operation" in pages[0]


def test_the_file_names_nothing_but_the_code(published: Case) -> None:
    document = pdf_of(published)
    metadata = {
        key: value for key, value in document.get_metadata_dict().items() if value
    }
    assert metadata.pop("Title") == "Case report GBC-90"
    assert set(metadata) == {"Creator", "CreationDate", "ModDate"}
    assert metadata["CreationDate"] == metadata["ModDate"] == "D:20000101000000Z"
    leaving = pdf_of(published, options=ReportOptions()).get_metadata_dict()
    assert leaving["Title"] == "Case report CASE-1"


def test_a_table_that_goes_on_repeats_its_head() -> None:
    values = [
        record(
            "result",
            f"m{number}",
            date=(dt.date(2020, 1, 1) + dt.timedelta(days=number)).isoformat(),
            analyte="CEA",
            comparator="=",
            value=number + 1,
            unit="ng/mL",
            upper_limit=5,
        )
        for number in range(150)
    ]
    pages = pages_of(pdf_of(case_of("X-1", *values)))
    with_rows = [page for page in pages if page.count("x upper limit") > 10]
    assert len(with_rows) > 2
    assert all("Against the upper limit" in page for page in with_rows)


def test_the_pdf_is_tagged(published: Case) -> None:
    document = report([published], AS_RECORDED, ReportFormat.PDF)
    assert b"/StructTreeRoot" in document
    assert pypdfium2.PdfDocument(document).is_tagged()
