"""Whether a marker progressed on a line, since when, and by which records.

The first value that its rule calls risen dates the progression. A later value confirms
it, if it comes late enough and no value between the two falls back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from timeline.case.bounds_text import bounds_in_words
from timeline.case.chronology import Bounds
from timeline.clinical.durations import between
from timeline.clinical.markers.rules import MarkerRise, MarkerRule, all_of, any_of
from timeline.clinical.markers.values import MarkerValue, lowest_so_far
from timeline.clinical.settings import Settings

_OPEN = Bounds()


class MarkerAnswer(StrEnum):
    """Whether the marker progressed."""

    YES = "yes"
    NO = "no"
    NOT_SETTLED = "not settled"  # a date, a limit or an open query leaves it open
    NOT_EVALUATED = "not evaluated"  # no rule, or nothing to apply it to


@dataclass(frozen=True, slots=True)
class MarkerProgression:
    """Progression of one marker on one line."""

    answer: MarkerAnswer
    rule: MarkerRule | None = None
    """None where the marker has none."""
    when: Bounds = _OPEN
    """Days of the first value that is risen, for certain or possibly; open for none."""
    records: tuple[str, ...] = ()
    """Ids of nadir, first risen value and its confirmation, as far as there are any."""
    reason: str = ""
    """Why it is not settled, not evaluated or not confirmed."""
    query: str = ""
    """Key of the open query that it waits for; empty where it waits for none."""

    @property
    def begins(self) -> str:
        """Id of the first risen value; empty where no progression is certain."""
        return self.records[1] if self.answer is MarkerAnswer.YES else ""

    def in_words(self, *, relative: bool) -> str:
        """For reading: `yes, 1 Mar 2020 (PCWG3)`, `not evaluated: ...`."""
        by = f" ({self.rule.name})" if self.rule else ""
        reason = f": {self.reason}" if self.reason else ""
        return f"{self.in_brief(relative=relative)}{reason}{by}"

    def in_brief(self, *, relative: bool) -> str:
        """The same without reason and rule."""
        if self.answer is not MarkerAnswer.YES:
            return self.answer
        return f"{self.answer}, {bounds_in_words(self.when, relative=relative)}"


class AppliedRule(NamedTuple):
    """A rule with what it takes to apply it to one series."""

    rule: MarkerRule
    rule_unit: float
    """How many of the unit of the series one unit of the rule is."""
    settings: Settings
    start: Bounds | None = None
    """First dose of the line; None for values of no line."""


class _Pair(NamedTuple):
    """A risen value with the one that confirms it."""

    position: int
    """Of the risen value."""
    confirmed: bool | None
    """None where a date or a limit leaves it open."""
    records: tuple[str, ...]
    reason: str
    """What is open."""


def marker_progression(
    values: Sequence[MarkerValue], applied: AppliedRule
) -> MarkerProgression:
    """Look for the first confirmed rise above the lowest value before it.

    Args:
        values: Values of one line in order, its baseline first.
        applied: The rule of the marker.

    Returns:
        Yes for a rise that is certain. Its days begin with those of an earlier one that
        is only possible. Not settled where one is possible and none certain.
    """
    rule = applied.rule
    if len(values) < 2:  # noqa: PLR2004 - a lowest value and one above it
        reason = "1 value" if values else "no value"
        return MarkerProgression(MarkerAnswer.NOT_EVALUATED, rule, reason=reason)
    possible: _Pair | None = None
    last_possible = 0
    unconfirmed = ""
    for pair in _rises(values, applied):
        when = values[pair.position].when
        first = values[possible.position].when if possible else when
        if pair.confirmed:
            days = Bounds(first.earliest, when.latest)
            return MarkerProgression(MarkerAnswer.YES, rule, days, pair.records)
        if pair.confirmed is None:
            possible, last_possible = possible or pair, pair.position
        else:
            unconfirmed = pair.reason or unconfirmed
    if possible is None:
        return MarkerProgression(MarkerAnswer.NO, rule, reason=unconfirmed)
    days = Bounds(
        values[possible.position].when.earliest, values[last_possible].when.latest
    )
    return MarkerProgression(
        MarkerAnswer.NOT_SETTLED, rule, days, possible.records, possible.reason
    )


def _rises(values: Sequence[MarkerValue], applied: AppliedRule) -> Iterator[_Pair]:
    """Every value that is or may be risen, with what confirms it best."""
    nadirs = lowest_so_far(values)
    normal: bool | None = _within_limit(values[0])
    for position in range(1, len(values)):
        rise = MarkerRise(
            values[position],
            nadirs[position - 1],
            normal,
            applied.rule_unit,
            applied.settings,
        )
        risen = applied.rule.risen(rise)
        if risen is not False:
            yield _judged(values, position, rise, risen, applied)
        normal = any_of(normal, _within_limit(values[position]))


def _judged(
    values: Sequence[MarkerValue],
    position: int,
    rise: MarkerRise,
    risen: bool | None,
    applied: AppliedRule,
) -> _Pair:
    """A rise with its confirmation, as far as it comes late enough on its line."""
    days = applied.rule.settling_days
    settled: bool | None = True
    if days and applied.start is not None:
        settled = _apart(applied.start, rise.value.when, days)
    records = (rise.nadir.record, rise.value.record)
    if settled is False:
        reason = (
            f"the rise to {rise.value.text} in the first {days} days is not counted"
        )
        return _Pair(position, False, records, reason if risen else "")
    pair = _confirmed(values, position, rise, risen, applied)
    if settled or not pair.confirmed:
        return pair
    reason = f"the dates leave open whether a rise is in the first {days} days"
    return pair._replace(confirmed=None, reason=reason)


def _confirmed(
    values: Sequence[MarkerValue],
    position: int,
    rise: MarkerRise,
    risen: bool | None,
    applied: AppliedRule,
) -> _Pair:
    days = applied.rule.days(applied.settings)
    possible: _Pair | None = None
    held = risen
    for second in values[position + 1 :]:
        held = all_of(held, applied.rule.risen(rise._replace(value=second)))
        if held is False:
            break
        late = _apart(rise.value.when, second.when, days)
        if late is False:
            continue
        records = (rise.nadir.record, rise.value.record, second.record)
        if held and late:
            return _Pair(position, True, records, "")
        reason = (
            "a limit leaves open whether a value is high enough"
            if held is None
            else f"the dates leave open whether {days} days lie between two values"
        )
        possible = possible or _Pair(position, None, records, reason)
    reason = f"the rise to {rise.value.text} is not confirmed" if risen else ""
    unconfirmed = _Pair(position, False, (rise.nadir.record, rise.value.record), reason)
    return possible or unconfirmed


def _within_limit(value: MarkerValue) -> bool | None:
    if value.limit is None:
        return None
    above = value.above(value.limit)
    return None if above is None else not above


def _apart(first: Bounds, second: Bounds, days: int) -> bool | None:
    """Whether the second comes so much later; None where the dates leave it open."""
    gap = between(first, second, ordered=True)
    if gap.days_min is not None and gap.days_min >= days:
        return True
    return False if gap.days_max is not None and gap.days_max < days else None
