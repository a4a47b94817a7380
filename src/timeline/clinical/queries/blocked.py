"""Which computed numbers a question really holds up, each with its lines.

A rule declares which numbers a question of its kind can be about. Of one case only
those are named that rest on a record of the question, or that are still open for a
line which the question concerns: not computable, a range, or not ended by an event.
Two records that contradict each other may change a number that is exact, so there
every line that they concern counts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from timeline.case.chronology import surely_before
from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.follow_up import FollowUp, ReportedOutcome
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.patient import Patient
from timeline.clinical.course.progressions import progressions
from timeline.clinical.endpoints.case_endpoints import LineEndpoints
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.lines.numbered_line import LineClass
from timeline.clinical.lines.rules import LineFlag
from timeline.clinical.queries.query import Query, Severity
from timeline.clinical.queries.rules.evidence import Evidence, listing
from timeline.clinical.queries.rules.rule import Number
from timeline.clinical.results import marker_results
from timeline.clinical.staging import stage_results

OF_LINES = " of line"
"""What stands between a number and its lines."""
_CLASHES = (Severity.CONTRADICTION, Severity.CONFLICT)
_EVENT = "adverse_event.term"
_PLACE = "therapy_line.continues"
_OF_SURVIVAL = (Patient, Diagnosis, FollowUp, ReportedOutcome)
"""Kinds that say from when, until when and whether a patient lived."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A question on one case, with the records that it names."""

    evidence: Evidence
    records: tuple[Entry, ...]
    clash: bool
    """Whether two records deny each other; else something is not recorded."""
    lacks_event: bool
    """Whether what is not recorded is an adverse event."""
    lacks_place: bool
    """Whether what is not recorded is which line another goes on with."""

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(record.id for record in self.records)

    def concerns(self, line: LineEndpoints) -> bool:
        """Whether one of the records is the line, a part of it, or names it."""
        ids = {part.line.id for part in line.parts}
        return any(r.id in ids or getattr(r, "line", None) in ids for r in self.records)

    def may_end(self, line: LineEndpoints) -> bool:
        """Whether a line without an event may have ended with a record.

        That is a progression that names no line and that no endpoint rests on.
        """
        computed = self.evidence.endpoints
        counted = (computed.disease_free, *(e.progression_free for e in computed.lines))
        loose = self.ids - {record for each in counted for record in each.records}
        if not loose or line.progression_free.censored is False:
            return False
        when, begun = self.evidence.chronology.when, line.parts[0].line
        return any(
            event.line is None
            and event.record.id in loose
            and not surely_before(when(event.record), when(begun))
            for event in progressions(self.evidence.case)
        )

    def holds_up(self, endpoint: Endpoint, *, concerned: bool) -> bool:
        """Whether an endpoint is not settled and rests on a record, or is concerned."""
        about = concerned or bool(self.ids & set(endpoint.records))
        return about and (self.clash or not _exact(endpoint))


def numbers_held_up(query: Query, evidence: Evidence) -> tuple[str, ...]:
    """The numbers that a question holds up, what counts most first.

    Returns:
        Such as `progression-free survival of lines 3 and 4`; empty where it holds up
        none of those that its rule declares.
    """
    entries = (evidence.case.get(record_id) for record_id in query.records)
    records = tuple(entry for entry in entries if entry is not None)
    question = _Question(
        evidence,
        records,
        clash=query.severity in _CLASHES,
        lacks_event=_EVENT in query.needs,
        lacks_place=_PLACE in query.needs,
    )
    named: list[str] = []
    declared = set(query.blocks)
    if Number.PROGRESSION_FREE in declared:  # that of a line given to cure
        declared.add(Number.DISEASE_FREE)
    for number in (n for n in Number if n in declared):
        if number in _PER_LINE:
            named += _of_lines(question, number)
        elif _WHOLE.get(number, _always)(question):
            named.append(number.value)
    return tuple(named)


