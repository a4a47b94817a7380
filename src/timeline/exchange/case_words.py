"""The vocabulary in a case file: words of a site that the case uses.

They go along with an export, so that the receiving registry knows the class of a drug
that no catalogue has. What is defined there already, in its own way, stays.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from timeline.clinical.catalogues.own_catalogues import OF_LINES
from timeline.clinical.catalogues.own_words import OwnWord
from timeline.clinical.catalogues.terms import folded
from timeline.registry import Configure, Registry

TABLE = "vocabulary"
CATALOGUE = "catalogue"
"""The key that says which catalogue a word belongs to."""


@dataclass(frozen=True, slots=True)
class WordsPlan:
    """What an import makes of the words of a file."""

    added: tuple[OwnWord, ...] = ()
    left: tuple[str, ...] = ()
    """Why each of the others is not added, those left out that stand there already."""
    actions: tuple[Configure, ...] = ()


def word_of(values: Mapping[str, object]) -> OwnWord:
    """Read one table.

    Raises:
        ValueError: With a sentence that says what is wrong.
    """
    texts = {key: text for key, text in values.items() if key != CATALOGUE}
    return OwnWord.of(str(values.get(CATALOGUE, "")), texts)


def table_of(word: OwnWord) -> dict[str, str]:
    """A word as the keys and texts of its table."""
    return {CATALOGUE: word.catalogue, **dict(word.texts)}


def plan_words(registry: Registry, words: Iterable[OwnWord]) -> WordsPlan:
    """Work out which words of a file the registry will have."""
    words = tuple(words)
    if not words:
        return WordsPlan((), (), ())
    own = {word.setting_name: word for word in registry.own_words()}
    stored = registry.stored_settings()
    names: dict[tuple[str, str], OwnWord] = {}
    added, left, actions = [], [], []
    for word in words:
        if reason := _hindrance(word, own, names):
            left.append(f"{word.in_words}: {reason}")
        elif word.setting_name not in own:
            names |= dict.fromkeys(_keys(word), word)
            _, seen = stored.get(word.setting_name, (None, None))
            added.append(word)
            actions.append(Configure(word.setting_name, word.setting_text, seen))
    return WordsPlan(tuple(added), tuple(left), tuple(actions))


def _hindrance(
    word: OwnWord,
    own: Mapping[str, OwnWord],
    names: Mapping[tuple[str, str], OwnWord],
) -> str:
    """Why a word cannot be added; empty where it can, or stands there already."""
    if mine := own.get(word.setting_name):
        return "" if mine == word else f"here it is {mine.in_words}"
    if earlier := next((names[key] for key in _keys(word) if key in names), None):
        return f"the file has {earlier.in_words} before it"
    try:
        word.check_free()
    except ValueError as error:
        return str(error).rstrip(".")
    return ""


def _keys(word: OwnWord) -> list[tuple[str, str]]:
    scope = "line" if word.catalogue in OF_LINES else word.catalogue
    return [(scope, folded(name)) for name in word.names]
