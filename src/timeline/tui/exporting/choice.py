"""The choices of a form, and the options that the chosen values make."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, get_origin

from timeline.errors import TimelineError
from timeline.swimlane.options import Edge, edge_of
from timeline.tui.exporting.declared import (
    Declared,
    is_enum,
    items_of,
    without_none,
)
from timeline.tui.exporting.words import EMPTY, words_of

Values = Mapping[str, object]
"""What is chosen, by the name of the choice."""


class ChoiceError(TimelineError):
    """A text that is no value of its option."""

    title = "This cannot be read"


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the form."""

    name: str
    """Path of the option, such as `picture.leave_out.FINDINGS`."""
    title: str
    help: str
    first: object
    """The value at the beginning: text for a line that is typed into."""
    offers: tuple[tuple[object, str], ...] = ()
    """Values and their words; none for a line that is typed into."""
    empty: str = ""
    """What holds while nothing is typed."""

    @property
    def is_tick(self) -> bool:
        """Whether it is only on or off."""
        return tuple(value for value, _ in self.offers) == (False, True)

    def words(self, value: object) -> str:
        """A value in words."""
        return next(
            (words for offer, words in self.offers if offer == value), str(value)
        )


AUTOMATIC = "automatic"
ON_OFF = ((False, "no"), (True, "yes"))
_READERS: dict[Any, tuple[Callable[[str], object], str]] = {
    int: (int, "a whole number"),
    float: (float, "a number"),
    Edge: (edge_of, "a month (12) or a date (2019-03)"),
}
"""How a typed value is read, and what is expected."""


@dataclass(frozen=True, slots=True)
class Section:
    """Choices under one heading."""

    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """One value to choose, or to tick."""

    key: str
    """Its name within the option."""
    value: object
    words: str
    help: str = ""
    """What it is; empty where the text of the option says it."""


Offered = Mapping[str, tuple[Offer, ...]]
"""What there is to choose from, by path of the option; vocabularies bring their own."""
NOTHING: Offered = MappingProxyType({})


def sections_of(
    options: Iterable[Declared], path: str, title: str, offered: Offered = NOTHING
) -> Iterator[Section]:
    """Declared options as sections: the single ones, then a section for each set."""
    single: list[Choice] = []
    sets: list[Section] = []
    for option in options:
        name = f"{path}.{option.name}"
        offers = _offers(option, name, offered)
        if offers is not None and _is_set(option):
            ticks = tuple(_ticks(option, name, offers))
            sets.append(Section(option.title, ticks))
        elif (choice := _single(option, name, offers)) is not None:
            single.append(choice)
    yield Section(title, tuple(single))
    yield from sets


def _offers(option: Declared, name: str, offered: Offered) -> tuple[Offer, ...] | None:
    """What can be chosen; None where it is typed, or cannot be asked for."""
    if name in offered:
        return offered[name]
    kind, _ = without_none(option.hint)
    members = items_of(kind) or kind
    if not is_enum(members):
        return None
    return tuple(Offer(member.name, member, words_of(member)) for member in members)


def _is_set(option: Declared) -> bool:
    return items_of(without_none(option.hint)[0]) is not None


def _ticks(option: Declared, name: str, offers: tuple[Offer, ...]) -> Iterator[Choice]:
    for offer in offers:
        about = offer.help or option.help
        first = _ticked(option, offer)
        yield Choice(f"{name}.{offer.key}", offer.words, about, first, ON_OFF)


def _ticked(option: Declared, offer: Offer) -> bool:
    """Whether it is ticked at the beginning; no set at all stands for everything."""
    return option.default is None or offer.value in option.default


def _single(
    option: Declared, name: str, offers: tuple[Offer, ...] | None
) -> Choice | None:
    """The choice of one value; None where there is nothing to choose."""
    hint, optional = without_none(option.hint)
    title = option.title
    if hint is bool:
        return Choice(name, title, option.help, option.default, ON_OFF)
    if offers is not None:
        pairs: list[tuple[object, str]] = [(None, AUTOMATIC)] if optional else []
        pairs += [(offer.value, offer.words) for offer in offers]
        choice = Choice(name, title, option.help, option.default, tuple(pairs))
        return choice if len(pairs) > 1 else None
    if hint is str or hint in _READERS or items_of(hint) is str:
        empty = EMPTY.get(option.name, AUTOMATIC if optional else "")
        first = _typed(option.default)
        return Choice(name, title, option.help, first, empty=empty)
    return None


def named_by(names: Iterable[str], option: str) -> str:
    """The line that an option stands in; for a set, its first; empty without any."""
    lines = [name for name in names if f".{option}." in f".{name}."] if option else []
    return next(iter(lines), "")


def _typed(value: Any) -> str:  # noqa: ANN401 - any value of an option
    """A value as one would type it."""
    if value is None:
        return ""
    if isinstance(value, frozenset | tuple):
        return ", ".join(sorted(value) if isinstance(value, frozenset) else value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def chosen(
    options: Iterable[Declared], path: str, values: Values, offered: Offered = NOTHING
) -> dict[str, object]:
    """The options that were chosen, ready for the dataclass or the function.

    Raises:
        ChoiceError: If a text is no value of its option; it names it.
    """
    return {
        option.name: _value(option, f"{path}.{option.name}", values, offered)
        for option in options
        if not dataclasses.is_dataclass(without_none(option.hint)[0])
    }


def _value(option: Declared, name: str, values: Values, offered: Offered) -> object:
    offers = _offers(option, name, offered)
    if offers is not None and _is_set(option):
        return _set(option, name, offers, values)
    value = values.get(name, option.default)
    if offers is not None or name not in values or not isinstance(value, str):
        return value
    return _read(value.strip(), option, name)


def _set(
    option: Declared, name: str, offers: tuple[Offer, ...], values: Values
) -> object:
    kept = [
        offer.value
        for offer in offers
        if values.get(f"{name}.{offer.key}", _ticked(option, offer))
    ]
    hint, optional = without_none(option.hint)
    if optional and len(kept) == len(offers):
        return None
    return frozenset(kept) if get_origin(hint) is frozenset else tuple(kept)


def _read(text: str, option: Declared, name: str) -> object:
    hint, optional = without_none(option.hint)
    if hint in _READERS:
        if not text:
            return None if optional else option.default
        read, kind = _READERS[hint]
        try:
            return read(text)
        except ValueError:
            message = f"{option.title}: {kind} is expected."
            advice = "Write it so, or leave it empty."
            raise ChoiceError(message, hint=advice, option=name) from None
    if items_of(hint) is str:
        parts = tuple(part.strip() for part in text.split(",") if part.strip())
        if not parts and optional:
            return None
        return frozenset(parts) if get_origin(hint) is frozenset else parts
    return text
