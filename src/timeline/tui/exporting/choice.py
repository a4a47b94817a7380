"""The choices of a form, and the options that the chosen values make."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, get_origin

from timeline.errors import TimelineError
from timeline.tui.exporting.declared import (
    Declared,
    is_enum,
    items_of,
    without_none,
)
from timeline.tui.exporting.words import title_of, words_of

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
        return next((words for one, words in self.offers if one == value), str(value))


AUTOMATIC = "automatic"
ON_OFF = ((False, "no"), (True, "yes"))


@dataclass(frozen=True, slots=True)
class Section:
    """Choices under one heading."""

    title: str
    choices: tuple[Choice, ...]


def sections_of(
    options: Iterable[Declared], path: str, title: str
) -> Iterator[Section]:
    """Declared options as sections: the single ones, then a section for each set."""
    single: list[Choice] = []
    sets: list[Section] = []
    for option in options:
        name = f"{path}.{option.name}"
        hint, optional = without_none(option.hint)
        if is_enum(items_of(hint)):
            ticks = tuple(_ticks(option, name, items_of(hint)))
            sets.append(Section(title_of(option.name), ticks))
        elif (choice := _single(option, name, hint, optional=optional)) is not None:
            single.append(choice)
    yield Section(title, tuple(single))
    yield from sets


def _ticks(option: Declared, name: str, members: type[Enum]) -> Iterator[Choice]:
    for member in members:
        words = words_of(member)
        first = member in (option.default or ())
        yield Choice(f"{name}.{member.name}", words, option.help, first, ON_OFF)


def _single(
    option: Declared,
    name: str,
    hint: Any,  # noqa: ANN401 - any type
    *,
    optional: bool,
) -> Choice | None:
    """The choice of one value; None where there is nothing to choose."""
    title, text = title_of(option.name), option.help
    if hint is bool:
        return Choice(name, title, text, option.default, ON_OFF)
    if is_enum(hint):
        offers: list[tuple[object, str]] = [(None, AUTOMATIC)] if optional else []
        offers += [(member, words_of(member)) for member in hint]
        only = len(offers) == 1
        return (
            None if only else Choice(name, title, text, option.default, tuple(offers))
        )
    if hint in (int, float, str) or items_of(hint) is str:
        empty = AUTOMATIC if optional else ""
        return Choice(name, title, text, _typed(option.default), empty=empty)
    return None


def _typed(value: Any) -> str:  # noqa: ANN401 - any value of an option
    """A value as one would type it."""
    if value is None:
        return ""
    if isinstance(value, frozenset | tuple):
        return ", ".join(sorted(value) if isinstance(value, frozenset) else value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def chosen(options: Iterable[Declared], path: str, values: Values) -> dict[str, object]:
    """The options that were chosen, ready for the dataclass or the function.

    Raises:
        ChoiceError: If a text is no value of its option; it names it.
    """
    return {
        option.name: _value(option, f"{path}.{option.name}", values)
        for option in options
        if not dataclasses.is_dataclass(without_none(option.hint)[0])
    }


def _value(option: Declared, name: str, values: Values) -> object:
    hint, _ = without_none(option.hint)
    members = items_of(hint)
    if is_enum(members):
        return frozenset(m for m in members if values.get(f"{name}.{m.name}"))
    if name not in values:
        return option.default
    value = values[name]
    if not isinstance(value, str) or is_enum(hint):
        return value
    return _read(value.strip(), option, hint)


def _read(text: str, option: Declared, hint: Any) -> object:  # noqa: ANN401 - a type
    if hint in (int, float):
        if not text:
            return None if without_none(option.hint)[1] else option.default
        try:
            return hint(text)
        except ValueError:
            kind = "a whole number" if hint is int else "a number"
            message = f"{title_of(option.name)}: {kind} is expected."
            raise ChoiceError(
                message, hint="Write it in figures, or leave it."
            ) from None
    if items_of(hint) is str:
        parts = tuple(part.strip() for part in text.split(",") if part.strip())
        if not parts and without_none(option.hint)[1]:
            return None
        return frozenset(parts) if get_origin(hint) is frozenset else parts
    return text
