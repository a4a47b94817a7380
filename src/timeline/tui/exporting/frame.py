"""The choices that every export has: what is written, and the frame of the figure."""

import dataclasses
from collections.abc import Iterator
from typing import Any, TypeVar

from timeline.charts.print.presets import PRESETS, Preset, preset
from timeline.tui.exporting.choice import (
    NOTHING,
    Choice,
    Offered,
    Section,
    Values,
    chosen,
    sections_of,
)
from timeline.tui.exporting.declared import (
    Declared,
    fields_of,
    keywords_of,
    without_none,
)
from timeline.tui.exporting.review import REPORT_OFFERS

PACKAGE, PAGE = "package", "page"
START = "bmc-double"
"""The preset that stands first, as on the command line."""
T = TypeVar("T")


def frame_sections(without: frozenset[str] = frozenset()) -> Iterator[Section]:
    """What is written, and the frame of the figure.

    Args:
        without: Names of measures that do not matter here.
    """
    formats = ((PACKAGE, "figure package"), (PAGE, "page alone"), *REPORT_OFFERS)
    helped = (
        "The package has the figure in every format with its texts and tables, a "
        "report the whole review of each patient."
    )
    frames = tuple((name, name) for name in PRESETS)
    purpose = "What a journal, slide or poster asks of a figure; Enter lists all."
    first = (
        Choice("format", "Write", helped, PACKAGE, formats),
        Choice("preset", "Preset", purpose, START, frames),
    )
    measures, *rest = sections_of(
        (measure for measure in keywords_of(preset) if measure.name not in without),
        "frame",
        "Figure",
    )
    yield Section(measures.title, (*first, *measures.choices))
    yield from rest


def frame_of(values: Values) -> Preset:
    """The frame that was chosen.

    Raises:
        TimelineError: If a measure is no number, or out of reason.
    """
    measures: dict[str, Any] = chosen(keywords_of(preset), "frame", values)
    return preset(str(values["preset"]), **measures)


def option_sections(first: object, offered: Offered = NOTHING) -> Iterator[Section]:
    """The fields of options: those of each part, then its own."""
    own: list[Declared] = []
    for option in fields_of(first):
        if dataclasses.is_dataclass(option.default):
            if not isinstance(option.default, Preset):
                title = option.title
                parts = fields_of(option.default)
                yield from sections_of(parts, option.name, title, offered)
        else:
            own.append(option)
    yield from sections_of(own, "own", "What may leave")


def options_of(
    first: T, frame: Preset, values: Values, offered: Offered = NOTHING
) -> T:
    """Options with the chosen values.

    Raises:
        TimelineError: If a text is no value, or choices do not go together.
    """
    declared = tuple(fields_of(first))
    picks: dict[str, Any] = chosen(declared, "own", values)
    for option in declared:
        kind, _ = without_none(option.hint)
        if kind is Preset:
            picks[option.name] = frame
        elif dataclasses.is_dataclass(option.default):
            part = tuple(fields_of(option.default))
            picked: dict[str, Any] = chosen(part, option.name, values, offered)
            picks[option.name] = dataclasses.replace(option.default, **picked)  # type: ignore[type-var]
    return type(first)(**picks)
