"""Reads durations as the source states them, such as a time to progression."""

from timeline.case.records.follow_up import ReportedOutcome
from timeline.case.vocabulary import DurationUnit, Quantity
from timeline.tui.entry.quick.drugs import parts_of
from timeline.tui.entry.quick.numbers import NUMBER, SIGN, plain_number, sign_of
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.unread import Unread, phrase
from timeline.tui.entry.quick.words import any_of, meaning

_QUANTITIES = {quantity.value: quantity.value for quantity in Quantity} | {
    "pfs": Quantity.PROGRESSION_FREE.value,
    "os": Quantity.OVERALL_SURVIVAL.value,
    "dfs": Quantity.DISEASE_FREE.value,
    "dor": Quantity.RESPONSE_DURATION.value,
    "response duration": Quantity.RESPONSE_DURATION.value,
}
_QUANTITY = any_of(_QUANTITIES)
_UNITS = {unit.value[:-1]: unit.value for unit in DurationUnit}
_LENGTH = phrase(
    rf"(?:(?:was|of|for)\s+)?(?P<sign>{SIGN})?\s*(?P<value>{NUMBER})\s*"
    rf"(?P<unit>{'|'.join(_UNITS)})s?"
)
_OF = phrase(r"(?:on|under|with|after|of)(?=\s)")


def reported_outcome(text: str) -> Fact | None:
    """Read a line such as `PFS 8 months on osimertinib` or `OS >= 5 years`."""
    unread = Unread(text)
    quantity, length = unread.only(_QUANTITY), unread.only(_LENGTH)
    if not (quantity and length):
        return None
    parts = parts_of(unread)
    if any(part.texts or not part.known for part in parts):
        return None
    if parts:
        unread.take(_OF)
    sign = sign_of(length["sign"])
    forms = filled(
        ReportedOutcome,
        quantity=meaning(_QUANTITIES, quantity),
        comparator="" if sign == "=" else sign,
        value=plain_number(length["value"]),
        unit=_UNITS[length["unit"].casefold()],
        line=" + ".join(part.name for part in parts),
    )
    return Fact(forms, unread.left_over)
