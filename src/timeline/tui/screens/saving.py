"""How an action is stored: what a person has to decide before, and after a conflict."""

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeGuard

from pydantic import ValidationError

from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order
from timeline.case.records.patient import Patient
from timeline.errors import InvalidDataError, Problem
from timeline.registry import (
    Action,
    ConflictError,
    Put,
    Receipt,
    Remove,
    SimilarCodeError,
    UnknownRecordError,
)
from timeline.tui.entry.code_check import doubt
from timeline.tui.entry.desk import Desk
from timeline.tui.entry.form_model import Checked, Form, Opening
from timeline.tui.entry.merge import chosen_already, differences, merged
from timeline.tui.screens.asking import ChoiceScreen, ReasonScreen
from timeline.tui.screens.conflict import BOTH, MINE, Answer, ConflictScreen

if TYPE_CHECKING:
    from textual.app import App

Copy = Callable[[], Sequence[Action]]
"""Makes the actions that store what was typed as a new record."""


class Saving:
    """Stores what a person did with one key, and asks where others were faster."""

    def __init__(self, app: "App[None]", desk: Desk, *, undoable: bool = True) -> None:
        """Take over.

        Args:
            app: Shows the questions.
            desk: Where it is stored.
            undoable: Whether `undo` on the patient takes it back.
        """
        self._app, self._desk, self._undoable = app, desk, undoable
        self.record: Entry | None = None
        """The record of a form as it was stored; None where theirs stays alone."""
        self.notes: list[str] = []
        """What the person is told when the forms are closed."""

    async def save_form(
        self, opening: Opening, form: Form, today: dt.date
    ) -> Receipt | None:
        """Store the record of a form with what its order fields say.

        Args:
            opening: How the form was opened.
            form: The form as filled by now; without a problem.
            today: The day on which it is filled.

        Returns:
            What was written; None to go on typing.

        Raises:
            TimelineError: If it cannot be stored; nothing of it is then.
        """
        checked = form.checked(today)
        record, original = checked.record, form.original
        if record is None or not await self._is_sure(record, original):
            return None
        reason = ""
        if (original is not None and record != original) or checked.orders.correct:
            asked = ReasonScreen("Why is this changed?")
            answer = await self._app.push_screen_wait(asked)
            if answer is None:
                return None
            reason = answer
        self.record = record
        code = self._desk.code
        actions = form_actions(code, opening, checked)
        copy = partial(copy_actions, code, opening, form, today)
        return await self.apply(actions, reason, copy)

    async def _is_sure(self, record: Entry, original: Entry | None) -> bool:
        """Whether a new study code is stored, though it could be a name."""
        if not isinstance(record, Patient):
            return True
        known = isinstance(original, Patient) and original.code == record.code
        doubts = doubt(record.code)
        if known or not doubts:
            return True
        asked = ChoiceScreen(
            f"Is {record.code} the code of the study?",
            [("s", "store it: it does not tell who the patient is")],
            [doubts, "Once stored it stays in the history for ever."],
        )
        return bool(await self._app.push_screen_wait(asked) == "s")

    async def apply(
        self, actions: Sequence[Action], reason: str = "", copy: Copy | None = None
    ) -> Receipt | None:
        """Store actions as one, however often that takes a question.

        Returns:
            What was written; None if the person went back.
        """
        pending = list(actions)
        while pending:
            try:
                receipt = await asyncio.to_thread(
                    self._desk.apply, pending, reason, undoable=self._undoable
                )
            except ConflictError as conflict:
                pending = await self._settled(conflict, pending, copy)
            except SimilarCodeError as error:
                if not await self._is_another(error):
                    return None
                pending = [_confirmed(action) for action in pending]
            else:
                self._take(receipt, pending)
                return receipt
        return Receipt()

    async def _is_another(self, error: SimilarCodeError) -> bool:
        codes = " and ".join(error.stored)
        asked = ChoiceScreen(
            f"Is {error.code} another patient than {codes}?",
            [("s", f"store it: {error.code} is another patient")],
            ["The codes differ in case, hyphens or blanks alone."],
        )
        return bool(await self._app.push_screen_wait(asked) == "s")

    def _take(self, receipt: Receipt, stored: Sequence[Action]) -> None:
        """Say under which id a record is stored where that is not the proposed one."""
        for action in stored:
            if isinstance(action, Put) and type(action.record) is type(self.record):
                self.record, wished = action.record, action.record.id
                if (given := receipt.id_of(action.code, wished)) != wished:
                    self.record = action.record.changed(id=given)
                    self.notes.append(f"Stored as {given}: the id {wished} was taken.")
                break

    async def _settled(
        self, conflict: ConflictError, pending: list[Action], copy: Copy | None
    ) -> list[Action]:
        """The actions after a conflict: as merged, or as the person chose."""
        action = next(a for a in pending if _concerns(a, conflict))
        base = await asyncio.to_thread(self._base, action)
        record = self._merged(conflict, base)
        answer: Answer = record or await self._ask(conflict, base)
        version = conflict.stored_version
        of_form = copy is not None and not isinstance(conflict.yours, Order)
        if answer == BOTH and copy is not None and of_form:
            return list(copy())
        if isinstance(answer, Entry) and isinstance(action, Put):
            changed: Action = replace(action, record=answer, seen=version)
        elif answer == BOTH and isinstance(action, Put):
            changed = replace(action, seen=None)
        elif answer == MINE:
            changed = replace(action, seen=version)
        else:
            return self._without(action, pending)
        return [changed if a is action else a for a in pending]

    def _base(self, action: Put | Remove) -> Entry | None:
        """The version that the person had before their eyes; None if none is known."""
        if action.seen is None:
            return None
        try:
            return self._desk.registry.record_at(
                action.code, _record_id(action), action.seen
            )
        except UnknownRecordError:
            return None

    def _merged(self, conflict: ConflictError, base: Entry | None) -> Entry | None:
        """Both versions in one, where no field was changed by both."""
        yours, stored = conflict.yours, conflict.stored
        if yours is None or stored is None:
            return None
        rows = differences(yours, stored)
        keep = chosen_already(base, rows)
        if len(keep) < len(rows):
            return None
        try:
            record = merged(yours, stored, keep)
        except ValidationError:
            return None
        titles = [row.title for row in rows if keep[row.name]]
        if titles:
            names = ", ".join(titles)
            self.notes.append(f"{conflict.actor} changed {names} meanwhile; kept.")
        return record

    async def _ask(self, conflict: ConflictError, base: Entry | None) -> Answer:
        screen = ConflictScreen(conflict, base)
        answer: Answer = await self._app.push_screen_wait(screen)
        return answer

    def _without(self, action: Put | Remove, pending: Sequence[Action]) -> list[Action]:
        """The other actions, but for new orders of a record that stays in the bin."""
        record_id = _record_id(action)
        if self.record is not None and self.record.id == record_id:
            self.record = None
        return [
            other
            for other in pending
            if other is not action and not _orders_on(other, record_id)
        ]


