"""Was HER2 tested again after progression on an anti-HER2 line?

Reviews of HER2 advise a new test when the disease progresses under anti-HER2 therapy,
because HER2 may have been lost. What counts is a specimen taken from the progression on
and before the next line against HER2 starts, on tissue of the same tumour: a surrogate
such as plasma is named beside the answer and is none. This only reports whether one is
recorded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record import Entry, Record
from timeline.case.records.finding import Finding
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.therapy import TherapyLine
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.case.vocabulary import FindingKind
from timeline.clinical.course.line_progression import line_progression
from timeline.clinical.course.progressions import progressions
from timeline.clinical.her2.specimen import is_tissue, surrogate
from timeline.clinical.lines.drugs import anti_her2_agents, line_drugs
from timeline.clinical.primaries import other_primary, same_primary


class Retest(StrEnum):
    """Whether a HER2 test followed a progression."""

    RECORDED = "HER2 re-test recorded"
    TOO_LATE = "re-tested only after the next anti-HER2 line had started"
    NOT_RECORDED = "HER2 re-test not recorded"
    INDETERMINATE = "indeterminate"


@dataclass(frozen=True, slots=True)
class RetestResult:
    """One progression on an anti-HER2 line, and the HER2 tests after it."""

    line: str
    """Id of the line."""
    progression: str
    """Id of the record that declares the progression; that of the line where it was
    stopped for one that no record declares."""
    answer: Retest
    tests: tuple[str, ...]
    """Ids of the tests that answer it for certain; those that came too late where none
    came in time."""
    candidates: tuple[str, ...]
    """Ids of the tests and unreported biopsies that may follow it: their dates do not
    say. Listed only where the answer depends on them."""
    surrogates: tuple[str, ...] = ()
    """Ids of tests on something other than tissue that may follow the progression."""
    next_line: str | None = None
    """Id of the next line against HER2, before which the test should have come."""
    uses_narrative: bool = False
    """Whether it would be different without the orders that only the sequence of the
    sentences suggests."""

    @property
    def stopped(self) -> bool:
        """Whether only the reason to stop the line says that it progressed."""
        return self.progression == self.line


class _Progressed(NamedTuple):
    """Progression on a line."""

    line: TherapyLine
    record: Record
    point: str
    """No later than this: the record, or the end of the line."""


def retests(case: Case, chronology: Chronology) -> tuple[RetestResult, ...]:
    """Look for a HER2 test after each progression on an anti-HER2 line.

    A test on tissue follows a progression if its specimen was taken no earlier, and is
    in time if it was taken no later than the start of the next line against HER2, on
    every day that the dates allow. Tests of another tumour do not count, and sequencing
    of which the material is not named can only leave the answer open. A line that ended
    without progression asks for nothing; one of which no progression is named asks for
    the first under it, or for its end where it was stopped for progression.

    Returns:
        One answer for each such progression; indeterminate, with the tests in question,
        where dates leave it open. Rule: review of HER2 in advanced gastric cancer and
        systematic review of HER2-targeted therapies, which call for a new test.
    """
    results = _retests(case, chronology)
    if not chronology.accept_narrative:
        return results
    strict = _retests(case, Chronology.of(case))
    return tuple(replace(r, uses_narrative=r not in strict) for r in results)


def _retests(case: Case, chronology: Chronology) -> tuple[RetestResult, ...]:
    found = [*_named(case), *_unnamed(case, chronology)]
    by_id = {progressed.record.id: progressed for progressed in found}
    ordered = chronology.in_order(progressed.record for progressed in found)
    return tuple(_retest(case, chronology, by_id[record.id]) for record in ordered)


def _named(case: Case) -> Iterator[_Progressed]:
    """The progressions that name a line against HER2."""
    for event in progressions(case):
        line = case.get(event.line or "")
        if isinstance(line, TherapyLine) and _anti_her2(case, line.id):
            yield _Progressed(line, event.record, event.record.id)


def _unnamed(case: Case, chronology: Chronology) -> Iterator[_Progressed]:
    """Progression on lines against HER2 that no progression names."""
    ordered = [r for r in chronology.in_order(case.lines) if isinstance(r, TherapyLine)]
    for number, last in enumerate(ordered):
        later = ordered[number + 1 :]
        goes_on = any(line.continues == last.id for line in later)
        if goes_on or not _anti_her2(case, last.id):
            continue
        first = case.get(last.continues or "")
        parts = (*([first] if isinstance(first, TherapyLine) else []), last)
        after = next((o for o in later if not other_primary(case, o, last)), None)
        found = line_progression(case, chronology, parts, after)
        if found.named:
            continue
        if found.under_it:
            records = (event.record for event in found.under_it)
            event = min(records, key=chronology.place)
            yield _Progressed(last, event, event.id)
        elif found.stopped:
            yield _Progressed(last, last, f"{last.id}.stop")


def _anti_her2(case: Case, line_id: str) -> bool:
    line = case.get(line_id)
    if not isinstance(line, TherapyLine):
        return False
    return bool(anti_her2_agents(line_drugs(line, case.courses(line_id))))


def _retest(
    case: Case, chronology: Chronology, progressed: _Progressed
) -> RetestResult:
    line, event = progressed.line, progressed.record
    following = _next_line(case, chronology, line)
    own = [t for t in case.of_kind(Her2Test) if not other_primary(case, t, line)]
    tests = [test for test in own if is_tissue(test) or not surrogate(test)]
    after = [
        test
        for test in tests
        if is_tissue(test)
        and same_primary(case, test, line)
        and chronology.not_later(progressed.point, test.id)
    ]
    answers = [test.id for test in after if _in_time(chronology, test, following)]
    late = [test.id for test in after if _late(chronology, test, following)]
    candidates = [
        record.id
        for record in (*tests, *_unreported_tissue(case, line))
        if not answers
        and _may_follow(chronology, record, event)
        and not _late(chronology, record, following)
    ]
    if answers:
        answer = Retest.RECORDED
    elif candidates:
        answer = Retest.INDETERMINATE
    else:
        answer = Retest.TOO_LATE if late else Retest.NOT_RECORDED
    return RetestResult(
        line=line.id,
        progression=event.id,
        answer=answer,
        tests=tuple(answers or (late if answer is Retest.TOO_LATE else ())),
        candidates=tuple(candidates),
        surrogates=tuple(
            test.id
            for test in own
            if test not in tests and _may_follow(chronology, test, event)
        ),
        next_line=following.id if following else None,
    )


def _next_line(case: Case, chronology: Chronology, line: Entry) -> TherapyLine | None:
    """The next line against HER2 for the same tumour; parts of this one are none."""
    ordered = chronology.in_order(case.lines)
    position = next((n for n, one in enumerate(ordered) if one.id == line.id), None)
    later = ordered[position + 1 :] if position is not None else ()
    return next(
        (
            following
            for following in later
            if isinstance(following, TherapyLine)
            and following.continues is None
            and _anti_her2(case, following.id)
            and not other_primary(case, following, line)
        ),
        None,
    )


def _in_time(
    chronology: Chronology, test: Her2Test, following: TherapyLine | None
) -> bool:
    return following is None or chronology.not_later(test.id, following.id)


def _late(
    chronology: Chronology, record: Record, following: TherapyLine | None
) -> bool:
    return following is not None and chronology.later(record.id, following.id)


def _may_follow(chronology: Chronology, record: Record, event: Record) -> bool:
    """Whether the days allow it: an order before it does not keep them from one day."""
    since, day = chronology.when(event).earliest, chronology.when(record).latest
    return since is None or day is None or day >= since


def _unreported_tissue(case: Case, line: Entry) -> tuple[Record, ...]:
    """Biopsies and pathology without a result, in which its HER2 may stand."""
    biopsies = (
        record
        for record in case.of_kind(LocalIntervention)
        if record.type is InterventionKind.BIOPSY
        and not other_primary(case, record, line)
    )
    pathology = (
        record
        for record in case.of_kind(Finding)
        if record.type is FindingKind.PATHOLOGY
        and record.result is None
        and not other_primary(case, record, line)
    )
    return (*biopsies, *pathology)
