"""The help of the field under the cursor, from its declaration."""

from textual.content import Content

from timeline.case.fields import FieldSpec, Role
from timeline.tui.entry.field_text import choices_of
from timeline.tui.entry.order_fields import ORDER_SPECS

_SHAPES = {
    Role.DATE: "  Type 2017, Sep 2017, 14.9.2017 or a window, [2017-09..2018-02].",
    Role.COUNT: "  Type a whole number.",
    Role.NUMBER: "  Type a number, such as 7.4.",
}
"""What is typed where nothing is listed."""


def help_of(spec: FieldSpec) -> Content:
    """Title, unit and help of a field, and how it is filled."""
    unit = f" in {spec.unit}" if spec.unit else ""
    title = (f"{spec.title}{unit}. ", "bold")
    return Content.assemble(title, spec.help, _how(spec))


def _how(spec: FieldSpec) -> str:
    if words := choices_of(spec):
        return f"  Type to filter; F4 lists all {len(words)}."
    if spec.role is Role.TERMS and spec.name not in ORDER_SPECS:
        return "  Separate several with ';'."
    if spec.role is Role.REFERENCE:
        return "  Type some of its words; F4 lists all."
    return _SHAPES.get(spec.role, "")
