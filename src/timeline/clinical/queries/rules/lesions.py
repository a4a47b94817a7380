"""Measurements of one lesion beside each other and beside the response."""

from collections import defaultdict
from collections.abc import Iterator

from timeline.case.chronology import Bounds, surely_before
from timeline.case.records.assessment import Assessment
from timeline.case.records.finding import Lesion
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.response_vocabulary import (
    LesionKind,
    LesionState,
    RecistRole,
    Response,
)
from timeline.clinical.lesion_sums import target_lesions
from timeline.clinical.queries.query import Gap, Severity
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    few,
    named,
    sentence,
)
from timeline.clinical.queries.rules.rule import (
    RECIST,
    SDTMCHECKS,
    Match,
    Number,
    declared,
)
from timeline.clinical.queries.rules.sums import by_size

_MEASURABLE = 10.0
_MOST_TARGETS, _MOST_IN_ORGAN = 5, 2
_SETTLE = "Compare the measurement with the report of the scan."


def _lesion(evidence: Evidence, measurement: LesionMeasurement) -> str:
    lesion = evidence.case.get(measurement.lesion)
    return f"{lesion.label if lesion else measurement.lesion} ({measurement.date})"


@declared(
    "absent-with-size",
    Severity.CONTRADICTION,
    LesionMeasurement,
    settle=_SETTLE,
    blocks=(Number.RESPONSE,),
    source=f"{RECIST}",
)
def absent_with_size(evidence: Evidence) -> Iterator[Match]:
    """A lesion that is called absent and has a diameter."""
    for record in evidence.case.of_kind(LesionMeasurement):
        if record.state is LesionState.ABSENT and record.diameter:
            yield Match(
                (record.id,),
                f"{sentence(_lesion(evidence, record))} is recorded as absent and as "
                f"{record.diameter:g} mm.",
                field="state",
            )


@declared(
    "too-small-but-measured",
    Severity.CONFLICT,
    LesionMeasurement,
    settle=_SETTLE,
    blocks=(Number.RESPONSE,),
    source=f"{RECIST}: from 10 mm a lesion can be measured",
)
def too_small_but_measured(evidence: Evidence) -> Iterator[Match]:
    """A lesion that is called too small to measure and measures 10 mm or more."""
    for record in evidence.case.of_kind(LesionMeasurement):
        small = record.state is LesionState.TOO_SMALL
        if small and record.diameter is not None and record.diameter >= _MEASURABLE:
            yield Match(
                (record.id,),
                f"{sentence(_lesion(evidence, record))} is called too small to measure "
                f"and is {record.diameter:g} mm.",
                field="state",
            )


@declared(
    "lesion-size",
    Severity.MISSING,
    LesionMeasurement,
    Lesion,
    settle="Enter the diameter, or what became of the lesion.",
    blocks=(Number.RESPONSE,),
    source=f"{SDTMCHECKS}: tr_trstresn_ldiam",
)
def lesion_size(evidence: Evidence) -> Iterator[Match]:
    """A target lesion at a dated scan with neither a diameter nor a state."""
    targets = target_lesions(evidence.case)
    for record in evidence.case.of_kind(LesionMeasurement):
        # one without a date says no more than that a reader chose the lesion
        if record.date.known and not record.amount and record.lesion in targets:
            name = _lesion(evidence, record)
            yield Match(
                (record.id,),
                f"{sentence(name)}: its size is not recorded.",
                field="diameter",
                gap=Gap(record.lesion, f"its size ({record.date})"),
            )


@declared(
    "two-sizes",
    Severity.CONFLICT,
    LesionMeasurement,
    settle="Keep the size that the report states.",
    blocks=(Number.RESPONSE,),
    source=f"{SDTMCHECKS}: tr_dup",
)
def two_sizes(evidence: Evidence) -> Iterator[Match]:
    """Two sizes of one lesion along one axis on one day."""
    same: dict[tuple[str, Bounds, object], list[LesionMeasurement]]
    same = defaultdict(list)
    for record in evidence.case.of_kind(LesionMeasurement):
        day = evidence.chronology.when(record)
        exact = day.earliest is not None and day.earliest == day.latest
        part = record.state is LesionState.SPLIT
        if exact and record.diameter is not None and not part:
            same[record.lesion, day, record.axis].append(record)
    for records in (records for records in same.values() if len(records) > 1):
        sizes = dict.fromkeys(f"{record.diameter:g} mm" for record in records)
        if len(sizes) > 1:
            yield Match(
                tuple(record.id for record in records),
                f"{sentence(_lesion(evidence, records[0]))} is measured as "
                f"{few(list(sizes))}.",
                field="diameter",
            )


