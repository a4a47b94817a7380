"""The names of adverse events."""

from timeline.case.privacy import Privacy
from timeline.sharing.safe_words import known_word


def is_term(text: str) -> bool:
    """Whether a text is the name of an adverse event."""
    return known_word(Privacy.ADVERSE_EVENT, text) is not None
