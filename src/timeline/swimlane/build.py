"""From a case to its picture: the one place where every lane is put together."""

from collections.abc import Iterator
from dataclasses import replace

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.records.therapy import TherapyLine
from timeline.errors import TimelineError
from timeline.language.words import Words
from timeline.swimlane.axis import (
    Anchor,
    cutoff,
    drawn_days,
    extent,
    time_zero,
    until_death,
)
from timeline.swimlane.declared_lanes import declared_lanes
from timeline.swimlane.event_lanes import (
    adverse_lanes,
    finding_lanes,
    lesion_lanes,
    local_lanes,
)
from timeline.swimlane.folding import folded
from timeline.swimlane.footnotes import footnotes
from timeline.swimlane.her2_lanes import her2_lanes
from timeline.swimlane.lesion_lanes import measured_lanes
from timeline.swimlane.line_band import line_band
from timeline.swimlane.model import (
    Bar,
    Group,
    Lane,
    Mark,
    Swimlane,
    Undated,
)
from timeline.swimlane.options import DEFAULTS, SwimlaneOptions
from timeline.swimlane.packing import packed
from timeline.swimlane.placing import NOWHERE, Placing
from timeline.swimlane.records import chosen_records, every_record
from timeline.swimlane.result_lanes import result_lanes
from timeline.swimlane.series import chosen, main_series, other_series
from timeline.swimlane.status_lanes import response_strip, status_lanes
from timeline.swimlane.systemic_lanes import systemic_lanes
from timeline.swimlane.time_axis import AxisKind
from timeline.swimlane.treatment_bars import Run
from timeline.swimlane.trial_bands import Band, band_notes, chosen_bands, with_bands
from timeline.swimlane.window import whole_course, windowed

__all__ = ["SwimlaneOptions", "build"]


def build(case: Case, options: SwimlaneOptions = DEFAULTS) -> Swimlane:
    """Lay out a case in days and rows.

    Args:
        case: The case; records that contradict each other are drawn as stated.
        options: Choices of the author or the reader.

    Returns:
        The picture. Records that nothing places in time are in its `undated`.

    Raises:
        TimelineError: If a choice names what the case does not have.
    """
    word, narrative = Words(options.language), options.accept_narrative
    placing = Placing(
        case,
        accept_narrative=narrative,
        word=word,
        columns=True,
        settings=options.settings,
    )
    if placing.sequence is not None:
        _refuse_time(options)
    bands = chosen_bands(placing, options.trial_bands)
    whole = _whole(placing, bands, options)
    shown = windowed(whole, options, whole_course(whole, case))
    strip = (shown.strip,) if shown.strip else ()
    notes = (
        *footnotes(placing, (*shown.lanes, *strip), shown.series),
        *band_notes(word, bands),
        *shown.footnotes,
    )
    records = chosen_records(case, shown, options)
    shown = replace(shown, footnotes=notes, records=records)
    shown = folded(shown, options.fold)
    return replace(shown, lanes=tuple(packed(lane) for lane in shown.lanes))


def _refuse_time(options: SwimlaneOptions) -> None:
    """Where there is no time, nothing that counts it can be asked for.

    Raises:
        TimelineError: If something that counts time was asked for.
    """
    asked = {
        "time_zero": options.time_zero,
        "since": options.since,
        "until": options.until,
        "trial_bands": options.trial_bands or None,
    }
    for option, value in asked.items():
        if value is not None:
            raise TimelineError(
                "No record of this case has a date; the picture shows the order of "
                "events, and its columns are not time.",
                title="There are no months to count",
                hint="Leave this option out, or give a record its date.",
                option=option,
            )


