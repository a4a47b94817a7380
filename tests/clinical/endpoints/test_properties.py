"""What holds for any case: ranges hold the truth and never grow with knowledge."""

import datetime as dt
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from clinical.small_case import assessment, computed, follow_up, line, record
from effort import effort
from timeline.case.record import Entry
from timeline.clinical.endpoints.case_endpoints import Endpoint, Endpoints

FIRST_DAY = dt.date(2015, 1, 1).toordinal()


def iso(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()


@dataclass(frozen=True)
class Fuzzy:
    """A true day and how much of it is known."""

    day: int
    before: int
    after: int
    unknown: bool

    @property
    def exact(self) -> str:
        return iso(self.day)

    @property
    def known(self) -> str:
        if self.unknown:
            return ""
        return f"[{iso(self.day - self.before)}..{iso(self.day + self.after)}]"

    def narrowed(self) -> "Fuzzy":
        return Fuzzy(self.day, self.before // 2, self.after // 2, unknown=False)


@st.composite
def courses(draw: st.DrawFn) -> list[Fuzzy]:
    """Diagnosis, start, response, progression, next start, last contact, in order."""
    gaps = draw(st.lists(st.integers(1, 400), min_size=6, max_size=6))
    days = [FIRST_DAY + sum(gaps[: index + 1]) for index in range(6)]
    slack = st.integers(0, 200)
    return [Fuzzy(d, draw(slack), draw(slack), draw(st.booleans())) for d in days]


def case(dates: list[str], status: str = "alive") -> Endpoints:
    diagnosis, start, response, progression, following, last = dates
    entries: list[Entry] = [
        record("diagnosis", "dx", date=diagnosis),
        *line("a", "trastuzumab", start=start),
        *line("b", "pyrotinib", start=following, stop_reason="progression"),
        assessment("pr", "PR", response, line="a"),
        assessment("pd", "PD", progression, line="a"),
        follow_up(last, status),
        # The order of the two lines and of their records is known throughout.
        record("order", "", earlier="a.start", later="pr"),
        record("order", "", earlier="pr", later="pd"),
        record("order", "", earlier="pd", later="b.start"),
        record("order", "", earlier="dx", later="a.start"),
        record("order", "", earlier="b.start", later="last"),
    ]
    return computed(*entries)


def results(found: Endpoints) -> list[Endpoint]:
    first = found.line(1)
    return [
        found.survival,
        found.follow_up,
        first.progression_free,
        first.to_next_treatment,
        first.survival,
        first.response_duration,
    ]


def limits(endpoint: Endpoint) -> tuple[float, float]:
    shortest, longest = endpoint.duration.days_min, endpoint.duration.days_max
    low = float("-inf") if shortest is None else shortest
    return low, float("inf") if longest is None else longest


@settings(deadline=None, max_examples=effort(60, 600))
@given(courses(), st.sampled_from(["alive", "dead"]))
def test_every_range_contains_the_truth(dates: list[Fuzzy], status: str) -> None:
    truth = results(case([date.exact for date in dates], status))
    known = results(case([date.known for date in dates], status))
    for exact, uncertain in zip(truth, known, strict=True):
        assert exact.duration.days_min == exact.duration.days_max is not None
        low, high = limits(uncertain)
        assert low <= limits(exact)[0] <= high, exact.name


@settings(deadline=None, max_examples=effort(60, 600))
@given(courses(), st.integers(0, 5))
def test_knowing_a_date_better_never_widens_a_range(
    dates: list[Fuzzy], which: int
) -> None:
    better = [d.narrowed() if i == which else d for i, d in enumerate(dates)]
    before = results(case([date.known for date in dates]))
    after = results(case([date.known for date in better]))
    for wide, narrow in zip(before, after, strict=True):
        low, high = limits(wide)
        assert low <= limits(narrow)[0], narrow.name
        assert limits(narrow)[1] <= high, narrow.name


@settings(deadline=None, max_examples=effort(40, 400))
@given(courses())
def test_without_any_date_nothing_is_computed(dates: list[Fuzzy]) -> None:
    found = case(["" for _ in dates])
    assert [e.text for e in results(found) if e.duration.computable] == []