def form_actions(code: str, opening: Opening, checked: Checked) -> list[Action]:
    """What a form stores: its record if that is new or changed, and its orders.

    Args:
        code: Study code of the case; empty for a new patient.
        opening: How the form was opened.
        checked: What it makes.
    """
    actions: list[Action] = []
    record, orders, seen = checked.record, checked.orders, opening.orders_seen
    if record is not None and record != opening.form.original:
        new_code = record.code if isinstance(record, Patient) else ""
        actions.append(Put(code or new_code, record, opening.seen))
    actions += [Put(code, order) for order in orders.new]
    actions += [Put(code, order, seen[order.id]) for _, order in orders.changed]
    actions += [Remove(code, order.id, seen[order.id]) for order in orders.removed]
    return actions


def copy_actions(
    code: str, opening: Opening, form: Form, today: dt.date
) -> list[Action]:
    """What stores a form as a new record.

    Raises:
        InvalidDataError: If the case takes no second record like it.
    """
    checked = form.as_new().checked(today)
    if checked.record is None:
        problems = (Problem(text, field=name) for name, text in checked.problems)
        raise InvalidDataError(tuple(problems), title="Not stored")
    return form_actions(code, replace(opening, form=form.as_new(), seen=None), checked)


def _record_id(action: Put | Remove) -> str:
    return action.record.id if isinstance(action, Put) else action.record_id


def _concerns(action: Action, conflict: ConflictError) -> TypeGuard[Put | Remove]:
    return (
        isinstance(action, Put | Remove)
        and action.seen is not None
        and (action.code, _record_id(action)) == (conflict.code, conflict.record_id)
    )


def _confirmed(action: Action) -> Action:
    if isinstance(action, Put) and isinstance(action.record, Patient):
        return replace(action, code_confirmed=True)
    return action


def _orders_on(action: Action, record_id: str) -> bool:
    order = action.record if isinstance(action, Put) else None
    return isinstance(order, Order) and record_id in order.record_ids
