"""When a line that was stopped for progression progressed, by sums that nobody judged.

Sums of 100, 60 and 75 mm on a line from 10 January to 1 September 2020: the last is
+25 % and +15 mm over the smallest, PD by RECIST 1.1. Days are counted by hand.
"""

import pytest

from clinical.small_case import assessment, computed, line, record
from timeline.case.record import Entry
from timeline.clinical.endpoints.case_endpoints import Endpoint

STOPPED = line(
    "a", "GP", start="2020-01-10", stop="2020-09-01", stop_reason="progression"
)


def scan(date: str, size: float, **more: object) -> Entry:
    values = {"sum_of_diameters": size, "line": "a", **more}
    return record("assessment", f"scan-{size:g}", date=date, **values)


BASELINE, SHRUNK = scan("2020-01-05", 100), scan("2020-03-05", 60)
GROWN = scan("2020-08-05", 75)


def free(*entries: Entry, stopped: tuple[Entry, ...] = STOPPED) -> Endpoint:
    return computed(*stopped, *entries).line(1).progression_free


def bounds(endpoint: Endpoint) -> tuple[int | None, int | None]:
    assert endpoint.censored is False
    return endpoint.duration.days_min, endpoint.duration.days_max


def test_measured_progression_is_the_latest_day_of_the_event() -> None:
    found = free(BASELINE, SHRUNK, GROWN)
    assert bounds(found) == (55, 208)  # 5 March and 5 August
    # without a date or a name, because the reason may leave with a cohort
    measured = "a scan of which what was measured is PD"
    assert found.end == f"progression, no later than {measured}"


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (72, (55, 208)),  # +20 % and +12 mm
        (71, (208, 235)),  # +18 %: no progression yet on 5 August
    ],
)
def test_the_limit_is_that_of_recist(size: float, expected: tuple[int, int]) -> None:
    assert bounds(free(BASELINE, SHRUNK, scan("2020-08-05", size))) == expected


@pytest.mark.parametrize("response", ["SD", "PR", "NE"])
def test_what_was_reported_is_never_overwritten(response: str) -> None:
    """The scan of 5 August was judged: progression came after it, or is not dated."""
    found = free(BASELINE, SHRUNK, scan("2020-08-05", 75, response=response))
    assert bounds(found) == ((55 if response == "NE" else 208), 235)


def test_a_later_assessment_without_progression_counts_more() -> None:
    stable = assessment("sd", "SD", "2020-08-20", line="a")
    found = free(BASELINE, SHRUNK, GROWN, stable)
    assert bounds(found) == (223, 235)  # 20 August to the stop


def test_without_a_baseline_nothing_is_certain() -> None:
    assert bounds(free(scan("2020-03-05", 60))) == (0, 235)


def test_a_line_that_was_not_stopped_for_progression_has_only_what_is_reported() -> (
    None
):
    other = line("a", "GP", start="2020-01-10", stop="2020-09-01")
    found = free(BASELINE, SHRUNK, GROWN, stopped=other)
    assert found.censored is None
    assert found.end == "no progression, and no assessment to censor at"


def test_a_recorded_progression_counts_instead() -> None:
    reported = assessment("pd", "PD", "2020-08-25", line="a")
    assert bounds(free(BASELINE, SHRUNK, GROWN, reported)) == (228, 228)


def test_two_judges_leave_it_open() -> None:
    own = [
        scan("2020-01-05", 100, assessor="investigator"),
        scan("2020-08-05", 125, assessor="investigator"),
    ]
    other = scan("2020-08-06", 90, assessor="central review")
    assert bounds(free(*own)) == (0, 208)
    assert bounds(free(*own, other)) == (0, 235)


def test_a_scan_after_one_that_may_be_pd_does_not_show_that_there_was_none() -> None:
    """60 mm in March is PD if it comes after 40 mm; 45 mm in June is none by itself."""
    smallest = scan("[2020-03-10..2020-03-20]", 40)
    found = free(BASELINE, scan("2020-03", 60), smallest, scan("2020-06-05", 45))
    assert bounds(found) == (0, 235)
