"""What is left open holds whatever the exact dates give: every day is tried."""

import datetime as dt
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from clinical.response.scans import course
from clinical.small_case import record
from effort import effort, proof
from timeline.case.record import Entry
from timeline.clinical.response.measured import MeasuredResponse

START = dt.date(2020, 1, 10)
"""First dose of the line."""
DAYS = st.integers(-40, 60)
WINDOWS = st.tuples(DAYS, st.sampled_from((0, 0, 12, 30)))
SUMS = st.sampled_from((20, 40, 48, 50, 60, 70, 100))
SCANS = st.lists(st.tuples(WINDOWS, SUMS), min_size=2, max_size=4)
STEP = 6


def scan(number: int, date: str, millimetres: float) -> Entry:
    values = {"date": date, "sum_of_diameters": millimetres}
    return record("assessment", f"s{number}", **values)


def measured(dates: list[str], sums: list[float]) -> dict[str, MeasuredResponse]:
    pairs = zip(dates, sums, strict=True)
    responses = course([scan(n, date, mm) for n, (date, mm) in enumerate(pairs)])
    return {each.record.id: each for each in responses}


def day(offset: int) -> str:
    return (START + dt.timedelta(days=offset)).isoformat()


def window(first: int, length: int) -> str:
    return f"[{day(first)}..{day(first + length)}]" if length else day(first)


@proof
@settings(max_examples=effort(40, 2000), deadline=None)
@given(SCANS)
@example([((-15, 0), 60), ((-22, 12), 48), ((43, 30), 70), ((-2, 30), 60)])
@example([((35, 12), 100), ((55, 30), 100), ((35, 12), 70)])
def test_an_open_date_leaves_every_category_that_a_day_gives(
    scans: list[tuple[tuple[int, int], float]],
) -> None:
    sums = [mm for _, mm in scans]
    left = measured([window(*days) for days, _ in scans], sums)
    tried = [range(first, first + length + 1, STEP) for (first, length), _ in scans]
    for offsets in product(*tried):
        if len(set(offsets)) < len(offsets):
            continue  # scans of one day are one scan
        for name, exact in measured([day(offset) for offset in offsets], sums).items():
            if name in left:
                assert set(exact.categories) <= set(left[name].categories), offsets
                assert left[name].unknown >= exact.unknown, offsets