def _exact(endpoint: Endpoint) -> bool:
    """Whether a length is one number of days that surely ended with its event."""
    length = endpoint.duration
    one = length.days_min is not None and length.days_min == length.days_max
    return one and endpoint.censored is False


def _of_lines(question: _Question, number: Number) -> Iterable[str]:
    held_up = _PER_LINE[number]
    computed = question.evidence.endpoints.lines
    lines = [str(line.number) for line in computed if held_up(question, line)]
    if lines:
        yield f"{number}{OF_LINES}{'s' * (len(lines) > 1)} {listing(lines)}"


def _progression_free(question: _Question, line: LineEndpoints) -> bool:
    if line.parts[0].line_class is LineClass.CURATIVE:
        return False  # such a line has disease-free survival instead
    concerned = question.concerns(line) or question.may_end(line)
    return question.holds_up(line.progression_free, concerned=concerned)


def _best_response(question: _Question, line: LineEndpoints) -> bool:
    best = line.best_response
    itself = bool(question.ids & set(best.records))
    if itself and best.only_scan:
        return True
    about = itself or question.concerns(line)
    return about and (question.clash or best.stated is None)


def _on_treatment(question: _Question, line: LineEndpoints) -> bool:
    return question.holds_up(line.on_treatment, concerned=question.concerns(line))


def _next_treatment(question: _Question, line: LineEndpoints) -> bool:
    return question.holds_up(line.to_next_treatment, concerned=question.concerns(line))


def _survival(question: _Question) -> bool:
    computed = question.evidence.endpoints.survival
    about = question.clash or any(isinstance(r, _OF_SURVIVAL) for r in question.records)
    return question.holds_up(computed, concerned=about and not _exact(computed))


def _disease_free(question: _Question) -> bool:
    computed = question.evidence.endpoints.disease_free
    return question.holds_up(computed, concerned=False)


def _count(question: _Question) -> bool:
    """Whether the intent or the place of a line that it concerns is not established."""
    computed = question.evidence.endpoints
    return any(
        question.clash
        or question.lacks_place
        or line.number in computed.count.unclear
        or any(LineFlag.UNPLACED in part.flags for part in line.parts)
        for line in computed.lines
        if question.concerns(line)
    )


def _her2_class(question: _Question) -> bool:
    """Whether a test has no class of its own, or a clash is about its values."""
    tests = [r.id for r in question.records if isinstance(r, Her2Test)]
    entries = [e for e in question.evidence.her2.entries if e.test.id in tests]
    open_class = (not entry.classification.her2_class.definite for entry in entries)
    return any(question.clash or is_open for is_open in open_class)


def _markers(question: _Question) -> bool:
    markers = {result.id for result in marker_results(question.evidence.case)}
    return bool(question.ids & markers)


def _stage(question: _Question) -> bool:
    """Whether a diagnosis has no one stage group, or a clash is about it."""
    staged = stage_results(question.evidence.case)
    return any(
        question.clash or len(stage.computed) != 1
        for stage in staged
        if stage.record in question.ids
    )


def _safety(question: _Question) -> bool:
    """Whether an adverse event is named, or one is what is missing."""
    named = any(isinstance(record, AdverseEvent) for record in question.records)
    return named or question.lacks_event


def _always(_question: _Question) -> bool:
    return True


_PER_LINE: dict[Number, Callable[[_Question, LineEndpoints], bool]] = {
    Number.PROGRESSION_FREE: _progression_free,
    Number.RESPONSE: _best_response,
    Number.NEXT_TREATMENT: _next_treatment,
    Number.TREATMENT_TIME: _on_treatment,
}
_WHOLE: dict[Number, Callable[[_Question], bool]] = {
    Number.SURVIVAL: _survival,
    Number.DISEASE_FREE: _disease_free,
    Number.LINES: _count,
    Number.HER2: _her2_class,
    Number.STAGE: _stage,
    Number.MARKERS: _markers,
    Number.SAFETY: _safety,
}
