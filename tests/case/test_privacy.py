"""Each field declares how it may leave, or its class cannot be loaded."""

from typing import Any, ClassVar

import pytest

from timeline.case import fields
from timeline.case.fields import field_specs
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Record


def test_a_text_that_does_not_say_how_it_leaves_cannot_be_declared() -> None:
    constructors: tuple[Any, ...] = (fields.text, fields.long_text, fields.terms)
    for declare in constructors:
        with pytest.raises(TypeError, match="privacy"):
            declare("Remark", "What was said.")


def test_a_field_that_is_no_declaration_stops_the_loading() -> None:
    with pytest.raises(TypeError, match="remark does not declare"):

        class Undeclared(Record):
            kind: ClassVar[str] = "undeclared"

            remark: str | None = None


@pytest.mark.parametrize(
    "privacy", [Privacy.NUMBER, Privacy.VOCABULARY, Privacy.DATE, Privacy.AGE]
)
def test_a_text_is_no_number_and_no_word_of_a_list(privacy: Privacy) -> None:
    with pytest.raises(TypeError, match="may be anything"):
        fields.text("Remark", "What was said.", privacy=privacy)


def test_a_constructor_that_settles_it_declares_it() -> None:
    class Declared(Record):
        kind: ClassVar[str] = "declared"

        date: PartialDate = fields.date("Date", "When.")
        value: float | None = fields.number("Value", "How much.")
        count: int | None = fields.count("Count", "How many.")
        known: bool | None = fields.flag("Known", "Whether.")
        line: str | None = fields.reference("line", title="Line", help_text="Which.")

    own = [spec.privacy for spec in field_specs(Declared)[1:6]]
    assert own == [
        Privacy.DATE,
        Privacy.NUMBER,
        Privacy.NUMBER,
        Privacy.VOCABULARY,
        Privacy.CODE,
    ]
