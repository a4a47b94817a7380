"""What a reader has to know to read the picture rightly, in sentences."""

from collections.abc import Iterator

from timeline.case.records.follow_up import ReportedOutcome
from timeline.case.records.therapy import TherapyLine
from timeline.case.vocabulary import DurationUnit
from timeline.clinical.durations import Agreement, agreement, between, reported_months
from timeline.clinical.durations import rounded as rounded_months
from timeline.clinical.setting_specs import changed_settings
from timeline.clinical.settings import Settings
from timeline.language.words import Words
from timeline.swimlane.model import Certainty, Lane, Series
from timeline.swimlane.placing import Placing
from timeline.swimlane.words import capital


def footnotes(
    placing: Placing, lanes: tuple[Lane, ...], series: tuple[Series, ...]
) -> tuple[str, ...]:
    """Sentences that follow from what is drawn."""
    used = {b.certainty for lane in lanes for b in lane.bars}
    used |= {m.certainty for lane in lanes for m in lane.marks}
    used |= {p.certainty for marker in series for p in marker.points}
    return (
        *_disease_control(placing, lanes),
        *(_about_order(placing, used) if placing.sequence else ()),
        *(() if placing.sequence else _about_dates(used, placing)),
        *_about_limits(series, placing.word),
        *settings_note(placing.settings, placing.word),
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
        yield _compared(placing, outcome, line)


def _compared(placing: Placing, outcome: ReportedOutcome, line: TherapyLine) -> str:
    if placing.sequence is not None:
        stated = {"value": outcome.number, "unit": outcome.unit}
        return placing.word("note.disease_control_order", **stated)
    start, stop = placing.of(line, "start").bounds, placing.of(line, "stop").bounds
    span = between(start, stop, ordered=True)
    stated = {"value": outcome.number, "unit": outcome.unit}
    if span.months_min is None or span.months_max is None:
        return placing.word("note.disease_control", **stated)
    first, last = rounded_months(span.months_min), rounded_months(span.months_max)
    range_ = placing.word("label.span", first=first, last=last)
    reported = reported_months(outcome.value, DurationUnit(outcome.unit))
    within = agreement(reported, span).agreement is Agreement.WITHIN
    key = "note.disease_control_within" if within else "note.disease_control_apart"
    return placing.word(key, **stated, span=first if first == last else range_)


def _about_order(placing: Placing, used: set[Certainty]) -> Iterator[str]:
    """What the columns are, what stays open in them, and who is not in them."""
    word, sequence = placing.word, placing.sequence
    yield word("note.order")
    if used & {Certainty.ORDER, Certainty.NARRATIVE}:
        yield order_note(word)
    if Certainty.NARRATIVE in used:
        yield word("note.narrative_order")
    if sequence is not None and sequence.circular:
        records = [placing.case.get(record_id) for record_id in sequence.circular]
        labels = "; ".join(record.label for record in records if record)
        yield word("note.circular", records=labels)


def order_note(word: Words, *, hatched: bool = True) -> str:
    """What spans several columns, hatched or in the tints that stand for hatches."""
    bars = word("look.hatched_bars" if hatched else "look.pale_bars")
    return capital(word("note.order_open", bars=bars))


def _about_dates(used: set[Certainty], placing: Placing) -> Iterator[str]:
    word, coarsened = placing.word, placing.case.coarsened
    if Certainty.MONTH in used:
        yield word("note.months_coarsened" if coarsened else "note.months")
    if used & {Certainty.WINDOW, Certainty.ORDER}:
        yield windows_note(word, coarsened=coarsened)
    if Certainty.NARRATIVE in used:
        yield word("note.narrative")
    if Certainty.UNPLACED in used:
        yield word("note.open")


def windows_note(word: Words, *, coarsened: bool, hatched: bool = True) -> str:
    """What bars between limits are, hatched or in the tints that stand for hatches."""
    bars = word("look.hatched_bars" if hatched else "look.pale_bars")
    key = "note.windows_coarsened" if coarsened else "note.windows"
    return capital(word(key, bars=bars))


def _about_limits(series: tuple[Series, ...], word: Words) -> Iterator[str]:
    for marker in series:
        if marker.limit_is_setting:
            limit = f"{marker.upper_limit:g}"
            yield word(
                "note.limit", marker=marker.marker, limit=limit, unit=marker.unit
            )


def _clashes(placing: Placing) -> Iterator[str]:
    for clash in placing.chronology.contradictions:
        source, other = clash.earliest_from, clash.latest_from
        yield placing.word("note.clash", one=source, other=other)


def settings_note(settings: Settings, word: Words) -> Iterator[str]:
    """The settings that are not at their default: numbers rest on them."""
    changed = changed_settings(settings)
    if changed:
        yield word("note.settings", settings="; ".join(changed))
