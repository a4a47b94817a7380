"""The options of a picture, declared once for every command that draws one."""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import fields
from enum import StrEnum
from functools import partial, wraps
from typing import Annotated, Any, TypeVar

import typer

from timeline.language.words import Language
from timeline.swimlane.group import Group
from timeline.swimlane.options import (
    Edge,
    SwimlaneOptions,
    TimeZero,
    TrialBand,
    edge_of,
)

W = TypeVar("W", bound=StrEnum)
_GROUPS = ", ".join(group.lower() for group in Group.__members__)
_OFTEN = "May be given more than once."


def option_help(options: type, name: str, *more: str) -> str:
    """What an option says where it is declared, and what only a command line needs.

    Args:
        options: The dataclass of which it is a field.
        name: Name of the field.
        *more: Further sentences: what can be written, and how often.
    """
    (text,) = (f.metadata["help"] for f in fields(options) if f.name == name)
    return " ".join((text, *more))


_help = partial(option_help, SwimlaneOptions)
Narrative = Annotated[bool, typer.Option("--narrative", help=_help("accept_narrative"))]
LeaveOut = Annotated[
    list[str] | None,
    typer.Option(
        metavar="GROUP", help=_help("leave_out", f"One of {_GROUPS}.", _OFTEN)
    ),
]
Fold = Annotated[
    list[str] | None, typer.Option(metavar="GROUP", help=_help("fold", _OFTEN))
]
Zero = Annotated[
    str | None,
    typer.Option(
        "--time-zero",
        metavar="EVENT",
        help=_help("time_zero", f"One of {', '.join(TimeZero)}, or an id of a record."),
    ),
]
Calendar = Annotated[bool, typer.Option("--calendar/--months", help=_help("calendar"))]
Since = Annotated[
    str | None, typer.Option("--from", metavar="WHEN", help=_help("since"))
]
Until = Annotated[str | None, typer.Option("--to", metavar="WHEN", help=_help("until"))]
Markers = Annotated[
    list[str] | None,
    typer.Option(
        "--marker",
        metavar="NAME",
        help=_help("markers", "`none` for none of them.", _OFTEN),
    ),
]
Responses = Annotated[bool, typer.Option("--responses", help=_help("response_strip"))]
Trials = Annotated[
    list[str] | None,
    typer.Option(
        "--trial",
        metavar="LINE:ARM",
        help=_help("trial_bands", "A line and an arm, such as 4:T037.", _OFTEN),
    ),
]
Tongue = Annotated[
    str,
    typer.Option(
        "--language",
        metavar="CODE",
        help=_help("language", f"One of {', '.join(Language)}."),
    ),
]
Numbers = Annotated[
    bool,
    typer.Option("--line-numbers/--no-line-numbers", help=_help("line_numbers")),
]
Lesions = Annotated[bool, typer.Option("--lesions", help=_help("lesions"))]


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
    line_numbers: Numbers = True,
    lesions: Lesions = False,
    language: Tongue = Language.EN.value,
) -> SwimlaneOptions:
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
        line_numbers=line_numbers,
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


def _groups(words: Iterable[str], option: str) -> frozenset[Group]:
    named = {group.name.lower(): group for group in Group}
    unknown = [word for word in words if word.lower() not in named]
    if unknown:
        raise typer.BadParameter(f"{option} takes {', '.join(named)}.")
    return frozenset(named[word.lower()] for word in words)


def time_zero_of(text: str | None) -> TimeZero | str | None:
    """What month 0 is: one of the known events, or the id of a record."""
    if text is None or text.lower() not in set(TimeZero):
        return text
    return TimeZero(text.lower())


def _edge(text: str | None, option: str) -> Edge | None:
    try:
        return None if text is None else edge_of(text)
    except ValueError:
        message = f"{option} takes a month since time zero or a date: 12, 2019-03."
        raise typer.BadParameter(message) from None


def _band(text: str) -> TrialBand:
    line, _, arm = text.partition(":")
    if not line.isdecimal() or not arm:
        raise typer.BadParameter("--trial takes a line and an arm: 4:T037.")
    return TrialBand(int(line), arm.upper())
