"""One spelling for a name: misprints and other ways of writing."""

import re
from functools import cache, lru_cache

from timeline.clinical.catalogues.tables import rows


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Reduce a name to its letters and digits in lower case, for comparison.

    `T-DM1`, `t dm1` and `TDM1` are the same name.
    """
    return "".join(character for character in text.casefold() if character.isalnum())


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (_whole_word(row["written"]), row["canonical"]) for row in rows("terms")
    )


@cache
def _written() -> tuple[str, ...]:
    """What to look for first, because nearly every text holds none of it."""
    return tuple(row["written"].casefold() for row in rows("terms"))


def _whole_word(term: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", re.IGNORECASE)


def canonical_term(text: str) -> str | None:
    """Replace misprints and unusual spellings that the catalogue knows.

    Args:
        text: A term as it stands in the source, such as `odine-125 seed`.

    Returns:
        The text with usual spellings, such as `iodine-125 seed`, or None if there is
        nothing to replace. The caller keeps what was written.
    """
    plain = text.casefold()
    if not any(written in plain for written in _written()):
        return None
    usual = text
    for pattern, canonical in _spellings():
        usual = pattern.sub(canonical, usual)
    return None if usual == text else usual


def completions(names: dict[str, str], prefix: str) -> tuple[str, ...]:
    """List what to offer for a prefix.

    Args:
        names: The name to offer for each folded name or alias.
        prefix: What was typed so far.

    Returns:
        Names in alphabetical order, each once; all of them for an empty prefix.
    """
    start = folded(prefix)
    matches = {name for key, name in names.items() if key.startswith(start)}
    return tuple(sorted(matches, key=str.casefold))
