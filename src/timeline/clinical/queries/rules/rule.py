"""A rule as it is declared: one row of the table of everything that can be asked."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from timeline.case.record import Entry
from timeline.clinical.contradictions import Detection
from timeline.clinical.queries.query import Gap, Query, Severity, State, ask
from timeline.clinical.queries.rules.evidence import Evidence

SDTMCHECKS = "pharmaverse sdtmchecks"
RECIST = "RECIST 1.1 (Eur J Cancer 2009;45:228-247)"
CHOICE = "product choice"


class Number(StrEnum):
    """What cannot be relied on while a question is open, what counts most first.

    Which of those that a rule declares a question holds up: see `blocked`.
    """

    SURVIVAL = "overall survival"
    PROGRESSION_FREE = "progression-free survival"
    DISEASE_FREE = "disease-free survival"
    RESPONSE = "best response"
    LINES = "count of lines"
    TREATMENT_TIME = "time on treatment"
    NEXT_TREATMENT = "time to next treatment"
    HER2 = "HER2 class"
    STAGE = "stage group"
    MARKERS = "marker change"
    SAFETY = "adverse events by grade"
    AGE = "age"


class Match(NamedTuple):
    """Records for which the condition of a rule holds."""

    records: tuple[str, ...]
    """Their ids, the main one first."""
    text: str
    """What does not add up, in one sentence."""
    field: str = ""
    """The field of the main record that it is about."""
    about: str = ""
    """What distinguishes it from other questions of the rule, where that is not the
    main record alone."""
    severity: Severity | None = None
    """Where it is not that of the rule."""
    settle: str = ""
    """Where it is not that of the rule."""
    blocks: tuple[Number, ...] | None = None
    """Where they are not those of the rule, which None stands for."""
    gap: Gap | None = None
    """What is not recorded, where the rule itself does not say it."""
    covers: tuple[str, ...] = ()
    """Keys under which this was asked before; see `Query.covers`."""


def part_gap(record: Entry, words: str, name: str) -> Gap:
    """What is not recorded of a record, asked with its line where it names one."""
    line = getattr(record, "line", None)
    return Gap(line, f"{words} of {name}") if line else Gap(record.id, words)


Condition = Callable[[Evidence], Iterable[Match | Query]]
"""What holds of a case; a query where the rule goes by several names."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A question that can be asked of any case."""

    id: str
    """Stays as it is: answers are stored under it."""
    severity: Severity
    kinds: tuple[type[Entry], ...]
    """Kinds of record that it compares."""
    condition: Condition
    settle: str
    """What would settle it."""
    blocks: tuple[Number, ...]
    """What may not be relied on until it is settled."""
    source: str
    """Who asks for it; `product choice` where nobody does."""
    lacks: str
    """What is not recorded of the main record, such as `its grade`; may be empty."""
    needs: tuple[str, ...]
    """Fields of which one would settle it, such as `assessment.response`, where it is
    not the field of the main record that is named."""
    clashes: Detection | None
    """Finds the records of which not all can be right, in a room below this one: what
    reads one of them asks it, too, and tells no fact as settled. None for other rules.
    """

    def __str__(self) -> str:
        return self.id

    @property
    def sentence(self) -> str:
        """What is asked, in general."""
        words = (self.condition.__doc__ or "").partition("\n\n")[0]
        return " ".join(words.split())

    def __call__(self, evidence: Evidence) -> Iterator[Query]:
        """The questions on one case."""
        for match in self.condition(evidence):
            if isinstance(match, Query):
                query = match._replace(blocks=match.blocks or self.blocks)
            else:
                query = self._query(match, evidence)
            gap = query.gap
            if gap is None and self.lacks:
                gap = Gap(query.records[0], self.lacks)
            state = State.NOTED if query.severity is Severity.NOTE else State.OPEN
            needs = self.needs or _needs(query, evidence)
            yield query._replace(gap=gap, state=state, needs=needs)

    def _query(self, match: Match, evidence: Evidence) -> Query:
        # a record may name a line or a lesion that is not, or no longer, there
        known = (r for r in dict.fromkeys(match.records) if evidence.case.get(r))
        query = ask(
            self.id,
            match.severity or self.severity,
            *known,
            text=match.text,
            settle=match.settle or self.settle,
            field=match.field,
            about=match.about,
        )
        blocks = self.blocks if match.blocks is None else match.blocks
        return query._replace(blocks=blocks, covers=match.covers, gap=match.gap)


def _needs(query: Query, evidence: Evidence) -> tuple[str, ...]:
    """The field of the main record, where that is not recorded."""
    main = evidence.case.get(query.records[0]) if query.records else None
    lacking = query.severity in (Severity.MISSING, Severity.NOTE)
    return (f"{main.kind}.{query.field}",) if main and lacking and query.field else ()


def declared(  # noqa: PLR0913 - each is a column of the table
    rule_id: str,
    severity: Severity,
    *kinds: type[Entry],
    settle: str,
    blocks: tuple[Number, ...] = (),
    source: str = CHOICE,
    lacks: str = "",
    needs: tuple[str, ...] = (),
    clashes: Detection | None = None,
) -> Callable[[Condition], Rule]:
    """Declare a condition as a rule; its docstring is the sentence on the page."""

    def declare(condition: Condition) -> Rule:
        return Rule(
            rule_id,
            severity,
            kinds,
            condition,
            settle,
            blocks,
            source,
            lacks,
            needs,
            clashes,
        )

    return declare
