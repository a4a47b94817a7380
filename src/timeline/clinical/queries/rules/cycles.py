"""Cycles beside each other, and beside the treatment that they belong to."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from timeline.case.chronology import surely_before
from timeline.case.records.dosing import Cycle, Interruption
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    few,
    named,
    sentence,
)
from timeline.clinical.queries.rules.rule import (
    CHOICE,
    SDTMCHECKS,
    Match,
    Number,
    declared,
    part_gap,
)

_SHORTEST = 7
"""Days of the shortest cycle: a week."""


def _by_treatment(evidence: Evidence) -> Iterator[tuple[str, list[Cycle]]]:
    """Numbered cycles by the course or line that they name, in their order."""
    cycles: dict[str, list[Cycle]] = defaultdict(list)
    for cycle in evidence.case.of_kind(Cycle):
        treatment = cycle.course or cycle.line
        if treatment and cycle.number is not None:
            cycles[treatment].append(cycle)
    for treatment, numbered in cycles.items():
        yield treatment, sorted(numbered, key=lambda cycle: cycle.number or 0)


@declared(
    "after-its-treatment",
    Severity.CONTRADICTION,
    Cycle,
    Interruption,
    TherapyLine,
    DrugCourse,
    settle="Correct the date, the end of the treatment, or what the record names.",
    blocks=(Number.TREATMENT_TIME,),
    source=f"{SDTMCHECKS}: ds_ex_after_discon",
)
def after_its_treatment(evidence: Evidence) -> Iterator[Match]:
    """A cycle or an interruption after the treatment that it names had ended."""
    late: dict[str, list[Cycle | Interruption]] = defaultdict(list)
    given: tuple[Cycle | Interruption, ...] = (
        *evidence.case.of_kind(Cycle),
        *evidence.case.of_kind(Interruption),
    )
    for record in given:
        treatment = record.course or record.line
        if treatment and evidence.case.get(treatment):
            stop = evidence.chronology.bounds(f"{treatment}.stop")
            if surely_before(stop, evidence.chronology.when(record)):
                late[treatment].append(record)
    for treatment, records in late.items():
        ended = evidence.case.get(treatment)
        if ended is not None:
            lies = "lies" if len(records) == 1 else "lie"
            yield Match(
                (records[0].id, treatment, *(r.id for r in records[1:])),
                f"{sentence(few([named(r) for r in records]))} {lies} after the end of "
                f"{ended.label} ({ended.dates()['stop']}).",
                about=treatment,
            )


@declared(
    "cycle-order",
    Severity.CONTRADICTION,
    Cycle,
    settle="Correct the number or the date of one of them.",
    blocks=(Number.TREATMENT_TIME,),
    source=f"{SDTMCHECKS}: ex_exstdtc_visit_ordinal_error",
)
def cycle_order(evidence: Evidence) -> Iterator[Match]:
    """A cycle that lies before one with a lower number."""
    when = evidence.chronology.when
    for _, cycles in _by_treatment(evidence):
        for first, second in pairwise(cycles):
            if first.number != second.number and surely_before(
                when(second), when(first)
            ):
                yield Match(
                    (second.id, first.id),
                    f"{sentence(named(second))} lies before {named(first)}.",
                    field="number",
                )


@declared(
    "cycle-twice",
    Severity.CONFLICT,
    Cycle,
    settle="Correct the number of one of them, or remove it.",
    blocks=(Number.TREATMENT_TIME,),
    source=f"{SDTMCHECKS}: ex_dup",
)
def cycle_twice(evidence: Evidence) -> Iterator[Match]:
    """One number of a cycle twice in one treatment."""
    for _, cycles in _by_treatment(evidence):
        for first, second in pairwise(cycles):
            if first.number == second.number:
                yield Match(
                    (first.id, second.id),
                    f"Cycle {first.number} is recorded twice: {named(first)} and "
                    f"{named(second)}.",
                    about=f"{first.id}:{second.id}",
                )


@declared(
    "cycle-count",
    Severity.CONFLICT,
    TherapyLine,
    DrugCourse,
    Cycle,
    settle="Correct the count, or the number of the cycle.",
    source="a part is not larger than the whole",
)
def cycle_count(evidence: Evidence) -> Iterator[Match]:
    """More cycles, or a higher number of a cycle, than the stated count."""
    for treatment, cycles in _counted(evidence):
        count, last = treatment.cycles or 0, cycles[-1]
        named_last = f"{named(last)} is recorded"
        if (last.number or 0) <= count:
            if len(cycles) <= count:
                continue
            named_last = f"{len(cycles)} are recorded"
        yield Match(
            (treatment.id, last.id),
            f"{sentence(named(treatment))} has {count} cycles as stated, and "
            f"{named_last}.",
            field="cycles",
        )


@declared(
    "cycle-dates",
    Severity.MISSING,
    TherapyLine,
    DrugCourse,
    Cycle,
    settle="Enter the other cycles with their dates, or correct the count.",
    source=f"{CHOICE}: two or more are recorded, so that others are missing",
)
def cycle_dates(evidence: Evidence) -> Iterator[Match]:
    """A stated count of cycles of which several are recorded, and not all."""
    for treatment, cycles in _counted(evidence):
        count = treatment.cycles or 0
        if 1 < len(cycles) < count and not treatment.ongoing:
            missing = count - len(cycles)
            yield Match(
                (treatment.id, *(cycle.id for cycle in cycles)),
                f"{sentence(named(treatment))} has {count} cycles as stated, and "
                f"{len(cycles)} are recorded.",
                field="cycles",
                gap=part_gap(
                    treatment, f"{missing} of {count} cycles", treatment.label
                ),
            )


def _counted(
    evidence: Evidence,
) -> Iterator[tuple[TherapyLine | DrugCourse, list[Cycle]]]:
    """Treatments with a stated count of cycles, and those recorded, each once.

    The last one has the highest number.
    """
    cycles: dict[str, dict[object, Cycle]] = defaultdict(dict)
    for cycle in evidence.case.of_kind(Cycle):
        cycles[cycle.course or cycle.line or ""][cycle.number or cycle.id] = cycle
    for treatment_id, recorded in cycles.items():
        treatment = evidence.case.get(treatment_id)
        if isinstance(treatment, TherapyLine | DrugCourse) and treatment.cycles:
            yield treatment, sorted(recorded.values(), key=lambda c: c.number or 0)


@declared(
    "cycles-too-many",
    Severity.CONFLICT,
    TherapyLine,
    DrugCourse,
    settle="Correct the count of cycles, or the start or end.",
    blocks=(Number.TREATMENT_TIME,),
    source=f"{CHOICE}: no cycle is shorter than a week",
)
def cycles_too_many(evidence: Evidence) -> Iterator[Match]:
    """More cycles than fit between the start and the end of a treatment."""
    treated = (*evidence.case.lines, *evidence.case.of_kind(DrugCourse))
    for treatment in treated:
        if treatment.cycles is None:
            continue
        start = evidence.chronology.bounds(f"{treatment.id}.start").earliest
        stop = evidence.chronology.bounds(f"{treatment.id}.stop").latest
        if start is None or stop is None:
            continue
        if (treatment.cycles - 1) * _SHORTEST > stop - start:
            yield Match(
                (treatment.id,),
                f"{sentence(named(treatment))}: {treatment.cycles} cycles do not fit "
                f"into {stop - start} days.",
                field="cycles",
            )
