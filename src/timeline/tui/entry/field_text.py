"""Turns the value of a field into the text that a form shows, and back.

A form holds texts only. What a text means is decided by the record's own validation;
here it is brought into the shape that this validation takes.
"""

from decimal import Decimal
from typing import Any

from timeline.case.fields import FieldSpec, Role
from timeline.case.partial_date import PartialDate
from timeline.tui.entry.short_date import written_out

LIST_MARK = ";"
YES, NO = "yes", "no"


def text_of(value: Any) -> str:  # noqa: ANN401 - the value of any field
    """What a form shows for a value; empty for None and for an unknown date."""
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        return value.canonical
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float):
        return _plain_decimal(value)
    if isinstance(value, tuple):
        return f"{LIST_MARK} ".join(value)
    return str(value)


def _plain_decimal(value: float) -> str:
    """A number without an exponent, which no form takes."""
    text = format(Decimal(repr(value)), "f")
    return text.removesuffix(".0")


def typed(spec: FieldSpec, text: str) -> Any:  # noqa: ANN401 - the value of any field
    """What the validation of a record takes for a text.

    Returns:
        A tuple for a list, otherwise the text; None where nothing was typed.
    """
    if spec.role is Role.TERMS:
        parts = (part.strip() for part in text.split(LIST_MARK))
        return tuple(part for part in parts if part)
    if spec.role is Role.DATE:
        text = written_out(text)
    return text if text.strip() else None


def choices_of(spec: FieldSpec) -> tuple[str, ...]:
    """The words that a field takes; empty where it takes others too."""
    return (YES, NO) if spec.role is Role.FLAG else spec.choices
