"""What the list of patients says of itself: counts, filter, order, why it is empty."""

from typing import TYPE_CHECKING

from timeline.tui.help.palette import Elsewhere

if TYPE_CHECKING:
    from timeline.registry import Listing, ListQuery

SORTS = (
    ("c", "code", "code"),
    ("l", "contact", "last contact"),
    ("h", "change", "last change"),
    ("q", "queries", "open queries"),
)
"""Key, `ListSort` and words; a literal, because the list stands before the registry."""
FILTERS = (
    ("a", None, "all patients"),
    ("q", "queries", "with open queries"),
    ("t", "treatment", "on treatment"),
    ("l", "lost", "lost to follow-up"),
    ("d", "deceased", "deceased"),
)
"""Key, `ListState` and words."""
_WAYS = {
    "code": ("A to Z ▲", "Z to A ▼"),
    "contact": ("oldest first ▲", "newest first ▼"),
    "change": ("oldest first ▲", "newest first ▼"),
    "queries": ("fewest first ▲", "most first ▼"),
}
UPWARDS = frozenset({"code"})
"""Sorted upwards when first chosen; the others begin with the newest or the most."""
EMPTY = (
    "The registry is empty.\n\n"
    "Press a to enter the first patient. Case files go in from the shell:\n\n"
    "    timeline import FILES\n\n"
    "q leaves; d at the next start shows the demo cases."
)
DEMO = "Demo cases · "
NO_MATCH = "No patient matches. Press / to change the words, Escape to see all."
NONE_LEFT = (
    "No patient is {words} for certain. Press f for another filter, Escape to see all."
)
ELSEWHERE = (
    Elsewhere("Back up", "In the shell: timeline backup FILE", "backup copy save"),
    Elsewhere(
        "Restore a backup",
        "In the shell: timeline --db NEW restore FILE",
        "restore backup recover",
    ),
    Elsewhere(
        "Import case files",
        "In the shell: timeline import FILES",
        "load open read files",
    ),
    Elsewhere(
        "Export a case file",
        "In the shell: timeline export CODE -o FILE",
        "write save TOML",
    ),
    Elsewhere(
        "Delete or restore a record",
        "Open its patient: x deletes a record, b restores one.",
        "remove erase discard undelete recover bin trash",
    ),
)


def count_line(listing: "Listing") -> str:
    """How many patients are listed, of how many, and how many of them need what."""
    listed, total = len(listing.codes), listing.patients
    of = "" if listed == total else f"{listed:,} of "
    noun = "patient" if total == 1 else "patients"
    parts = [
        f"{of}{total:,} {noun}",
        f"{listing.on_treatment:,} on treatment",
        f"{listing.with_queries:,} with open queries",
    ]
    return " · ".join(parts if listed else parts[:1])


def view_line(query: "ListQuery", listing: "Listing") -> str:
    """Which filter and which order hold, and how far the states are computed."""
    shown = next(words for _, state, words in FILTERS if state == query.state)
    by = next(words for _, sort, words in SORTS if sort == query.sort)
    way = _WAYS[query.sort][query.descending]
    parts = [f"{shown[:1].upper()}{shown[1:]}", f"by {by}, {way}"]
    if query.state == "lost":
        days = listing.lost_after_days
        parts[0] += f" (no record for {days} days, or so stated)"
    if listing.known < listing.patients:
        parts.append(f"computed {listing.known:,} of {listing.patients:,}")
    return " · ".join(parts)


def why_empty(query: "ListQuery", listing: "Listing") -> str:
    """Why nobody is listed, and what to do; empty where somebody is."""
    if listing.codes:
        return ""
    if not listing.patients:
        return EMPTY
    if query.state is None or query.search:
        return NO_MATCH
    words = next(words for _, state, words in FILTERS if state == query.state)
    return NONE_LEFT.format(words=words)
