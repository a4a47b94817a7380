"""The fewest keys for a text, and the short forms that hands write."""

from collections.abc import Iterator

from textual.widgets import Input, TextArea

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role
from timeline.case.points import resolve
from timeline.case.short_date import written_out
from timeline.tui.entry.form_model import Form
from timeline.tui.screens.form import FormScreen
from timeline.tui.widgets.field_row import Completing

TAKES = "right"
"""The key that takes a completed word."""


def spelled(editor: Input | TextArea, text: str) -> Iterator[str]:
    """The keys that write a text at the end of what stands in an editor."""
    completing = editor.suggester if isinstance(editor, Input) else None
    before = editor.value if isinstance(editor, Input) else ""
    at = 0
    while at < len(text):
        yield text[at]
        at += 1
        if isinstance(completing, Completing):
            rest = completing.completes(before + text[:at])
            if rest and text.startswith(rest, at):
                yield TAKES
                at += len(rest)


def key_count(editor: Input | TextArea, way: tuple[str, ...]) -> int:
    return len(list(spelled(editor, way[0]))) + len(way) - 1


def is_completed(editor: Input | TextArea) -> bool:
    return isinstance(editor, Input) and bool(editor._suggestion)


def left_form(form: FormScreen) -> Form:
    """The form as it is when the field is left in which the cursor stands."""
    return form.form.normalised(form.current.spec) if form.current else form.form


def common_beginning(one: str, other: str) -> str:
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return one[:same]


def beginnings(text: str, case: Case) -> Iterator[str]:
    """Beginnings of a text, or of the words of the record that it names."""
    record = case.get(text)
    words = [text, *(record.label.casefold().split() if record else text.split())]
    for word in words:
        for count in range(1, min(len(word), 24) + 1):
            yield word[:count]


def shortened(spec: FieldSpec, text: str) -> str:
    """A month as hands write it: 9.17."""
    year, dash, month = text.partition("-")
    short = f"{int(month)}.{year[2:]}" if dash and month.isdecimal() else ""
    return short if spec.role is Role.DATE and written_out(short) != short else text


def beyond_first(case: Case, record_id: str, name: str, *, whole: bool = False) -> str:
    """The name of a date field or its beginning; empty for a record's first one."""
    point = resolve(case, f"{record_id}.{name}") if name else None
    if point is None or point == resolve(case, record_id):
        return ""
    record = case.get(record_id)
    assert record is not None
    lengths = range(len(name) if whole else 1, len(name) + 1)
    others = [one for one in record.date_fields() if one != name]
    return next(name[:n] for n in lengths if not any_begins(others, name[:n]))


def any_begins(names: list[str], start: str) -> bool:
    return any(name.startswith(start) for name in names)
