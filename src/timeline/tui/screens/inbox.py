"""The queries of a patient: open the record at its field, answer, or dismiss."""

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record_ids import propose_id
from timeline.case.records.bookkeeping import QueryAnswer
from timeline.case.vocabulary import QueryState
from timeline.tui.screens.asking import ChoiceScreen, ReasonScreen
from timeline.tui.screens.form_opener import FormOpener
from timeline.tui.screens.picking import PickRow, PickScreen

if TYPE_CHECKING:
    from timeline.clinical.queries.query import Query

MENU = (
    ("o", "open the record at its field"),
    ("a", "answer it, with a reason"),
    ("d", "dismiss it as not a problem, with a reason"),
)
STATES = {"a": QueryState.ANSWERED, "d": QueryState.DISMISSED}
ANSWERS = ("Not stated in the source", "Stated like this in the source")


class Inbox:
    """The queries of one patient."""

    def __init__(self, opener: FormOpener) -> None:
        """Take what opens the forms of the patient."""
        self._opener = opener
        self._app = opener.app

    async def show(self) -> str | None:
        """List the queries until the person leaves; give the record that changed."""
        changed = None
        while True:
            case = (await self._opener.load()).case
            listed = await asyncio.to_thread(queries_of, case)
            rows = [query_row(query) for query in listed]
            count = sum(query.is_open for query in listed)
            noun = "query" if count == 1 else "queries"
            title = f"{count} open {noun}; type open, answered or a rule to filter"
            screen = PickScreen(title, rows, "There are no queries.")
            picked = await self._app.push_screen_wait(screen)
            query = next((q for q in listed if q.key == picked), None)
            if query is None:
                return changed
            changed = await self.settle(case, query) or changed

    async def next_open(self) -> str | None:
        """Open the record of the first open query that names one."""
        case = (await self._opener.load()).case
        listed = await asyncio.to_thread(queries_of, case)
        query = next((q for q in listed if q.is_open and q.records), None)
        if query is None:
            self._app.notify("No query is open.", markup=False)
            return None
        return await self._open(query)

    async def settle(self, case: Case, query: "Query") -> str | None:
        """Ask what to do about one query; give the record that was stored."""
        menu = ChoiceScreen(f"{query.text} {query.settle}", MENU)
        answer = await self._app.push_screen_wait(menu)
        if answer == "o":
            return await self._open(query)
        if answer in STATES:
            return await self._answer(case, query, STATES[answer])
        return None

    async def _open(self, query: "Query") -> str | None:
        if not query.records:
            self._app.notify("This query is about no single record.", markup=False)
            return None
        question = f"{query.text} {query.settle}"
        record = await self._opener.edit(query.records[0], query.field, question)
        return record.id if record else None

    async def _answer(
        self, case: Case, query: "Query", state: QueryState
    ) -> str | None:
        question = ReasonScreen(f"Why is this {state.value}?", ANSWERS)
        reason = await self._app.push_screen_wait(question)
        if reason is None:
            return None
        from timeline.registry import Put
        from timeline.tui.screens.saving import Saving

        stored = await self._opener.load()
        before = {a.query: a for a in stored.case.of_kind(QueryAnswer)}
        taken = {*stored.versions, *stored.removed}
        puts = []
        keys = query.covers or (query.key,)
        for key in keys:
            known = before.get(key)
            answer = QueryAnswer(
                id=known.id if known else propose_id(key, "answer", taken),
                query=key,
                state=state,
                reason=reason,
            )
            taken.add(answer.id)
            puts.append(Put(case.code, answer, stored.versions.get(answer.id)))
        saving = Saving(self._app, self._opener.desk)
        await saving.apply(puts, reason if before.keys() & set(keys) else "")
        return query.records[0] if query.records else case.patient.id


def queries_of(case: Case) -> "tuple[Query, ...]":
    """All queries of a case, the open ones first."""
    from timeline.clinical.queries.case_queries import queries

    today = dt.datetime.now().astimezone().date()
    unsorted = queries(case, Chronology(case), today=today)
    return tuple(sorted(unsorted, key=lambda query: not query.is_open))


def query_row(query: "Query", code: str = "") -> PickRow:
    """One query as a row of a list."""
    field = "" if query.covers else query.field
    place = ".".join(part for part in (*query.records[:1], field) if part)
    heading = "  ".join(
        part for part in (code, query.state.value, query.severity.value, place) if part
    )
    text = f"{query.text} {query.reason}".strip()
    return PickRow(query.key, heading, text)
