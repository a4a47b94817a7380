"""What is entered from the patient list: a new patient, drafts, everybody's queries.

Loaded by the keys that need it, so that the list stands before the rules are read.
"""

import asyncio
import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.registry import Put, Receipt, Remove, Restore
from timeline.tui.entry.drafts import SERIES, Draft
from timeline.tui.entry.form_model import Form, Opening
from timeline.tui.screens.asking import ChoiceScreen, ReasonScreen
from timeline.tui.screens.form_opener import FormOpener
from timeline.tui.screens.inbox import (
    KEYS,
    STATES,
    Inbox,
    answers,
    query_row,
    read_queries,
    reason_question,
    settling_question,
)
from timeline.tui.screens.marking import MarkScreen
from timeline.tui.screens.picking import PickRow, PickScreen
from timeline.tui.screens.saving import Saving
from timeline.tui.screens.series import SeriesScreen

if TYPE_CHECKING:
    from textual.app import App

    from timeline.clinical.queries.query import Query
    from timeline.tui.workplace import Workplace

STAND_IN = Case(Patient(id="patient", code="new"))
"""The case in which a new patient's form stands before there is one."""
DRAFT_MENU = (("o", "open it and go on"), ("d", "discard it for ever"))
REMOVAL_REASONS = ("Entered by mistake", "Entered twice under two codes")
RETURN_REASONS = ("Put into the bin by mistake",)
BATCH = 20
"""Patients whose queries are shown together."""
MOST_QUERIES = 2_000
"""Queries after which no more patients are read; a search or a filter narrows them."""


