"""Asks with what a patient is compared, and reads it."""

import asyncio
from typing import TYPE_CHECKING

from timeline.errors import TimelineError
from timeline.tui.comparing.aligned import (
    FIRST_CHOICE,
    Aligned,
    alignments,
    shared_event,
)
from timeline.tui.patient.view import PatientView, view_of
from timeline.tui.screens.compare import CompareScreen
from timeline.tui.screens.picking import PickRow, PickScreen

if TYPE_CHECKING:
    from textual.app import App

    from timeline.registry import Registry

TITLE = "Compare with (Enter chooses): this patient again, or another one"
LINE = "start of line "
SELF, OTHER = "event\n", "code\n"


class NothingToAlignError(TimelineError):
    """A course without any date."""

    title = "This course cannot be aligned"


async def comparison(
    app: "App[None]", registry: "Registry", view: PatientView, *, narrative: bool
) -> CompareScreen | None:
    """Ask with what a patient is compared.

    Args:
        app: Shows the question.
        registry: Where the other patients are.
        view: The patient.
        narrative: Whether orders of narrative confidence count.

    Returns:
        The screen to show; None if the person went back.

    Raises:
        TimelineError: If the other patient cannot be read, or nothing places a course.
    """
    placed = alignments(view, narrative=narrative)
    if not placed:
        raise _nothing(view)
    rows = [
        PickRow(f"{SELF}{event.name}", f"This patient again, from the {event.words}")
        for event in placed
    ]
    patients = await asyncio.to_thread(registry.patients)
    rows += [
        PickRow(f"{OTHER}{patient.code}", patient.code, patient.headline or "")
        for patient in patients
        if patient.code != view.code
    ]
    picked = await app.push_screen_wait(PickScreen(TITLE, rows, ""))
    if picked is None:
        return None
    if picked.startswith(SELF):
        courses = _with_itself(view, picked.removeprefix(SELF), narrative=narrative)
    else:
        code = picked.removeprefix(OTHER)
        other = await asyncio.to_thread(lambda: view_of(registry.case(code)))
        courses = _with_other(view, other, narrative=narrative)
    return CompareScreen(courses, narrative=narrative)


def _with_itself(
    view: PatientView, event: str, *, narrative: bool
) -> tuple[Aligned, Aligned]:
    """The patient from line 1, else from the first event, and from the chosen event."""
    names = [choice.name for choice in alignments(view, narrative=narrative)]
    others = [name for name in names if name != event] or names
    first = FIRST_CHOICE if FIRST_CHOICE in others else others[0]
    return Aligned(view, first), Aligned(view, event)


def _with_other(
    view: PatientView, other: PatientView, *, narrative: bool
) -> tuple[Aligned, Aligned]:
    """Both patients from an event that they share, else each from its first one."""
    others = alignments(other, narrative=narrative)
    if not others:
        raise _nothing(other)
    shared = shared_event(view, other)
    own = alignments(view, narrative=narrative)
    return (
        Aligned(view, shared or own[0].name),
        Aligned(other, shared or others[0].name),
    )


def _nothing(view: PatientView) -> NothingToAlignError:
    return NothingToAlignError(
        f"Nothing dates a diagnosis, an operation or a line of {view.code}.",
        hint="Enter one of these dates, or an order that limits it.",
    )
