"""Turns the value of a field into the text that a form shows, and back.

A form holds texts only. What a text means is decided by the record's own validation;
here it is brought into the shape that this validation takes.
"""

from typing import Any

from timeline.case.fields import FieldSpec, Role
from timeline.case.locale import ASK, Locale
from timeline.case.number_text import (
    NumberTextError,
    plain_number,
    read_number,
)
from timeline.case.partial_date import PartialDate
from timeline.case.short_date import in_full, written_out

LIST_MARK = ";"
YES, NO = "yes", "no"
NUMBERS = (Role.NUMBER, Role.COUNT)
"""Roles of the fields that hold a number."""


def text_of(value: Any) -> str:  # noqa: ANN401 - the value of any field
    """What a form shows for a value; empty for None and for an unknown date."""
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        return value.canonical
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float):
        return plain_number(value)
    if isinstance(value, tuple):
        return f"{LIST_MARK} ".join(value)
    return str(value)


def typed(spec: FieldSpec, text: str, locale: Locale = ASK) -> Any:  # noqa: ANN401 - the value of any field
    """What the validation of a record takes for a text.

    Args:
        spec: The field.
        text: What stands in it.
        locale: How dates and numbers are typed.

    Returns:
        A tuple for a list, otherwise the text; None where nothing was typed.
    """
    if spec.role is Role.TERMS:
        parts = (part.strip() for part in text.split(LIST_MARK))
        return tuple(part for part in parts if part)
    if spec.role is Role.DATE:
        text = in_full(written_out(text, locale))
    if spec.role in NUMBERS:
        text = plain_text(text, locale)
    return text if text.strip() else None


def plain_text(text: str, locale: Locale = ASK) -> str:
    """A number with one reading in plain digits; any other text as it is."""
    try:
        number = read_number(text, locale)
    except NumberTextError:
        return text
    return text if number.sign else number.plain


def choices_of(spec: FieldSpec) -> tuple[str, ...]:
    """The words that a field takes; empty where it takes others too."""
    return (YES, NO) if spec.role is Role.FLAG else spec.choices
