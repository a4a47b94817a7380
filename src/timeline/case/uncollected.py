"""What the source of a record never gives, so that nobody is asked for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Uncollected:
    """What one source of many cases leaves empty in all of them."""

    source: str
    """A file, a study, or the id of another registry; empty where it may not be told.
    """
    cases: int
    """How many cases were read from it at once."""
    fields: frozenset[str]
    """Such as `adverse_event.grade`; every field of a kind that it has no records of.
    """
