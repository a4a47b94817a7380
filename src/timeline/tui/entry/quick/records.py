"""Makes the records that lines of quick entry state, without a form on a screen."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role, specs_by_name
from timeline.case.locale import ASK, Locale
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.short_date import written_out
from timeline.tui.entry.field_text import YES, typed
from timeline.tui.entry.form_model import Form
from timeline.tui.entry.quick.reading import Fact, Filled


@dataclass(frozen=True, slots=True)
class MadeRecord:
    """What became of one form of a line."""

    form: Filled
    record: Entry | None
    """The record; None where a field is wrong or missing."""
    problems: tuple[tuple[str, str], ...] = ()
    """Names of fields and sentences; an empty name concerns the whole record."""


@dataclass
class RecordMaker:
    """Makes records one after another, each in sight of those before it."""

    case: Case
    taken: Collection[str]
    """Ids that no new record may have."""
    today: dt.date
    locale: Locale = ASK

    def records_of(self, fact: Fact) -> Iterator[MadeRecord]:
        """Make the records of one fact; a course belongs to the line before it."""
        line: Entry | None = None
        for form in fact.forms:
            texts = dict(form.texts)
            if form.record_class is DrugCourse and line is not None:
                texts["line"] = line.id
            made = self._made(replace(form, texts=texts))
            line = made.record if form.record_class is TherapyLine else line
            yield made

    def _made(self, filled: Filled) -> MadeRecord:
        form = Form.new(filled.record_class, self.case, filled.texts, self.taken)
        form = replace(form, locale=self.locale)
        for spec in form.specs:
            if form.texts[spec.name]:
                form = form.normalised(spec)
        checked = form.checked(self.today)
        texts = {name: text for name, text in form.texts.items() if text}
        if checked.record is not None:
            self.case = self.case.with_record(checked.record)
        return MadeRecord(
            replace(filled, texts=texts), checked.record, checked.problems
        )


def noted(fact: Fact) -> Fact:
    """The fact with what is left over of it in the notes of its first record."""
    if not fact.left_over or not fact.forms:
        return fact
    first, *others = fact.forms
    notes = "; ".join(filter(None, (first.texts.get("notes"), fact.left_over)))
    first = replace(first, texts={**first.texts, "notes": notes})
    return replace(fact, forms=(first, *others))


def fields_so_far(filled: Filled) -> dict[str, Any]:
    """Fields of a record that cannot be made yet, written as in a case file."""
    specs = specs_by_name(filled.record_class)
    return {name: _written(specs[name], text) for name, text in filled.texts.items()}


def _written(spec: FieldSpec, text: str) -> Any:  # noqa: ANN401 - the value of any field
    """A text as a case file has it; one that has no single reading stays as typed."""
    if spec.role is Role.TERMS:
        return list(typed(spec, text))
    if spec.role is Role.FLAG:
        return text == YES
    try:
        if spec.role is Role.DATE:
            return PartialDate.parse(written_out(text)).canonical
        if spec.role in (Role.NUMBER, Role.COUNT):
            return int(text) if text.isdecimal() else float(text)
    except ValueError:
        pass
    return text
