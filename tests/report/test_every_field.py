"""Nothing stored is out of sight: each field of each kind stands in the report."""

import json
import re

import pypdfium2
import pytest

from every_field import FIRST, LATER, MARK, FilledField, every_field
from timeline.case.case import Case
from timeline.case.fields import Role
from timeline.case.record import Entry
from timeline.clinical.review import review
from timeline.report.build import document_of
from timeline.report.options import ReportFormat, ReportOptions
from timeline.report.text import as_text
from timeline.report.write import report

_OTHERWISE = {
    "patient.synthetic": ("synthetic data",),
    "patient.age_at_presentation": ("57 y at presentation",),
    "diagnosis.index_tumour": ("age 57 y index tumour",),
    "therapy_line.continues": ("recorded as going on with line",),
    "therapy_line.number_override": ("line number by hand: 3",),
    "drug_course.line": ("zz drug in words",),  # it stands in its line
    "radiotherapy_volume.intervention": ("zz volume in words",),  # in its treatment
    "attribution.event": ("zz cause in words",),  # it stands with its event
    "order.earlier": ("imaging not later than",),
    "order.later": ("not later than imaging",),
    "order.source": ("imaging not later than imaging",),
}
"""How a page says the value of some fields without their title."""
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


def test_each_field_is_told_without_the_list_of_all_records(example: Example) -> None:
    """What `timeline show` prints by itself, with the field and without it.

    Only ids are left to the list of all records: they name a record for files and
    commands, and people know it by what it says.
    """
    case, filled = example
    others = [entry for entry in case.entries if entry.id.startswith(f"{MARK}-other")]
    pages = {"others": _page(others), "patient code": ""}
    untold = []
    for field in filled:
        if field.spec.name == "id":
            continue
        kind = "others" if field.is_in_bare else field.kind.kind
        if field.kind.kind == "patient" and field.is_in_bare:
            kind = "patient code"
        if kind not in pages:
            pages[kind] = _page(_with(others, field.bare))
        before, after = pages[kind], _page(_with(others, field.entry))
        if not any(after.count(words) > before.count(words) for words in _told(field)):
            untold.append(str(field))
    assert not untold, "\n".join(untold)


def _with(others: list[Entry], entry: Entry) -> list[Entry]:
    """The records with one more; the patient takes the place of the other."""
    return [*(other for other in others if other.id != entry.id), entry]


def _page(entries: list[Entry]) -> str:
    document = document_of(review(Case.of(entries)), every_record=False)
    return " ".join(as_text(document).split()).casefold()


def _told(field: FilledField) -> tuple[str, ...]:
    """How a page may say the value of a field."""
    if field.spec.name == "source":  # the record is listed under it
        return _OTHERWISE.get(str(field), (field.entry.label.casefold(),))
    value = " ".join(field.value.split()).casefold()
    title = field.spec.title.casefold()
    if field.spec.role is Role.FLAG:
        return _OTHERWISE.get(str(field), (title,))
    return _OTHERWISE.get(str(field), (f"{title}: {value}", value))


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
