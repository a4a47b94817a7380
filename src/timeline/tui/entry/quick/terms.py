"""The names of adverse events."""

from timeline.case.privacy import Privacy
from timeline.clinical.catalogues.ctcae import find_ctcae_term
from timeline.sharing.safe_words import known_word
from timeline.tui.entry.quick.unread import is_name

EDITION = "5.0"
"""The edition of CTCAE whose terms are at hand."""


def is_term(text: str) -> bool:
    """Whether a text is the name of an adverse event."""
    if not is_name(text):
        return False
    return bool(
        known_word(Privacy.ADVERSE_EVENT, text) or find_ctcae_term(text, EDITION)
    )
