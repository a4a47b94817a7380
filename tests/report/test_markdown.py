"""The Markdown: no text of the data is markup, and the tables keep their columns."""

import re

from clinical.small_case import line, record
from timeline.case.case import Case
from timeline.clinical.review import review
from timeline.report.build import document_of
from timeline.report.markdown import as_markdown_page

HOSTILE = "# h | cell <b>x</b> *y* [z](http://x) `c`\nnew | line"


def page() -> str:
    case = Case.of(
        (
            record("patient", "patient", code="X-1", notes=HOSTILE),
            *line("a", "S-1 | cisplatin", start="2020"),
            record("adverse_event", "ae", term="<i>rash</i> | pain", date="2020-02"),
        )
    )
    return as_markdown_page([document_of(review(case))])


def test_no_text_of_the_data_is_markup() -> None:
    text = page()
    assert "<b>" not in text
    assert "<i>" not in text
    assert re.search(r"(?<!\\)\]\(", text) is None
    headings = [row for row in text.splitlines() if row.startswith("#")]
    assert not any(row.startswith("# h") for row in headings)
    assert "\\<i\\>rash\\</i\\> \\| pain" in text


def test_every_row_of_a_table_has_the_cells_of_its_head() -> None:
    rows = page().replace("\\|", "").splitlines()
    tables = [row for row in rows if row.startswith("|")]
    assert any("| When | Event | Details |" in row for row in tables)
    counts: list[list[int]] = [[]]
    for row in rows:
        if row.startswith("|"):
            counts[-1].append(row.count("|"))
        elif counts[-1]:
            counts.append([])
    assert all(len(set(table)) == 1 for table in counts if table)


def test_each_section_has_a_heading_of_its_own() -> None:
    rows = page().splitlines()
    assert rows[0] == "# X-1"
    for title in ("Lines of therapy", "Outcome", "Adverse events", "All records"):
        assert any(row.startswith(f"## {title}") for row in rows), title
