"""What a paste may bring into a field: words, and nothing that a terminal obeys."""

from dataclasses import dataclass

from timeline.case.plain_signs import JOINERS, invisible_in


@dataclass(frozen=True, slots=True)
class Pasted:
    """Pasted text as a field takes it."""

    text: str
    left_out: int
    """How many invisible characters were left out."""


def pasted(text: str, *, lines: bool) -> Pasted:
    """Take the invisible characters out of a pasted text.

    Args:
        text: As it came from the clipboard.
        lines: Whether the field has several lines; otherwise lines become words.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not lines:
        text = " ".join(text.split("\n"))
    text = text.replace("\t", "\t" if lines else " ")
    kept = [c for c in text if not invisible_in(c, "\n\t" + JOINERS)]
    return Pasted("".join(kept), len(text) - len(kept))
