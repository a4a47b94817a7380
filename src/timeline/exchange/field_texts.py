"""The values of a record as texts of cells, which `cell_values` reads back."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from timeline.case.fields import FieldSpec, field_specs
from timeline.case.number_text import plain_number
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.patient import Patient
from timeline.exchange.amounts import is_missing
from timeline.exchange.delimited import escaped
from timeline.exchange.leaving import LeavingCases, UnwrittenFact

LIST_MARK = "; "


def table_fields(record_class: type[Entry]) -> tuple[FieldSpec, ...]:
    """The fields that stand beside the study code, which is a column of its own."""
    return tuple(
        spec
        for spec in field_specs(record_class)
        if not (record_class is Patient and spec.name == "code")
    )


def text_of(value: object) -> str:
    """One value as a text; empty for what is not known."""
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        return value.canonical
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return plain_number(value)
    return LIST_MARK.join(value) if isinstance(value, tuple) else str(value)


def texts_of(entry: Entry) -> dict[str, str]:
    """What a record states, by field, without what it leaves open."""
    texts = {
        spec.name: text_of(getattr(entry, spec.name))
        for spec in table_fields(type(entry))
    }
    return {name: text for name, text in texts.items() if text}


def table_bytes(
    rows: Iterable[Sequence[str]], *, delimiter: str = ",", ending: str = "\r\n"
) -> bytes:
    """Rows as a table in UTF-8 in which no text is a formula."""
    text = StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=ending)
    writer.writerows([escaped(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def unreadable_texts(leaving: LeavingCases) -> Iterator[UnwrittenFact]:
    """Texts that `import` would read otherwise in a cell: `NULL`, or a divided item."""
    for case in leaving.cases:
        for entry in case.entries:
            for name, value in entry.values().items():
                if reason := _why_unreadable(value):
                    yield UnwrittenFact(case.code, entry.id, name, reason)


def _why_unreadable(value: object) -> str:
    if isinstance(value, tuple) and any(";" in term for term in value):
        return "a semicolon within an item separates items in a table"
    text = text_of(value) if isinstance(value, str | tuple) else ""
    return (
        "import takes this text for an empty cell" if text and is_missing(text) else ""
    )
