"""The options of a picture, declared once for every command that draws one."""

import inspect
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from timeline.language.words import Language

if TYPE_CHECKING:
    from timeline.swimlane.model import Group
    from timeline.swimlane.options import (
        Edge,
        SwimlaneOptions,
        TimeZero,
        TrialBand,
    )

W = TypeVar("W", bound=StrEnum)
_GROUPS = "status, systemic, local, lesions, her2, adverse, findings"

Narrative = Annotated[
    bool,
    typer.Option("--narrative", help="Accept orders that only the sentences suggest."),
]
LeaveOut = Annotated[
    list[str] | None,
    typer.Option(
        metavar="GROUP",
        help=f"Group of lanes not to draw: {_GROUPS}. May be given more than once.",
    ),
]
Fold = Annotated[
    list[str] | None,
    typer.Option(
        metavar="GROUP",
        help="Group whose lanes become one. May be given more than once.",
    ),
]
Zero = Annotated[
    str | None,
    typer.Option(
        "--time-zero",
        metavar="EVENT",
        help="What month 0 is: diagnosis, first operation, start of first line, or the "
        "id of a record.",
    ),
]
Calendar = Annotated[
    bool,
    typer.Option(
        "--calendar/--months", help="Show the calendar on the lower axis, or months."
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="WHEN", help="First month since time zero, or date, to show."
    ),
]
Until = Annotated[
    str | None,
    typer.Option(
        "--to", metavar="WHEN", help="Last month since time zero, or date, to show."
    ),
]
Markers = Annotated[
    list[str] | None,
    typer.Option(
        "--marker",
        metavar="NAME",
        help="Tumour marker to plot, or `none`; without this option all of them. May "
        "be given more than once.",
    ),
]
Responses = Annotated[
    bool,
    typer.Option(
        "--responses", help="Show responses as reported in a row under the axis."
    ),
]
Trials = Annotated[
    list[str] | None,
    typer.Option(
        "--trial",
        metavar="LINE:ARM",
        help="Draw the published PFS of a trial from the start of a line, such as "
        "4:T037. May be given more than once.",
    ),
]
Tongue = Annotated[
    str,
    typer.Option(
        "--language",
        metavar="CODE",
        help=f"Language of the fixed words: {', '.join(Language)}.",
    ),
]
Lesions = Annotated[
    bool, typer.Option("--lesions", help="Draw a lane for each lesion.")
]


def _chosen(  # noqa: PLR0913 - each is an option of the command
    *,
    narrative: Narrative = False,
    leave_out: LeaveOut = None,
    fold: Fold = None,
    time_zero: Zero = None,
    calendar: Calendar = True,
    since: Since = None,
    until: Until = None,
    markers: Markers = None,
    responses: Responses = False,
    trials: Trials = None,
    lesions: Lesions = False,
    language: Tongue = Language.EN.value,
) -> "SwimlaneOptions":
    from timeline.swimlane.options import SwimlaneOptions

    return SwimlaneOptions(
        accept_narrative=narrative,
        leave_out=_groups(leave_out or (), "--leave-out"),
        fold=_groups(fold or (), "--fold"),
        time_zero=time_zero_of(time_zero),
        calendar=calendar,
        since=_edge(since, "--from"),
        until=_edge(until, "--to"),
        markers=frozenset(markers) - {"none"} if markers else None,
        response_strip=responses,
        trial_bands=tuple(_band(text) for text in trials or ()),
        lesions=lesions,
        language=one_of(Language, language, "--language"),
    )


def takes(
    chosen: Callable[..., object], place: str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the parameters of a function in place of one of its own.

    Args:
        chosen: Makes the value of that parameter from what was typed.
        place: Name of that parameter.
    """
    shared = inspect.signature(chosen).parameters

    def merged(command: Callable[..., None]) -> Callable[..., None]:
        own = inspect.signature(command).parameters
        parameters = [
            parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for name, in_place in own.items()
            for parameter in (shared.values() if name == place else (in_place,))
        ]

        @wraps(command)
        def run(**arguments: Any) -> None:  # noqa: ANN401 - whatever typer has read
            value = chosen(**{name: arguments.pop(name) for name in shared})
            command(**arguments, **{place: value})

        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {
            parameter.name: parameter.annotation for parameter in parameters
        }
        return run

    return merged


takes_content = takes(_chosen, "content")
"""Gives a command the options of a picture in place of its parameter `content`."""


def one_of(words: type[W], text: str, option: str) -> W:
    """The word that was typed.

    Raises:
        typer.BadParameter: If it is none of them; it lists them.
    """
    try:
        return words(text.lower())
    except ValueError:
        known = ", ".join(word.value for word in words)
        raise typer.BadParameter(f"{option} takes {known}.") from None


def _groups(words: Iterable[str], option: str) -> "frozenset[Group]":
    from timeline.swimlane.model import Group

    named = {group.name.lower(): group for group in Group}
    unknown = [word for word in words if word.lower() not in named]
    if unknown:
        raise typer.BadParameter(f"{option} takes {', '.join(named)}.")
    return frozenset(named[word.lower()] for word in words)


def time_zero_of(text: str | None) -> "TimeZero | str | None":
    """What month 0 is: one of the known events, or the id of a record."""
    from timeline.swimlane.options import TimeZero

    if text is None or text.lower() not in set(TimeZero):
        return text
    return TimeZero(text.lower())


def _edge(text: str | None, option: str) -> "Edge | None":
    from timeline.swimlane.options import edge_of

    try:
        return None if text is None else edge_of(text)
    except ValueError:
        message = f"{option} takes a month since time zero or a date: 12, 2019-03."
        raise typer.BadParameter(message) from None


def _band(text: str) -> "TrialBand":
    from timeline.swimlane.options import TrialBand

    line, _, arm = text.partition(":")
    if not line.isdecimal() or not arm:
        raise typer.BadParameter("--trial takes a line and an arm: 4:T037.")
    return TrialBand(int(line), arm.upper())
