"""A record that was entered for the wrong patient goes to the right one."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.case.case import Case
from timeline.case.points import record_of, with_id
from timeline.case.record import Entry
from timeline.registry import Move, SplitOrdersError, going_along
from timeline.tui.entry.desk import Desk
from timeline.tui.entry.record_names import named_entry
from timeline.tui.screens.asking import ChoiceScreen, ReasonScreen
from timeline.tui.screens.picking import PickRow, PickScreen
from timeline.tui.screens.saving import Saving

if TYPE_CHECKING:
    from textual.app import App

REASONS = ("Entered for the wrong patient", "The source names another patient")
CUT = (("m", "move it all the same; these orders go into the bin"),)
MOST_LISTED = 6
"""Records that a question names; of more it says how many there are."""


async def move_record(app: "App[None]", desk: Desk, case: Case, record: Entry) -> str:
    """Ask for the patient and the reason, and about orders; then move.

    Args:
        app: Shows the questions.
        desk: Where the record is.
        case: The case in which it is.
        record: What is moved.

    Returns:
        A sentence on what was moved; empty if the person went back.
    """
    name = named_entry(record)
    to = await _other_patient(app, desk, name)
    if to is None:
        return ""
    along = [named_entry(entry) for entry in going_along(case, (record.id,))]
    details = [f"With it: {other}" for other in _listed(along)]
    asked = ReasonScreen(f"Why is this moved to {to}: {name}?", REASONS, details)
    reason = await app.push_screen_wait(asked)
    if reason is None:
        return ""
    action, saving = Move(desk.code, (record.id,), to), Saving(app, desk)
    try:
        await saving.apply([action], reason)
    except SplitOrdersError as error:
        ties = [_tie(case, order_id) for order_id in error.orders]
        question = f"{len(ties)} of its orders name records that stay:"
        cut = ChoiceScreen(question, CUT, _listed(ties))
        if await app.push_screen_wait(cut) is None:
            return ""
        await saving.apply([replace(action, drop_orders=True)], reason)
    more = f", with {len(along)} more" if along else ""
    return f"Moved to {to}: {name}{more}."


async def _other_patient(app: "App[None]", desk: Desk, name: str) -> str | None:
    """Ask for another patient; give the code."""
    patients = await asyncio.to_thread(desk.registry.patients)
    rows = [
        PickRow(row.code, row.code, row.headline or "")
        for row in patients
        if row.code != desk.code
    ]
    screen = PickScreen(f"To which patient: {name}", rows, "There is no other patient.")
    code: str | None = await app.push_screen_wait(screen)
    return code


def _tie(case: Case, order_id: str) -> str:
    """An order by the labels of its two ends."""
    order = next(order for order in case.orders if order.id == order_id)
    ends = (order.earlier, order.later)
    earlier, later = (
        with_id(end, entry.label) if (entry := case.get(record_of(end))) else end
        for end in ends
    )
    return f"{earlier} before {later}"


def _listed(names: Sequence[str]) -> list[str]:
    """The first of some names, and how many more there are."""
    more = len(names) - MOST_LISTED
    return [*names[:MOST_LISTED], *([f"{more} more"] if more > 0 else [])]