def _whole(
    placing: Placing, bands: tuple[Band, ...], options: SwimlaneOptions
) -> Swimlane:
    """Everything that was chosen, from the first day to the last."""
    zero, end = _anchors(placing, options)
    every_series = main_series(placing)
    series = chosen(every_series, other_series(placing), options.markers)
    run = Run(_lines(placing.case), until_death(placing, end))
    lanes = tuple(_lanes(placing, run, bands, options))
    drawn = tuple(
        _placed(lane) for lane in lanes if lane.group not in options.leave_out
    )
    responses = response_strip(placing)
    strip = _placed(responses) if options.response_strip else None
    days = drawn_days((zero, end), (*drawn, *([strip] if strip else [])), series)
    first_day, last_day = extent(days)
    if placing.sequence is not None:
        first_day, last_day = 1, placing.sequence.count
    patient = placing.case.patient
    return Swimlane(
        title=": ".join(filter(None, (patient.code, patient.headline))),
        synthetic=bool(patient.synthetic),
        axis=placing.axis if days else AxisKind.RELATIVE,
        time_zero=zero.bounds,
        time_zero_label=zero.label,
        cutoff=end.bounds,
        cutoff_label=end.label,
        first_day=first_day,
        last_day=last_day,
        lanes=tuple(lane for lane in drawn if _filled(lane)),
        series=series,
        uses_narrative=any(placing.moved(record) for record in placing.case.records),
        undated=tuple(_undated(lanes, options.leave_out)),
        footnotes=(),
        calendar=options.calendar,
        strip=strip if strip and strip.marks else None,
        language=options.language,
        coarsened=placing.case.coarsened,
        records=every_record(placing, (*lanes, responses), (*every_series, *series)),
    )


def _anchors(placing: Placing, options: SwimlaneOptions) -> tuple[Anchor, Anchor]:
    """Month 0 and the cut-off; the order of events has neither."""
    if placing.sequence is not None:
        return Anchor(NOWHERE, ""), Anchor(NOWHERE, "")
    return time_zero(placing, options.time_zero), cutoff(placing)


def _lines(case: Case) -> tuple[TherapyLine, ...]:
    """Lines in order; where nothing else tells, the order of the sentences does."""
    order = Chronology.of(case, accept_narrative=True).in_order(case.lines)
    return tuple(line for line in order if isinstance(line, TherapyLine))


def _lanes(
    placing: Placing, run: Run, bands: tuple[Band, ...], options: SwimlaneOptions
) -> Iterator[Lane]:
    markers = frozenset(marker.marker for marker in main_series(placing))
    numbers = (line_band(placing, run.cutoff),) if options.line_numbers else ()
    systemic = (*numbers, *systemic_lanes(placing, run))
    lanes = (
        *status_lanes(placing, strip=options.response_strip),
        *with_bands(placing, systemic, bands),
        *local_lanes(placing, run.cutoff),
        *her2_lanes(placing, markers),
        *adverse_lanes(placing, run.cutoff),
        *finding_lanes(placing),
        *declared_lanes(placing, run.cutoff),
        *result_lanes(placing),
    )
    if options.lesions:
        told = options.accept_narrative
        lanes = (*lanes, *lesion_lanes(placing, lanes, narrative=told))
    else:
        lanes = (*lanes, *measured_lanes(placing))
    order = list(Group)
    yield from sorted(lanes, key=lambda lane: order.index(lane.group))


def _on_axis(drawn: Bar | Mark) -> bool:
    if isinstance(drawn, Mark):
        return drawn.at != NOWHERE
    return drawn.start != NOWHERE or drawn.stop != NOWHERE


def _placed(lane: Lane) -> Lane:
    bars = tuple(bar for bar in lane.bars if _on_axis(bar))
    marks = tuple(mark for mark in lane.marks if _on_axis(mark))
    return replace(lane, bars=bars, marks=marks)


def _filled(lane: Lane) -> bool:
    return bool(lane.bars or lane.marks)


def _undated(lanes: tuple[Lane, ...], left_out: frozenset[Group]) -> Iterator[Undated]:
    """What nothing places; a lesion's lane may repeat what stands in another."""
    listed: set[str] = set()
    shown = [lane for lane in lanes if lane.group not in left_out]
    for lane in sorted(shown, key=lambda lane: lane.group is Group.LESIONS):
        for event in lane.events:
            if not _on_axis(event) and event.record not in listed:
                listed.add(event.record)
                yield Undated(event.record, lane.named(event.label), event.detail)
