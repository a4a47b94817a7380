"""Lines of therapy from drug administrations alone, without anybody's grouping.

Claims and pharmacy data say which drug was given on which day and nothing else. The
rules are those of the algorithm in PMC8548977 (table 5): a window for the drugs of a
regimen, a gap after which a line is over, and drugs that stand in for each other.
Progression and intent are not in such data, so a switch and an addition look alike
until it is seen whether the earlier drugs go on.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from timeline.clinical.lines.drugs import added, drug_name
from timeline.clinical.settings import DEFAULTS, Settings


@dataclass(frozen=True, slots=True)
class DerivedLine:
    """A line of therapy as the administrations suggest it."""

    number: int
    drugs: tuple[str, ...]
    """Drugs that define the regimen, by catalogue name, in alphabetical order."""
    start: int
    """Day of the first administration."""
    stop: int
    """Day of the last administration."""
    why: str
    """The reason for the number."""
    later_drugs: tuple[str, ...] = ()
    """Drugs that joined it later without making a new line."""


@dataclass(slots=True)
class _Open:
    start: int
    why: str
    stop: int
    drugs: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)


def derive_lines(
    administrations: Iterable[tuple[str, int]], settings: Settings = DEFAULTS
) -> tuple[DerivedLine, ...]:
    """Group administrations into numbered lines.

    Args:
        administrations: A drug as written and the day it was given, in any order.
        settings: Window, gap and whether an added drug starts a line.

    Returns:
        Lines with their first and last day; empty without administrations. Rule:
        PMC8548977 (table 5).
    """
    by_day: dict[int, set[str]] = defaultdict(set)
    for drug, day in administrations:
        by_day[day].add(drug_name(drug))
    lines: list[_Open] = []
    for day in sorted(by_day):
        why = _new_line(lines[-1], day, by_day, settings) if lines else "first line"
        if why:
            lines.append(_Open(day, why, day))
        _give(lines[-1], day, by_day[day], settings)
    return tuple(_closed(number, line) for number, line in enumerate(lines, start=1))


def _new_line(
    line: _Open, day: int, by_day: Mapping[int, set[str]], settings: Settings
) -> str:
    """Why what was given on a day starts a new line; empty if it does not."""
    limit, window = settings.restart_gap_days, settings.regimen_window_days
    if day - line.stop > limit:
        return f"new line: nothing given for more than {limit} days"
    known = frozenset(line.drugs | line.later)
    new = added(known, frozenset(by_day[day]))
    if day - line.start <= window or not new:
        return ""
    names = ", ".join(sorted(new))
    # An addition is a change in which a drug of the line is soon given again.
    goes_on = any(
        known & drugs for later, drugs in by_day.items() if day <= later <= day + window
    )
    if not goes_on:
        return f"new line: changed to {names}"
    return f"new line: {names} added" if settings.addition_starts_line else ""


def _give(line: _Open, day: int, drugs: set[str], settings: Settings) -> None:
    line.stop = day
    if day - line.start <= settings.regimen_window_days:
        line.drugs |= drugs
    else:
        line.later |= drugs - line.drugs


def _closed(number: int, line: _Open) -> DerivedLine:
    return DerivedLine(
        number=number,
        drugs=tuple(sorted(line.drugs)),
        start=line.start,
        stop=line.stop,
        why=line.why,
        later_drugs=tuple(sorted(line.later)),
    )
