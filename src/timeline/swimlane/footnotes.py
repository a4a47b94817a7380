"""What a reader has to know to read the picture rightly, in sentences."""

from collections.abc import Iterator

from timeline.case.records.follow_up import ReportedOutcome
from timeline.case.records.therapy import TherapyLine
from timeline.case.vocabulary import DurationUnit
from timeline.clinical.durations import Agreement, agreement, between, reported_months
from timeline.clinical.durations import rounded as rounded_months
from timeline.swimlane.model import Certainty, Lane, Series
from timeline.swimlane.placing import Placing


def footnotes(
    placing: Placing, lanes: tuple[Lane, ...], series: tuple[Series, ...]
) -> tuple[str, ...]:
    """Sentences that follow from what is drawn."""
    used = {b.certainty for lane in lanes for b in lane.bars}
    used |= {m.certainty for lane in lanes for m in lane.marks}
    used |= {p.certainty for one in series for p in one.points}
    return (
        *_disease_control(placing, lanes),
        *_about_dates(used),
        *_about_limits(series),
        *_clashes(placing),
    )


def _disease_control(placing: Placing, lanes: tuple[Lane, ...]) -> Iterator[str]:
    drawn = {bar.record for lane in lanes for bar in lane.bars}
    for outcome in placing.case.of_kind(ReportedOutcome):
        line = placing.case.get(outcome.line or "")
        if outcome.id not in drawn:
            continue
        if not isinstance(line, TherapyLine):
            continue
        yield f"\u2020 {_compared(placing, outcome, line)}"


def _compared(placing: Placing, outcome: ReportedOutcome, line: TherapyLine) -> str:
    start, stop = placing.of(line, "start").bounds, placing.of(line, "stop").bounds
    span = between(start, stop, ordered=True)
    stated = f"Disease control as reported ({outcome.value:g} {outcome.unit})"
    drawn = "drawn over the treatment dates"
    if span.months_min is None or span.months_max is None:
        return f"{stated}, {drawn}."
    shortest, longest = rounded_months(span.months_min), rounded_months(span.months_max)
    range_ = shortest if shortest == longest else f"{shortest} to {longest}"
    reported = reported_months(outcome.value, DurationUnit(outcome.unit))
    clash = agreement(reported, span).agreement
    link = ", which" if clash is Agreement.WITHIN else "; these"
    return f"{stated}, {drawn}{link} span {range_} months."


def _about_dates(used: set[Certainty]) -> Iterator[str]:
    if Certainty.MONTH in used:
        yield (
            "Where the source gives a month or a year, the lighter ends of a bar and "
            "the line through a mark span that period."
        )
    if used & {Certainty.WINDOW, Certainty.ORDER}:
        yield (
            "Hatched bars and dotted lines span the days that the source allows; a "
            "mark in the middle of such a line is not a date."
        )
    if Certainty.NARRATIVE in used:
        yield "Dates marked as narrative rest on the order of the sentences only."
    if Certainty.UNPLACED in used:
        yield (
            "Where only one limit of a date is known, the drawing fades out on the "
            "open side and stands for no length of time."
        )


def _about_limits(series: tuple[Series, ...]) -> Iterator[str]:
    for one in series:
        if one.limit_is_setting:
            yield (
                f"The upper limit of {one.marker} ({one.upper_limit:g} {one.unit}) is "
                "a setting; the source states none."
            )


def _clashes(placing: Placing) -> Iterator[str]:
    for clash in placing.chronology.contradictions:
        yield (
            f"The dates of {clash.earliest_from} and {clash.latest_from} contradict "
            "each other; each is drawn as stated."
        )