@declared(
    "new-but-known",
    Severity.CONTRADICTION,
    LesionMeasurement,
    settle="Correct what the lesion counts as, or which lesion was measured.",
    blocks=(Number.PROGRESSION_FREE, Number.RESPONSE),
    source=f"{RECIST}; {SDTMCHECKS}: tu_rs_new_lesions",
)
def new_but_known(evidence: Evidence) -> Iterator[Match]:
    """A lesion that is called new and was measured before."""
    when = evidence.chronology.when
    measured: dict[str, list[LesionMeasurement]] = defaultdict(list)
    for record in evidence.case.of_kind(LesionMeasurement):
        measured[record.lesion].append(record)
    for records in measured.values():
        for record in (r for r in records if r.role is RecistRole.NEW):
            known = [
                r
                for r in records
                if r.role is not RecistRole.NEW
                and r.state is not LesionState.ABSENT
                and surely_before(when(r), when(record))
            ]
            if known:
                yield Match(
                    (record.id, known[0].id),
                    f"{sentence(_lesion(evidence, record))} is called new and was "
                    f"measured before ({known[0].date}).",
                    field="role",
                )


@declared(
    "many-targets",
    Severity.NOTICE,
    Lesion,
    LesionMeasurement,
    settle="Ask which lesions the reader chose; the sum counts them all.",
    blocks=(Number.RESPONSE,),
    source=f"{RECIST}: five lesions, two in one organ",
)
def many_targets(evidence: Evidence) -> Iterator[Match]:
    """More than five target lesions at once, or more than two in one organ."""
    for lesions in _targets_at_once(evidence):
        counted, of = _too_many(lesions)
        if not counted:
            continue
        yield Match(
            tuple(lesion.id for lesion in counted),
            f"{len(counted)} lesions{of} are targets: "
            f"{few([lesion.label for lesion in counted])}.",
            about="case",
        )
        return


def _targets_at_once(evidence: Evidence) -> Iterator[list[Lesion]]:
    """The targets of each scan; all of them where none was measured.

    A later line has a baseline, and targets, of its own.
    """
    targets = [
        lesion
        for lesion_id in target_lesions(evidence.case)
        if isinstance(lesion := evidence.case.get(lesion_id), Lesion)
    ]
    scans: dict[object, set[str]] = defaultdict(set)
    for measurement in evidence.case.of_kind(LesionMeasurement):
        date = evidence.chronology.comparable(measurement, "date")
        scans[date].add(measurement.lesion)
    for measured in scans.values() or [{lesion.id for lesion in targets}]:
        yield [lesion for lesion in targets if lesion.id in measured]


def _too_many(lesions: list[Lesion]) -> tuple[list[Lesion], str]:
    """The targets that are too many, and of which organ; none where all is right."""
    if len(lesions) > _MOST_TARGETS:
        return lesions, ""
    by_organ: dict[str, list[Lesion]] = defaultdict(list)
    for lesion in lesions:
        if lesion.organ:
            by_organ[lesion.organ.casefold()].append(lesion)
    crowded = [organ for organ in by_organ.values() if len(organ) > _MOST_IN_ORGAN]
    return (
        (crowded[0], f" in one organ ({crowded[0][0].organ})") if crowded else ([], "")
    )


@declared(
    "complete-but-measured",
    Severity.CONFLICT,
    Assessment,
    LesionMeasurement,
    settle="Compare the category and the measurement with the report.",
    blocks=(Number.RESPONSE,),
    source=f"{RECIST}: in CR every target is gone, and nodes are below 10 mm",
)
def complete_but_measured(evidence: Evidence) -> Iterator[Match]:
    """A complete response on the day on which a lesion has a size, or is there."""
    sized = [
        record
        for record in evidence.case.of_kind(LesionMeasurement)
        if (record.diameter and not _small_node(evidence, record))
        or (record.diameter is None and record.state is LesionState.PRESENT)
    ]
    complete = (a for a in by_size(evidence) if a.response is Response.CR)
    for assessed in complete:
        left = [r for r in sized if r.date.known and r.date == assessed.date]
        if left:
            names = [f"{_lesion(evidence, r)}: {r.amount}" for r in left]
            yield Match(
                (assessed.id, *(record.id for record in left)),
                f"{sentence(named(assessed))}, yet lesions are measured: {few(names)}.",
                field="response",
            )


def _small_node(evidence: Evidence, record: LesionMeasurement) -> bool:
    lesion = evidence.case.get(record.lesion)
    node = isinstance(lesion, Lesion) and lesion.type is LesionKind.NODE
    return node and (record.diameter or 0.0) < _MEASURABLE
