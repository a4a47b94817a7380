"""What is told of uncertain values holds for every reading of dates and limits."""

import datetime as dt
import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinical.marker_examples import case_of, result
from effort import SEED, effort
from timeline.case.chronology import Chronology
from timeline.case.records.therapy import TherapyLine
from timeline.clinical.markers.by_line import LineMarker
from timeline.clinical.markers.metrics import marker_panels
from timeline.clinical.markers.progression import MarkerAnswer
from timeline.clinical.settings import Settings

FIRST_DAY = dt.date(2020, 1, 1).toordinal()
LIMIT = 40.0
NUMBERS = (0, 5, 20, 25, 40, 45, 50, 80, 85, 100, 120)
READINGS = effort(40, 120)
"""How many readings of each uncertain course are tried."""

Met = Callable[[float, float, bool], bool]
"""Whether a value is risen over a nadir, where a value before it was normal or not."""

RULES: dict[str, tuple[str, int, Met]] = {
    "CEA": ("ng/mL", 21, lambda v, n, _: v > LIMIT and v > 2 * n),
    "PSA": ("ng/mL", 21, lambda v, n, _: 4 * v >= 5 * n and v >= n + 2),
    "CA125": ("U/mL", 7, lambda v, n, was: v >= 2 * (LIMIT if was else n)),
    "M-protein": (
        "g/L",
        0,
        lambda v, n, _: (4 * v >= 5 * n and v >= n + 5) or (n >= 50 and v >= n + 10),
    ),
}


SETTLING = {"PSA": 84}
"""Days of a line in which a rise does not count."""


class DayWindow(NamedTuple):
    """A day that lies between two others."""

    first: int
    last: int

    @property
    def text(self) -> str:
        first, last = (dt.date.fromordinal(day).isoformat() for day in self)
        return first if first == last else f"[{first}..{last}]"


class UncertainValue(NamedTuple):
    """A value that is known as far as this."""

    when: DayWindow
    sign: str
    size: int

    def readings(self) -> tuple[float, ...]:
        """Numbers that it may stand for."""
        if self.sign == "<":
            return (0.0, self.size / 2, self.size - 0.01)
        if self.sign == ">":
            return (self.size + 0.01, self.size * 3.0 + 1)
        return (float(self.size),)


class UncertainCourse(NamedTuple):
    """A line, the start of the next one, and values in order."""

    start: DayWindow
    following: DayWindow
    values: tuple[UncertainValue, ...]


class TrueCourse(NamedTuple):
    """One reading: the lowest value of the line, and the day on which it progressed."""

    values: int
    nadir: float
    since: int | None


@st.composite
def courses(draw: st.DrawFn, widths: Sequence[int], signs: str) -> UncertainCourse:
    """Values one after the other, around a line of therapy."""

    def window(earliest: int, latest: int) -> DayWindow:
        first = draw(st.integers(earliest, latest))
        return DayWindow(first, first + draw(st.sampled_from(widths)))

    values = []
    day = FIRST_DAY
    for _ in range(draw(st.integers(1, 6))):
        when = window(day + 1, day + 40)
        sign = draw(st.sampled_from(signs))
        size = draw(st.sampled_from(NUMBERS[1:] if sign == "<" else NUMBERS))
        values.append(UncertainValue(when, sign, size))
        day = when.last
    start = window(FIRST_DAY, FIRST_DAY + 60)
    return UncertainCourse(
        start, window(start.last + 1, start.last + 200), tuple(values)
    )


def line_marker(marker: str, course: UncertainCourse) -> LineMarker:
    lines = (
        TherapyLine.model_validate(
            {"id": f"line-{number}", "regimen": "GP", "start": window.text}
            | {"number_override": number, "override_reason": "as it was given"}
        )
        for number, window in enumerate((course.start, course.following), start=1)
    )
    unit, _, _ = RULES[marker]
    values = (
        result(
            f"m{number}",
            value.when.text,
            f"{value.sign.replace('=', '')}{value.size}",
            analyte=marker,
            unit=unit,
            upper_limit=LIMIT,
        )
        for number, value in enumerate(course.values)
    )
    case = case_of(*lines, *values)
    (panel,) = marker_panels(case, Chronology(case), Settings())
    return panel.lines[0]


def truth(
    marker: str, course: UncertainCourse, choose: Callable[[Sequence[float]], float]
) -> TrueCourse:
    """Apply baseline, nadir and rule to one reading, day by day."""
    start, following = (choose(range(w.first, w.last + 1)) for w in course[:2])
    days = [
        (choose(range(v.when.first, v.when.last + 1)), choose(v.readings()))
        for v in course.values
    ]
    days.sort(key=lambda pair: pair[0])
    before = [pair for pair in days if start - 28 <= pair[0] <= start]
    line = before[-1:] + [pair for pair in days if start < pair[0] <= following]
    nadir = min((number for _, number in line), default=0.0)
    _, confirming, met = RULES[marker]
    for position, (day, number) in enumerate(line[1:], start=1):
        earlier = [n for _, n in line[:position]]
        lowest, was_normal = min(earlier), any(n <= LIMIT for n in earlier)
        early = day - start < SETTLING.get(marker, 0)
        if early or not met(number, lowest, was_normal):
            continue
        for later, second in line[position + 1 :]:
            if not met(second, lowest, was_normal):
                break
            if later - day >= confirming:
                return TrueCourse(len(line), nadir, int(day))
    return TrueCourse(len(line), nadir, None)


@pytest.mark.parametrize("marker", RULES)
@settings(deadline=None, max_examples=effort(150, 1000))
@given(courses((0, 0, 0, 10, 30), "===<>"))
def test_what_is_told_holds_for_every_reading(
    marker: str, course: UncertainCourse
) -> None:
    line = line_marker(marker, course)
    answer, when = line.progression.answer, line.progression.when
    chance = random.Random(SEED)  # noqa: S311 - no secret
    ways: list[Callable[[Sequence[float]], float]] = [min, max]
    ways += [lambda c: chance.choice((min(c), max(c)))] * READINGS
    ways += [chance.choice] * READINGS
    for choose in ways:
        true = truth(marker, course, choose)
        if line.nadir is not None and true.values:
            assert line.nadir.low <= true.nadir <= line.nadir.high
        if answer is MarkerAnswer.YES:
            assert true.since is not None
            assert when.earliest is not None
            assert when.latest is not None
            assert when.earliest <= true.since <= when.latest
        elif answer is not MarkerAnswer.NOT_SETTLED:
            assert true.since is None


@pytest.mark.parametrize("marker", RULES)
@settings(deadline=None, max_examples=effort(100, 1000))
@given(courses((0,), "="))
def test_what_is_known_exactly_is_settled(marker: str, course: UncertainCourse) -> None:
    line, true = line_marker(marker, course), truth(marker, course, min)
    progression = line.progression
    assert progression.answer is not MarkerAnswer.NOT_SETTLED
    assert progression.when.earliest == progression.when.latest == true.since
    assert (progression.answer is MarkerAnswer.YES) is (true.since is not None)
    if true.values:
        assert line.nadir_text == f"{true.nadir:g}"
