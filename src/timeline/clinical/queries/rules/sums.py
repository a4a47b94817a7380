"""Response categories beside the sums of diameters that they should follow from."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from timeline.case.case import Case
from timeline.case.chronology import surely_before
from timeline.case.records.assessment import Assessment
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.response_vocabulary import BY_SIZE, Response
from timeline.clinical.lesion_sums import lesion_sums
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    named,
    sentence,
)
from timeline.clinical.queries.rules.rule import RECIST, Match, Number, declared
from timeline.clinical.response.course import response_course_of
from timeline.clinical.response.measured import MeasuredResponse, SumOfRecord

_SHRUNK = (Response.CR, Response.PR)
_NOT_GROWN = (*_SHRUNK, Response.SD)
_SETTLE = "Compare both sums and the category with the report."


def by_size(evidence: Evidence) -> Iterator[Assessment]:
    """Whole assessments, not of one lesion, by criteria that measure lesions."""
    for record in evidence.case.of_kind(Assessment):
        if record.criteria in BY_SIZE and record.lesion is None:
            yield record


@dataclass(frozen=True, slots=True)
class _Compared:
    """An assessment with a category, beside what its measurements say."""

    assessment: Assessment
    measured: MeasuredResponse
    responded: bool
    """Whether an assessment before it on the line was a response."""

    @property
    def reported(self) -> Response | None:
        return self.assessment.category

    @property
    def computed(self) -> Response | None:
        """The one of CR, PR, SD, PD and NE, where all readings agree."""
        computed = self.measured.category
        if computed is Response.IUPD:  # it has grown, whether or not that is confirmed
            return Response.PD
        return computed.category if computed else None

    def change(self, case: Case, other: SumOfRecord | None) -> str:
        """Such as `from 92 mm (30 Jan 2023) to 130 mm`."""
        total = self.measured.total
        if other is None or total is None:
            return ""
        record = case.get(other.record)
        date = f" ({next(iter(record.dates().values()))})" if record else ""
        return f"from {other.total.text}{date} to {total.text}"


def _compared(evidence: Evidence) -> Iterator[_Compared]:
    course = response_course_of(evidence.case, evidence.chronology, evidence.settings)
    for _, responses in groupby(course, key=lambda each: (each.line, each.judge)):
        responded = False
        for response in responses:
            stated = [a for a in response.scan.assessments if a.response]
            for assessment in stated:
                if not _asked_elsewhere(assessment, response):
                    yield _Compared(assessment, response, responded)
            responded |= any(a.category in _SHRUNK for a in stated)


def _asked_elsewhere(assessment: Assessment, response: MeasuredResponse) -> bool:
    """Two categories of one scan, and CR beside a lesion with a size, have a rule."""
    stated = {a.response for a in response.scan.assessments} - {None}
    sized = any(m.diameter for m in response.scan.measurements)
    return len(stated) > 1 or (assessment.category is Response.CR and sized)


@declared(
    "growth-without-pd",
    Severity.CONTRADICTION,
    Assessment,
    settle=_SETTLE,
    blocks=(Number.PROGRESSION_FREE, Number.RESPONSE),
    source=f"{RECIST}: PD from 20 % and 5 mm above the smallest sum",
)
def growth_without_progression(evidence: Evidence) -> Iterator[Match]:
    """A response or stable disease although what was measured is progression."""
    for each in _compared(evidence):
        record, measured = each.assessment, each.measured
        progressed = each.computed is Response.PD and not measured.new
        if each.reported not in _NOT_GROWN or not progressed:
            continue
        if measured.grown:
            change = each.change(evidence.case, measured.smallest)
            other = measured.smallest.record if measured.smallest else ""
            sign = f"the sum of diameters grew {change}".strip()
            records: tuple[str, ...] = (record.id, other)
        else:
            sign = "progression of a non-target lesion is recorded of the same date"
            records = (record.id, *measured.worse)
        yield Match(
            records,
            f"{sentence(named(record))}, yet {sign}, which is PD.",
            field="response",
        )


@declared(
    "response-too-small",
    Severity.CONFLICT,
    Assessment,
    settle=_SETTLE,
    blocks=(Number.RESPONSE,),
    source=f"{RECIST}: PR from 30 % below the baseline",
)
def response_without_shrinkage(evidence: Evidence) -> Iterator[Match]:
    """A first response on a line although the sum is not 30 % below the baseline."""
    for each in _compared(evidence):
        record, baseline = each.assessment, each.measured.baseline
        first = each.reported in _SHRUNK and not each.responded
        if first and baseline and each.computed is Response.SD:
            yield Match(
                (record.id, baseline.record),
                f"{sentence(named(record))}, yet the sum of diameters went only "
                f"{each.change(evidence.case, baseline)}.",
                field="response",
            )


@declared(
    "stable-but-shrunk",
    Severity.NOTICE,
    Assessment,
    settle="Ask whether other lesions count against a response.",
    blocks=(Number.RESPONSE,),
    source=f"{RECIST}",
)
def stable_but_shrunk(evidence: Evidence) -> Iterator[Match]:
    """Stable disease although the sum fell by 30 % or more, without a response."""
    for each in _compared(evidence):
        record, baseline = each.assessment, each.measured.baseline
        stable = each.reported is Response.SD and not each.responded
        if stable and baseline and each.computed in _SHRUNK:
            yield Match(
                (record.id, baseline.record),
                f"{sentence(named(record))}, yet the sum of diameters fell "
                f"{each.change(evidence.case, baseline)}.",
                field="response",
            )


@declared(
    "partial-but-complete",
    Severity.NOTICE,
    Assessment,
    settle="Ask what disease is left that was not measured.",
    blocks=(Number.RESPONSE,),
    source=f"{RECIST}: in CR every target is gone, and nodes are below 10 mm",
)
def partial_but_complete(evidence: Evidence) -> Iterator[Match]:
    """A partial response although what was measured is a complete one."""
    for each in _compared(evidence):
        partial = each.reported is Response.PR and each.computed is Response.CR
        if partial and not _complete_before(evidence, each.assessment):
            total = each.measured.total
            of = f" ({total.text})" if total else ""
            yield Match(
                (each.assessment.id,),
                f"{sentence(named(each.assessment))}, yet what was measured{of} is CR.",
                field="response",
            )


def _complete_before(evidence: Evidence, record: Assessment) -> bool:
    """Whether CR was reported before it on its line, of which another rule asks."""
    when = evidence.chronology.when
    return any(
        earlier.category is Response.CR
        and earlier.line == record.line
        and surely_before(when(earlier), when(record))
        for earlier in by_size(evidence)
    )


@declared(
    "progression-without-growth",
    Severity.NOTICE,
    Assessment,
    settle="Ask whether other lesions grew, and enter a new lesion if there was one.",
    blocks=(Number.PROGRESSION_FREE,),
    source=f"{RECIST}",
)
def progression_without_growth(evidence: Evidence) -> Iterator[Match]:
    """Progression without a new lesion although the sum grew too little for it."""
    for each in _compared(evidence):
        record, smallest = each.assessment, each.measured.smallest
        called = each.reported is Response.PD and record.new_lesion is False
        if called and smallest and each.computed in _NOT_GROWN:
            yield Match(
                (record.id, smallest.record),
                f"{sentence(named(record))} without a new lesion, and the sum of "
                f"diameters went {each.change(evidence.case, smallest)}.",
                field="response",
            )


@declared(
    "stated-sum",
    Severity.CONFLICT,
    Assessment,
    LesionMeasurement,
    settle="Compare the diameters and the sum with the report.",
    blocks=(Number.RESPONSE,),
    source=f"{RECIST}",
)
def stated_sum(evidence: Evidence) -> Iterator[Match]:
    """A stated sum of diameters that is not the sum of the target lesions."""
    computed = {s.date: s for s in lesion_sums(evidence.case)}
    for record in by_size(evidence):
        whole, stated = computed.get(record.date), record.sum_of_diameters
        if whole is None or whole.diameter is None or stated is None:
            continue
        if abs(whole.diameter - stated) >= 1:
            yield Match(
                (record.id, *whole.records),
                f"{sentence(named(record))} states a sum of diameters of {stated:g} "
                f"mm; the target lesions add up to {whole.diameter:g} mm.",
                field="sum_of_diameters",
            )
