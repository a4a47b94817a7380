"""Looks up the fixed words of a picture.

`words.csv` has a row for each text and a column for each language. A text may name
values in braces; one that depends on a number has a row for one, `.one`, and a row for
any other number, `.other`. What stands in a case is data and never comes from here.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache
from importlib.resources import files

from timeline.errors import TimelineError


class Language(StrEnum):
    """Languages that are complete; only these are offered."""

    EN = "en"
    DE = "de"


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language."""

    language: Language = Language.EN

    def __call__(self, key: str, **values: object) -> str:
        """Look up a text and put values into it.

        Args:
            key: Key of its row, without `.one` and `.other`.
            **values: What its braces name; a value is put in as it is, braces included.
                A `count` also chooses between the two rows of a number.

        Raises:
            TimelineError: If the table has no such text, or a value is missing.
        """
        row = key
        if "count" in values:
            row += ".one" if values["count"] == 1 else ".other"
        try:
            return _texts(self.language)[row].format_map(values)
        except KeyError as missing:
            message = f"The text {row} lacks {missing} in {self.language.value}."
            hint = "This is a mistake of the program; please report it."
            raise TimelineError(message, title="A text is missing", hint=hint) from None

    def form(self, key: str) -> Callable[..., str]:
        """A text to put values into many times over; its values are all needed."""
        return _texts(self.language)[key].format

    def of(self, member: Enum) -> str:
        """The text of a member of an enumeration, such as `tone.surgery`."""
        return self(f"{type(member).__name__}.{member.name}".lower())

    def within(self, text: str) -> str:
        """A text inside a sentence; German nouns keep their capitals there."""
        return text if self.language is Language.DE else text[:1].lower() + text[1:]

    def under(self, prefix: str) -> dict[str, str]:
        """All texts whose keys begin with a word, by the rest of the key, in order."""
        start = f"{prefix}."
        texts = _texts(self.language).items()
        return {key.removeprefix(start): t for key, t in texts if key.startswith(start)}


ENGLISH = Words(Language.EN)
"""The words wherever no language is chosen."""


def rows() -> tuple[dict[str, str], ...]:
    """The table, row by row."""
    table = files("timeline.language").joinpath("words.csv")
    return tuple(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


@cache
def _texts(language: Language) -> dict[str, str]:
    return {row["key"]: row[language.value] for row in rows()}
