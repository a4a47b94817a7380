"""Reads how surely an adverse event, which has a record, is put down to a drug."""

from timeline.case.records.adverse_event import Attribution
from timeline.case.vocabulary import Causality
from timeline.tui.entry.quick.adverse_events import take_drug, take_term
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.unread import Unread, phrase
from timeline.tui.entry.quick.words import any_of, meaning

_SURE = {
    "certainly": Causality.CERTAIN.value,
    "definitely": Causality.CERTAIN.value,
    "probably": Causality.PROBABLE.value,
    "possibly": Causality.POSSIBLE.value,
    "unlikely": Causality.UNLIKELY.value,
    "not": Causality.NOT_RELATED.value,
}
_HOW = any_of(_SURE)
_RELATED = phrase(rf"{_HOW.pattern}\s+(?:to\s+be\s+)?related\s+to|unrelated\s+to")


def attribution(text: str) -> Fact | None:
    """Read a line such as `pneumonitis possibly related to pembrolizumab`.

    It says no more than that: with a grade or a date it would be the event itself.
    """
    unread = Unread(text)
    related = unread.only(_RELATED)
    event, cause = take_term(unread), take_drug(unread)
    if not (related and event and cause) or unread.left_over:
        return None
    sure = meaning(_SURE, _HOW.search(related[0])) or Causality.NOT_RELATED.value
    return Fact(filled(Attribution, event=event, cause=cause, causality=sure))
