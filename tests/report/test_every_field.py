"""Nothing stored is out of sight: each field of each kind stands in the report."""

import json
import re

import pypdfium2
import pytest

from report.every_field import Filled, every_field_case
from timeline.case.case import Case
from timeline.case.fields import field_specs
from timeline.case.records.kinds import KINDS
from timeline.report.options import ReportFormat, ReportOptions
from timeline.report.write import report

Example = tuple[Case, tuple[Filled, ...]]
AS_RECORDED = ReportOptions(as_recorded=True)


@pytest.fixture(scope="module")
def example() -> Example:
    case, filled = every_field_case()
    assert len(filled) == sum(len(field_specs(kind)) for kind in KINDS.values())
    return case, filled


def written(case: Case, form: ReportFormat) -> str:
    return report([case], AS_RECORDED, form).decode()


def lacking(filled: tuple[Filled, ...], page: str) -> list[Filled]:
    """The fields that do not stand behind their titles in the part of their record."""
    parts = " ".join(page.split()).split(" Id: ")
    by_record = {part.partition(" ")[0]: f"Id: {part}" for part in parts}
    return [field for field in filled if not _is_shown(field, by_record[field.record])]


def _is_shown(field: Filled, words: str) -> bool:
    """Of a reference, the id behind the label of the record that it names."""
    value = re.escape(field.shown)
    label = r".{0,80}" if field.shown.startswith("(") else ""
    return re.search(f"{re.escape(field.title)}: {label}{value}", words) is not None


def test_each_field_stands_in_the_text(example: Example) -> None:
    case, filled = example
    page = written(case, ReportFormat.TEXT)
    assert lacking(filled, page) == []
    for kind in KINDS:
        assert f"zz {kind} second line" in page


def test_each_field_stands_in_markdown(example: Example) -> None:
    case, filled = example
    page = written(case, ReportFormat.MARKDOWN).replace("\\", "")
    assert lacking(filled, page) == []


def test_each_field_stands_in_json(example: Example) -> None:
    case, filled = example
    records = json.loads(written(case, ReportFormat.JSON))["records"]
    held = {record["id"]: record for record in records}
    assert [f for f in filled if held[f.record].get(f.name) != f.raw] == []


def test_each_field_stands_in_the_pdf(example: Example) -> None:
    case, filled = example
    pdf = pypdfium2.PdfDocument(report([case], AS_RECORDED, ReportFormat.PDF))
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    # a word that is broken at a hyphen or for want of room is one word all the same
    words = re.sub(r"[\s\u200b\ufffe]+", "", "".join(pages))
    for field in filled:
        assert re.sub(r"\s+", "", field.shown) in words, field


def test_nothing_that_could_name_the_patient_leaves_unasked() -> None:
    case, _ = every_field_case()
    for form in ReportFormat:
        leaving = report([case], ReportOptions(), form)
        if form is ReportFormat.PDF:
            pdf = pypdfium2.PdfDocument(leaving)
            text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
            text += str(pdf.get_metadata_dict()) + str(
                [mark.get_title() for mark in pdf.get_toc()]
            )
        else:
            text = leaving.decode()
        assert "zz" not in text, form
        assert "1987" not in text, form
        assert "CASE-1" in text, form