class ListActions:
    """What the patient list does with forms and queries."""

    def __init__(self, app: "App[None]", workplace: "Workplace") -> None:
        """Take the app that shows the screens, and the work of its person."""
        self._app, self._workplace = app, workplace
        self._registry, self._drafts = workplace.registry, workplace.drafts

    def _opener(self, code: str) -> FormOpener:
        return FormOpener(self._app, self._workplace.desk(code), self._drafts)

    async def add_patient(self) -> str | None:
        """Enter a new patient; give the code."""
        form = Form.new(Patient, STAND_IN, {"id": "patient"})
        return await self._patient_form(Opening(form))

    async def _patient_form(self, opening: Opening) -> str | None:
        opener = self._opener("")
        stored = await opener.show(opening)
        return opener.desk.code if stored is not None else None

    async def offer_drafts(self) -> str | None:
        """Offer the forms that a crash or a kill ended, until none is left.

        Returns:
            The code of the patient of whom a form was stored; None if none was.
        """
        while drafts := await asyncio.to_thread(self._drafts.left_behind):
            rows = [_draft_row(key, draft) for key, draft in drafts.items()]
            title = "timeline ended while these forms were open; Escape: later"
            picked = await self._app.push_screen_wait(PickScreen(title, rows, ""))
            if picked is None:
                return None
            menu = ChoiceScreen("An unsaved form", DRAFT_MENU)
            answer = await self._app.push_screen_wait(menu)
            if answer == "d":
                self._drafts.forget(picked)
            elif answer == "o":
                return await self._open_draft(picked, drafts[picked])
        return None

    async def _open_draft(self, key: str, draft: Draft) -> str | None:
        if draft.kind == SERIES:
            return await self._open_series(key, draft)
        record_class = KINDS[draft.kind]
        if not draft.code:
            form = Form.new(Patient, STAND_IN).with_texts(draft.texts)
            return await self._patient_form(Opening(form, draft=key))
        opener = self._opener(draft.code)
        stored = await opener.load()
        record = await asyncio.to_thread(self._opened, draft, stored.case)
        if record is None:
            form = Form.new(record_class, stored.case, taken=stored.removed)
        else:
            form = Form.of(record, stored.case, only=draft.orders)
        form = form.with_texts(draft.texts)
        opening = Opening(
            form,
            seen=draft.seen,
            draft=key,
            remark="from a draft",
            orders_seen=draft.orders,
        )
        record = await opener.show(opening)
        opener.tell()
        return draft.code if record is not None else None

    def _opened(self, draft: Draft, case: Case) -> Entry | None:
        """The record at the version that the form showed, for what others changed."""
        from timeline.registry import UnknownRecordError

        if not draft.record_id or draft.seen is None:
            return None
        try:
            return self._registry.record_at(draft.code, draft.record_id, draft.seen)
        except UnknownRecordError:
            return case.get(draft.record_id)

    async def _open_series(self, key: str, draft: Draft) -> str | None:
        opener = self._opener(draft.code)
        stored = await opener.load()
        locale = await asyncio.to_thread(opener.desk.locale)
        screen = SeriesScreen(opener.desk, stored, self._drafts, locale, (key, draft))
        first = await self._app.push_screen_wait(screen)
        return draft.code if first is not None else None

    async def remove_patient(self, code: str) -> None:
        """Put a patient into the bin, with every record."""
        stored = await asyncio.to_thread(self._registry.load, code)
        patient, count = stored.case.patient, len(stored.case.records)
        noun = "record" if count == 1 else "records"
        asked = ReasonScreen(
            f"Why is the patient {code} put into the bin, with {count} {noun}?",
            REMOVAL_REASONS,
        )
        reason = await self._app.push_screen_wait(asked)
        if reason is None:
            return
        action = Remove(code, patient.id, stored.versions[patient.id])
        receipt = await self._stored(code, action, reason)
        if receipt is not None and receipt.removed:
            words = f"In the bin: {code}, with {count} {noun}. B opens the bin."
            self._app.notify(words, markup=False)

    async def patient_bin(self) -> None:
        """Show the patients in the bin; Enter takes one out."""
        removed = await asyncio.to_thread(self._registry.removed_patients)
        rows = [
            PickRow(row.code, row.code, f"{row.records} records  {row.headline or ''}")
            for row in removed
        ]
        title = "Bin of patients: Enter takes one out, with every record"
        screen = PickScreen(title, rows, "No patient is in the bin.")
        code = await self._app.push_screen_wait(screen)
        if code is None:
            return
        asked = ReasonScreen(f"Why is {code} taken out of the bin?", RETURN_REASONS)
        reason = await self._app.push_screen_wait(asked)
        if reason is None:
            return
        changes = await asyncio.to_thread(self._registry.history, code)
        patient = next(c.record_id for c in changes if c.kind == Patient.kind)
        await self._stored(code, Restore(code, patient), reason)
        self._app.notify(f"Out of the bin: {code}.", markup=False)

    async def _stored(
        self, code: str, action: Remove | Restore, reason: str
    ) -> Receipt | None:
        """Store what happens to a whole patient; the bin is its undo."""
        desk = self._workplace.desk(code)
        return await Saving(self._app, desk, undoable=False).apply([action], reason)

    async def every_query(self, codes: Sequence[str]) -> None:
        """List the open queries of these patients; Enter settles one, or several."""
        count = f"{len(codes):,} {'patient' if len(codes) == 1 else 'patients'} listed"
        title = f"Open queries of the {count}. {KEYS}"
        screen = MarkScreen(title, (), "Asking ...")
        asking = self._app.run_worker(
            lambda: self._collect(screen, codes), thread=True, group="collect"
        )
        picked = await self._app.push_screen_wait(screen)
        asking.cancel()
        if picked is not None:
            await self._settle(screen.marked or (picked,))

    async def _settle(self, keys: Sequence[str]) -> None:
        """Settle queries of one patient or of several, which takes one reason."""
        chosen: dict[str, set[str]] = defaultdict(set)
        for code, key in (key.split("\n", 1) for key in keys):
            chosen[code].add(key)
        chosen.pop("", None)  # what is said of a source is no query
        if len(chosen) == 1:
            (code,) = chosen
            queries = await asyncio.to_thread(self._chosen, code, chosen[code])
            await Inbox(self._opener(code)).settle(queries)
        elif chosen:
            await self._settle_several(chosen)

    def _chosen(self, code: str, keys: Collection[str]) -> "list[Query]":
        listed = read_queries(self._registry, code)
        return [query for query in listed if query.key in keys]

    async def _settle_several(self, chosen: Mapping[str, Collection[str]]) -> None:
        """Settle queries of several patients as one action."""
        by_code = {
            code: await asyncio.to_thread(self._chosen, code, keys)
            for code, keys in chosen.items()
        }
        every = [query for queries in by_code.values() for query in queries]
        answer = await self._app.push_screen_wait(settling_question(every))
        if answer not in STATES:
            return
        asked = reason_question(every, STATES[answer])
        reason = await self._app.push_screen_wait(asked)
        if reason is None:
            return
        puts: list[Put] = []
        for code, queries in by_code.items():
            stored = await asyncio.to_thread(self._registry.load, code)
            puts += answers(stored, queries, STATES[answer], reason)
        again = any(put.seen is not None for put in puts)
        desk = self._workplace.desk(next(iter(by_code)))
        await Saving(self._app, desk).apply(puts, reason if again else "")

    def _collect(self, screen: PickScreen, codes: Sequence[str]) -> None:
        """Fill the list of queries, a few patients at a time."""
        worker, listed = get_current_worker(), 0
        noted: list[Query] = []
        for start in range(0, len(codes), BATCH):
            part = codes[start : start + BATCH]
            rows = self._queries_of(part, noted)
            listed += len(rows)
            done = min(start + BATCH, len(codes))
            if worker.is_cancelled:
                return
            full = listed >= MOST_QUERIES and done < len(codes)
            note = f"of the first {done:,} patients" if done < len(codes) else ""
            self._app.call_from_thread(screen.add, tuple(rows), note)
            if full:
                break
        self._app.call_from_thread(screen.add, tuple(source_rows(noted)))
        if not listed:
            self._app.call_from_thread(screen.add, (), "No query is open.")

    def _queries_of(self, codes: Sequence[str], noted: "list[Query]") -> list[PickRow]:
        """The open queries of some patients; who is known to have none is not read.

        Notes on their sources are put aside.
        """
        summaries = self._registry.summaries(codes)
        rows = []
        for code in codes:
            found = summaries.get(code)
            if found and (not found.known or found.open_queries):
                listed = read_queries(self._registry, code)
                rows += _query_rows(code, listed)
                noted += (query for query in listed if query.source is not None)
        return rows


def _query_rows(code: str, listed: "Sequence[Query]") -> list[PickRow]:
    rows = [query_row(query, code) for query in listed if query.is_open]
    return [replace(row, key=f"{code}\n{row.key}") for row in rows]


def source_rows(noted: "Sequence[Query]") -> Iterator[PickRow]:
    """What is said once of a source, under the queries of its patients."""
    from timeline.clinical.queries.by_source import source_texts

    for number, text in enumerate(source_texts(noted)):
        group = "NOTED of a source"
        yield PickRow(f"\n{number}", text, group=group, alone=True)


def _draft_row(key: str, draft: Draft) -> PickRow:
    series = draft.kind == SERIES
    title = "Series of a marker" if series else KINDS[draft.kind].title
    verb = "Edit" if draft.record_id else "New"
    patient = draft.code or "a new patient"
    at = dt.datetime.fromisoformat(draft.at)
    when = f"last typed on {at.day} {at:%b %Y at %H:%M}"
    return PickRow(key, f"{verb}: {title}  ·  {patient}", when)
