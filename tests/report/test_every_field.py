"""Nothing stored is out of sight: each field of each kind stands in the report."""

import json
import re

import pypdfium2
import pytest

from every_field import FIRST, LATER, MARK, FilledField, every_field
from timeline.case.case import Case
from timeline.case.fields import Role
from timeline.report.options import ReportFormat, ReportOptions
from timeline.report.write import report

Example = tuple[Case, tuple[FilledField, ...]]
AS_RECORDED = ReportOptions(as_recorded=True)


@pytest.fixture(scope="module")
def example() -> Example:
    return every_field()


def written(case: Case, form: ReportFormat) -> str:
    return report([case], AS_RECORDED, form).decode()


def lacking(filled: tuple[FilledField, ...], page: str) -> list[FilledField]:
    """The fields that do not stand behind their titles in the part of their record."""
    parts = " ".join(page.split()).split(" Id: ")
    by_record = {part.partition(" ")[0]: f"Id: {part}" for part in parts}
    return [field for field in filled if not _is_shown(field, by_record[field.record])]


def _is_shown(field: FilledField, words: str) -> bool:
    """Of a reference, the label of the record that it names, and its id behind it."""
    value = " ".join(field.value.split())
    name = f" ({field.raw})" if field.spec.role is Role.REFERENCE else ""
    return f"{field.spec.title}: {value}{name}" in words


def test_each_field_stands_in_the_text(example: Example) -> None:
    case, filled = example
    page = written(case, ReportFormat.TEXT)
    assert lacking(filled, page) == []


def test_each_field_stands_in_markdown(example: Example) -> None:
    case, filled = example
    page = written(case, ReportFormat.MARKDOWN).replace("\\", "")
    assert lacking(filled, page) == []


def test_each_field_stands_in_json(example: Example) -> None:
    case, filled = example
    records = json.loads(written(case, ReportFormat.JSON))["records"]
    held = {record["id"]: record for record in records}
    assert [f for f in filled if held[f.record].get(f.spec.name) != f.raw] == []


def test_each_field_stands_in_the_pdf(example: Example) -> None:
    case, filled = example
    pdf = pypdfium2.PdfDocument(report([case], AS_RECORDED, ReportFormat.PDF))
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    # a word that is broken at a hyphen or for want of room is one word all the same
    words = re.sub(r"[\s\u200b\ufffe]+", "", "".join(pages))
    for field in filled:
        assert re.sub(r"\s+", "", field.value) in words, field


def test_nothing_that_could_name_the_patient_leaves_unasked(example: Example) -> None:
    case, _ = example
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
        for mark in (MARK, FIRST[:4], LATER[:4]):
            assert mark not in text, form
        assert "CASE-1" in text, form
