"""Proposes the id of a new record: short, unique in the case, and made once."""

import re
import unicodedata
from collections.abc import Collection

from timeline.case.record import free_id

LONGEST = 28
_LINKING = {
    "a",
    "an",
    "and",
    "by",
    "for",
    "from",
    "in",
    "of",
    "on",
    "the",
    "to",
    "with",
}
"""Words with which a shortened id does not end."""
_GAPS = re.compile(r"[^a-z0-9]+")


def propose_id(label: str, kind: str, taken: Collection[str]) -> str:
    """Make an id from the words by which a person knows the record.

    Args:
        label: The record's label, in any script.
        kind: The kind of record, for a label without a Latin letter or digit.
        taken: Ids that the case has, deleted records included.
    """
    return free_id(_slug(label) or _slug(kind), taken)


def _slug(text: str) -> str:
    latin = unicodedata.normalize("NFKD", text.casefold())
    slug = _GAPS.sub("-", latin.encode("ascii", "ignore").decode()).strip("-")
    if len(slug) <= LONGEST:
        return slug
    words = slug[:LONGEST].rsplit("-", maxsplit=1)[0].split("-")
    while len(words) > 1 and words[-1] in _LINKING:
        words.pop()
    return "-".join(words)
