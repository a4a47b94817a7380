"""The queries of a patient: open the record at its field, answer, or dismiss."""

import asyncio
import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record_ids import propose_id
from timeline.case.records.bookkeeping import QueryAnswer
from timeline.case.vocabulary import QueryState
from timeline.clinical.settings import Settings
from timeline.tui.screens.asking import ChoiceScreen, ReasonScreen
from timeline.tui.screens.form_opener import FormOpener
from timeline.tui.screens.marking import MarkScreen
from timeline.tui.screens.picking import PickRow

if TYPE_CHECKING:
    from timeline.clinical.queries.query import Query
    from timeline.registry import Put, Registry, StoredCase

MENU = (
    ("o", "open the record at its field"),
    ("a", "answer it, with a reason"),
    ("d", "dismiss it as not a problem, with a reason"),
)
MENU_OF_MANY = (
    ("a", "answer them all, with one reason"),
    ("d", "dismiss them all as no problems, with one reason"),
)
STATES = {"a": QueryState.ANSWERED, "d": QueryState.DISMISSED}
ANSWERS = ("Not stated in the source", "Stated like this in the source")
KEYS = "Enter settles, Tab marks, F8 marks all listed"
MOST_NAMED = 3
"""Questions that are named before many are settled at once."""


class Inbox:
    """The queries of one patient."""

    def __init__(self, opener: FormOpener) -> None:
        """Take what opens the forms of the patient."""
        self._opener = opener
        self._app = opener.app

    async def show(self) -> str | None:
        """List the queries until the person leaves; give the record that changed."""
        changed, left = None, ("", 0)
        while True:
            case = (await self._opener.load()).case
            listed = await self._queries_of(case)
            count = sum(query.is_open for query in listed)
            noun = "query" if count == 1 else "queries"
            title = f"{count} open {noun}. {KEYS}"
            rows = tuple(query_rows(listed))
            screen = MarkScreen(title, rows, "There are no queries.", left)
            picked = await self._app.push_screen_wait(screen)
            if picked is None:
                return changed
            left = screen.left
            keys = screen.marked or (picked,)
            queries = [query for query in listed if query.key in keys]
            changed = await self.settle(queries) or changed

    async def next_open(self) -> str | None:
        """Open the record of the first open query that names one."""
        case = (await self._opener.load()).case
        listed = await self._queries_of(case)
        query = next((q for q in listed if q.is_open and q.records), None)
        if query is None:
            self._app.notify("No query is open.", markup=False)
            return None
        return await self._open(query)

    async def _queries_of(self, case: Case) -> "tuple[Query, ...]":
        registry = self._opener.desk.registry
        return await asyncio.to_thread(lambda: queries_of(case, registry.settings()))

    async def settle(self, queries: "Sequence[Query]") -> str | None:
        """Ask what to do about queries; give a record that was stored."""
        if not queries:
            return None
        answer = await self._app.push_screen_wait(settling_question(queries))
        if answer == "o":
            return await self._open(queries[0])
        if answer in STATES:
            return await self._answer(queries, STATES[answer])
        return None

    async def _open(self, query: "Query") -> str | None:
        if not query.records:
            self._app.notify("This query is about no single record.", markup=False)
            return None
        question = f"{query.text} {query.settle}"
        record = await self._opener.edit(query.records[0], query.field, question)
        return record.id if record else None

    async def _answer(
        self, queries: "Sequence[Query]", state: QueryState
    ) -> str | None:
        reason = await self._app.push_screen_wait(reason_question(queries, state))
        if reason is None:
            return None
        from timeline.tui.screens.saving import Saving

        stored = await self._opener.load()
        puts = answers(stored, queries, state, reason)
        again = any(put.seen is not None for put in puts)
        saving = Saving(self._app, self._opener.desk)
        await saving.apply(puts, reason if again else "")
        first = queries[0]
        return first.records[0] if first.records else stored.case.patient.id


def settling_question(queries: "Sequence[Query]") -> ChoiceScreen:
    """Ask what to do about one query, or about several."""
    if len(queries) == 1:
        (query,) = queries
        return ChoiceScreen(f"{query.text} {query.settle}", MENU)
    return ChoiceScreen(f"{len(queries)} queries", MENU_OF_MANY, _named(queries))


def reason_question(queries: "Sequence[Query]", state: QueryState) -> ReasonScreen:
    """Ask why queries are settled."""
    if len(queries) == 1:
        return ReasonScreen(f"Why is this {state.value}?", ANSWERS)
    question = f"Why are these {len(queries)} {state.value}?"
    return ReasonScreen(question, ANSWERS, _named(queries))


def _named(queries: "Sequence[Query]") -> list[str]:
    further = len(queries) - MOST_NAMED
    texts = [query.text for query in queries[:MOST_NAMED]]
    return [*texts, f"and {further} more"] if further > 0 else texts


def answers(
    stored: "StoredCase", queries: "Sequence[Query]", state: QueryState, reason: str
) -> "list[Put]":
    """The actions that settle queries of one patient, each under all of its keys."""
    from timeline.registry import Put

    before = {answer.query: answer for answer in stored.case.of_kind(QueryAnswer)}
    taken = {*stored.versions, *stored.removed}
    puts = []
    keys = dict.fromkeys(key for q in queries for key in q.covers or (q.key,))
    for key in keys:
        known = before.get(key)
        answer = QueryAnswer(
            id=known.id if known else propose_id(key, "answer", taken),
            query=key,
            state=state,
            reason=reason,
        )
        taken.add(answer.id)
        puts.append(Put(stored.case.code, answer, stored.versions.get(answer.id)))
    return puts


def read_queries(registry: "Registry", code: str) -> "tuple[Query, ...]":
    """All queries of a patient as stored now; see `queries_of`."""
    return queries_of(registry.case(code), registry.settings())


def queries_of(case: Case, settings: Settings) -> "tuple[Query, ...]":
    """All queries of a case as `timeline show` lists them, then the settled ones."""
    from timeline.clinical.queries.by_action import by_action
    from timeline.clinical.queries.case_queries import queries

    today = dt.datetime.now().astimezone().date()
    listed = queries(case, Chronology.of(case), settings, today=today)
    actions = (group for group in by_action(listed).values())
    asked = [q for group in actions for queries in group.values() for q in queries]
    return *asked, *(query for query in listed if not query.is_open)


def query_rows(listed: "Sequence[Query]") -> Iterator[PickRow]:
    """Queries as rows under what settles them; those that are settled at the end."""
    for query in listed:
        closed = "NOTED" if not query.reason else "SETTLED"
        action = f"{query.severity.value.upper()}: {query.settle}"
        yield query_row(query, action if query.is_open else closed)


def query_row(query: "Query", group: str) -> PickRow:
    """One query as a row of a list, under the name of a group."""
    field = "" if query.covers else query.field
    place = ".".join(part for part in (*query.records[:1], field) if part)
    unlocks = f"unlocks {', '.join(query.blocks)}" if query.blocks else ""
    state = "" if query.is_open else f"{query.state.value}: {query.reason}".strip(": ")
    parts = state, unlocks, place
    words = f"{query.state.value} {query.severity.value} {query.rule}"
    text = " \u00b7 ".join(part for part in parts if part)
    alone = not query.is_open
    return PickRow(query.key, query.text, text, group, words, alone=alone)
