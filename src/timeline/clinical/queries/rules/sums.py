"""Response categories beside the sums of diameters that they should follow from."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.case.records.assessment import Assessment
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.records.therapy import TherapyLine
from timeline.case.response_vocabulary import Response
from timeline.clinical.contradictions import BY_SIZE
from timeline.clinical.lesion_sums import lesion_sums
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import Evidence, named, sentence
from timeline.clinical.queries.rules.rule import RECIST, Match, Number, declared

_SHRUNK = (Response.CR, Response.PR)
_NOT_GROWN = (*_SHRUNK, Response.SD)
_GROWTH, _LEAST_GROWTH, _SHRINKAGE = 1.2, 5.0, 0.7
_BASELINE_DAYS = 28
_SETTLE = "Compare both sums and the category with the report."


def by_size(evidence: Evidence) -> Iterator[Assessment]:
    """Whole assessments, not of one lesion, by criteria that measure lesions."""
    for record in evidence.case.of_kind(Assessment):
        if record.criteria in BY_SIZE and record.lesion is None:
            yield record


@dataclass(frozen=True, slots=True)
class _SumOnLine:
    """An assessment on a line with its sum, beside the sums before it."""

    record: Assessment
    baseline: Assessment | None
    """The last sum before the first dose; None where there is none of that time."""
    before: tuple[Assessment, ...]
    """Those on the line before it, and the baseline."""

    @property
    def smallest(self) -> Assessment | None:
        return min(self.before, key=_sum, default=None)

    @property
    def shrunk(self) -> bool | None:
        """Whether it is at least 30 % below the baseline; None without a baseline."""
        if self.baseline is None:
            return None
        return _sum(self.record) <= _SHRINKAGE * _sum(self.baseline)

    @property
    def grown(self) -> bool:
        """Whether it is 20 % and 5 mm above the smallest sum before it."""
        if self.smallest is None:
            return False
        least, now = _sum(self.smallest), _sum(self.record)
        return now >= _GROWTH * least and now - least >= _LEAST_GROWTH

    @property
    def responded_before(self) -> bool:
        return any(record.response in _SHRUNK for record in self.before)

    def change(self, other: Assessment) -> str:
        """Such as `from 92 mm (30 Jan 2023) to 130 mm`."""
        return f"from {_sum(other):g} mm ({other.date}) to {_sum(self.record):g} mm"


def _sum(record: Assessment) -> float:
    return record.sum_of_diameters or 0.0


def _sums(evidence: Evidence) -> Iterator[_SumOnLine]:
    whole = [r for r in by_size(evidence) if r.sum_of_diameters is not None]
    ordered = sorted(whole, key=evidence.chronology.place)
    for line in evidence.case.lines:
        baselines = [r for r in ordered if _is_baseline(evidence, r, line)]
        baseline = baselines[-1] if baselines else None
        before = baselines[-1:]
        for record in ordered:
            if record.line == line.id and record is not baseline:
                yield _SumOnLine(record, baseline, tuple(before))
                before.append(record)


def _is_baseline(evidence: Evidence, record: Assessment, line: TherapyLine) -> bool:
    """Whether it was measured in the four weeks before the first dose.

    Source: RECIST 1.1
    """
    if record.line == line.id and record.response is not None:
        return False
    seen, begun = evidence.chronology.when(record), evidence.chronology.when(line)
    if seen.earliest is None or begun.latest is None:
        return False
    soon = begun.latest - seen.earliest <= _BASELINE_DAYS
    return soon and evidence.chronology.not_later(record.id, line.id)


@declared(
    "growth-without-pd",
    Severity.CONTRADICTION,
    Assessment,
    settle=_SETTLE,
    blocks=(Number.PROGRESSION_FREE, Number.RESPONSE),
    source=f"{RECIST}: PD from 20 % and 5 mm above the smallest sum",
)
def growth_without_progression(evidence: Evidence) -> Iterator[Match]:
    """A response or stable disease although the sum grew enough for progression."""
    for measured in _sums(evidence):
        record, smallest = measured.record, measured.smallest
        if record.response in _NOT_GROWN and measured.grown and smallest:
            yield Match(
                (record.id, smallest.id),
                f"{sentence(named(record))}, yet the sum of diameters grew "
                f"{measured.change(smallest)}, which is PD.",
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
    for measured in _sums(evidence):
        record, baseline = measured.record, measured.baseline
        first = record.response in _SHRUNK and not measured.responded_before
        if first and baseline and not measured.shrunk and not measured.grown:
            yield Match(
                (record.id, baseline.id),
                f"{sentence(named(record))}, yet the sum of diameters went only "
                f"{measured.change(baseline)}.",
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
    for measured in _sums(evidence):
        record, baseline = measured.record, measured.baseline
        stable = record.response is Response.SD and not measured.responded_before
        if stable and baseline and measured.shrunk:
            yield Match(
                (record.id, baseline.id),
                f"{sentence(named(record))}, yet the sum of diameters fell "
                f"{measured.change(baseline)}.",
                field="response",
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
    """Progression without a new lesion although the sum did not grow."""
    for measured in _sums(evidence):
        record, smallest = measured.record, measured.smallest
        called = record.response is Response.PD and record.new_lesion is False
        if called and smallest and _sum(record) <= _sum(smallest):
            yield Match(
                (record.id, smallest.id),
                f"{sentence(named(record))} without a new lesion, and the sum of "
                f"diameters went {measured.change(smallest)}.",
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
