"""The settings for reading and typing: what each is called, takes and means as text."""

import re
from collections.abc import Mapping
from dataclasses import Field, dataclass, fields, replace
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from timeline.clinical.settings import DEFAULTS, OF_ENTRY, Settings

OFF = "off"
"""What is written where a choice is not made at all."""


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """A setting as its declaration describes it."""

    name: str
    title: str
    help: str
    default: object
    type: type
    """Kind of its value: `bool`, `int`, `float` or a vocabulary."""
    unit: str
    optional: bool
    """Whether it may be switched off."""

    @property
    def words(self) -> tuple[str, ...]:
        """What can be chosen; empty where a number is asked for."""
        if self.type is bool:
            return "yes", "no"
        if issubclass(self.type, StrEnum):
            return tuple(member.value for member in self.type)
        return ()

    def text(self, value: object) -> str:
        """A value as a person reads and types it."""
        if value is None:
            return OFF
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, StrEnum):
            return value.value
        return repr(value).removesuffix(".0")

    def with_unit(self, value: object) -> str:
        """A value with its unit, where it has one."""
        text = self.text(value)
        return text if value is None or not self.unit else f"{text} {self.unit}"

    def parse(self, text: str) -> object:
        """The value that a text means.

        Raises:
            ValueError: With a sentence that says what can be written.
        """
        text = text.strip()
        if self.optional and text == OFF:
            return None
        if self.words:
            exact = [w for w in self.words if w.casefold() == text.casefold()]
            begun = [w for w in self.words if w.casefold().startswith(text.casefold())]
            words = exact or begun
            if len(words) != 1 or not text:
                raise ValueError(f"{self.title}: write one of {', '.join(self.words)}.")
            return words[0] == "yes" if self.type is bool else self.type(words[0])
        return self._number(text)

    def _number(self, text: str) -> object:
        pattern = r"\d{1,5}" if self.type is int else r"\d{1,5}(\.\d{1,4})?"
        if not re.fullmatch(pattern, text, re.ASCII) or not float(text):
            kind = "a whole number" if self.type is int else "a number"
            off = f", or {OFF}" if self.optional else ""
            unit = f" of {self.unit}" if self.unit else ""
            raise ValueError(f"{self.title}: write {kind}{unit} above 0{off}.")
        return self.type(text)


@cache
def setting_specs() -> tuple[SettingSpec, ...]:
    """Every setting, in the order of its declaration."""
    hints = get_type_hints(Settings)
    return tuple(_spec(each, hints[each.name]) for each in fields(Settings))


def _spec(declared: Field[Any], hint: Any) -> SettingSpec:  # noqa: ANN401 - any type
    optional = get_origin(hint) is UnionType
    kind = next(k for k in get_args(hint) if k is not NoneType) if optional else hint
    return SettingSpec(
        name=declared.name,
        title=declared.metadata["title"],
        help=declared.metadata["help"],
        default=declared.default,
        type=kind,
        unit=declared.metadata["unit"],
        optional=optional,
    )


def settings_from(texts: Mapping[str, str | None]) -> Settings:
    """The settings with what somebody has changed.

    Args:
        texts: The changed ones as text, by name; None is the default. A name that this
            program does not know, from a newer one, is passed over.

    Raises:
        ValueError: If a text is no value of its setting.
    """
    specs = {spec.name: spec for spec in setting_specs()}
    changed = {
        name: specs[name].parse(text)
        for name, text in texts.items()
        if text is not None and name in specs
    }
    return replace(DEFAULTS, **changed)  # type: ignore[arg-type]


def changed_settings(settings: Settings) -> tuple[str, ...]:
    """Each setting of results that is not at its default, without a full stop."""
    return tuple(
        f"{spec.title}: {spec.with_unit(getattr(settings, spec.name))}"
        for spec in setting_specs()
        if spec.name not in OF_ENTRY and getattr(settings, spec.name) != spec.default
    )
