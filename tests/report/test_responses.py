"""What was reported stands beside what was measured, in text and for programs."""

import pytest

from clinical.response.scans import (
    BASELINE,
    DATES,
    case_with,
    judged,
    lesion,
    sizes,
    stated,
)
from timeline.case.case import Case
from timeline.clinical.benchmarks import benchmarks
from timeline.clinical.review import review
from timeline.report.build import document_of
from timeline.report.document import ReportSection
from timeline.report.keyed import as_data
from timeline.report.sections.lesions import lesions_section
from timeline.report.sections.lines import lines_section
from timeline.report.sections.responses import responses_section

FIRST, SECOND = DATES[:2]
SUMS = [
    stated(100, BASELINE),
    judged("SD", FIRST, sum_of_diameters=60),
    stated(75, SECOND),
]


def lines(case: Case) -> ReportSection:
    read = review(case)
    beside = benchmarks(case, read.chronology, read.settings, computed=read.endpoints)
    return lines_section(read, beside)


def test_each_scan_has_both_side_by_side() -> None:
    section = responses_section(review(case_with(SUMS)))
    assert section
    assert [row.cells for row in section.table.rows] == [
        ("5 Mar 2020", "1", "SD", "PR (60 mm, -40.0 % from the baseline of 100 mm)"),
        (
            "5 May 2020",
            "1",
            "none",
            "PD (75 mm, +25.0 % and +15 mm over the smallest sum of 60 mm)",
        ),
    ]


def test_a_line_has_the_best_of_both() -> None:
    case = case_with(SUMS)
    (row,) = lines(case).table.rows
    sentences = [getattr(block, "text", "") for block in row.page]
    assert row.cells[7] == "SD"
    assert "best response: SD; disease control: yes" in sentences
    assert "best response by measurement: PR, not confirmed" in sentences


@pytest.mark.parametrize(
    ("millimetres", "cell"), [(60, "(PR)"), (None, "?")], ids=["measured", "nothing"]
)
def test_what_was_only_measured_stands_in_parentheses(
    millimetres: float | None, cell: str
) -> None:
    scans = [stated(100, BASELINE)]
    scans += [stated(millimetres, FIRST)] if millimetres else []
    (row,) = lines(case_with(scans)).table.rows
    assert row.cells[7] == cell


def test_programs_read_the_same() -> None:
    data = as_data(document_of(review(case_with(SUMS))))
    first, second = data["responses"]
    assert (first["reported"], first["categories"]) == (["SD"], ["PR"])
    assert first["baseline"] == {
        "sum_min": 100,
        "sum_max": 100,
        "record": f"s-{BASELINE}",
    }
    assert second["smallest"]["sum_min"] == 60
    (best,) = data["lines"][0]["best_response_measured"]
    assert (best["categories"], best["confirmed"]) == (["PR"], "no")


def test_a_case_without_measurements_has_no_such_section() -> None:
    assert responses_section(review(case_with(judged("SD", FIRST)))) is None


def test_what_stays_open_is_said() -> None:
    """The baseline is of January, and the first dose of the tenth."""
    section = responses_section(
        review(case_with(stated(100, "2020-01"), stated(60, FIRST)))
    )
    assert section
    assert section.table.rows[0].cells[3].startswith("PR or not known (60 mm")


def test_a_lesion_has_its_sizes_in_a_row_and_on_its_page() -> None:
    lesions = [lesion("liver"), lesion("lung")]
    seen = sizes("liver", 50, 30, 20, 28), sizes("lung", 20, 30, 30, 30)
    section = lesions_section(review(case_with(lesions, *seen)))
    liver, lung = section.table.rows
    assert (liver.cells[2], lung.cells[2]) == ("50 > 20 > 28", "20 > 30")
    sentences = [getattr(block, "text", "") for block in liver.page]
    assert "5 May 2020, measured: 20 mm (-60.0 % from 50 mm)" in sentences
    assert "Mixed response on 5 May 2020: some lesions grew, others shrank" in sentences


def test_each_assessor_is_told_with_the_best_of_their_own() -> None:
    case = case_with(
        judged("SD", FIRST, assessor="central review"),
        judged("PR", SECOND, assessor="investigator"),
    )
    (row,) = lines(case).table.rows
    sentences = [getattr(block, "text", "") for block in row.page]
    assert "best response by assessor: central review SD; investigator PR" in sentences
