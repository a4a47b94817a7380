"""Rows of a document in JSON: every leaf by its path, with a coded word as one leaf."""

from collections.abc import Iterator, Mapping
from typing import Any

Leaf = tuple[str, str]
"""Path, such as `stage.0.summary`, and text."""


def flat(document: Mapping[str, Any]) -> dict[str, str]:
    """The leaves of a document by their paths."""
    return dict(_leaves("", document))


def _leaves(path: str, value: object) -> Iterator[Leaf]:
    if isinstance(value, list):
        for number, part in enumerate(value):
            yield from _leaves(f"{path}.{number}", part)
    elif not isinstance(value, dict):
        yield path.removeprefix("."), _text(value)
    elif (word := _word(value)) is not None:
        yield path.removeprefix("."), word
    else:
        for name, part in value.items():
            yield from _leaves(f"{path}.{name}", part)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _word(value: Mapping[str, Any]) -> str | None:
    """What a coded word or a quantity says; None for any other object.

    A code is taken only where no words stand beside it: they say the same.
    """
    if "numerator" in value and "denominator" in value:
        return f"{value['numerator']['value']} / {_word(value['denominator'])}"
    if "value" in value and ("unit" in value or "code" in value):
        return f"{value['value']:g} {value.get('unit') or value['code']}"
    if "label" in value and "id" in value:
        return str(value["label"])
    if "code" in value and "system" in value:
        return str(value.get("display") or value["code"])
    return None
