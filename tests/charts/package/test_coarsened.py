"""Who made a date coarse is said as it is: the source, or the program."""

import datetime as dt
from pathlib import Path

import pytest

from swimlane.cohort_cases import case, diagnosis, last_seen, line
from timeline.case.case import Case
from timeline.charts.package.bundle import content_of
from timeline.charts.package.caption import caption
from timeline.charts.package.options import FigureOptions
from timeline.charts.page import page
from timeline.charts.print.presets import preset
from timeline.exchange.case_file import read
from timeline.sharing.deidentify import Deidentification, deidentified
from timeline.sharing.keep import KeepOption
from timeline.swimlane.build import build

FRAME = preset("bmc-double", dpi=72)
BY_PROGRAM = "The program made the dates coarser"
BY_SOURCE = "the source gives a month"
MIX_1 = Path(__file__).parents[4] / "shared/found/figures/MIX-1.toml"


@pytest.fixture
def days() -> Case:
    """A course whose source gives every day."""
    treated = line(1, "2020-02-01", "2020-08-01")
    return case("A-1", diagnosis("2020-01-10"), treated, last_seen("2021-12-01"))


def legend(recorded: Case, options: FigureOptions) -> str:
    return caption(content_of(recorded, options))


def test_what_the_program_made_coarse_is_not_put_on_the_source(days: Case) -> None:
    text = legend(days, FigureOptions(FRAME))
    assert BY_PROGRAM in text
    assert "made so coarse by the program, 2." in text
    assert "source gives a month" not in text
    assert "known to the month" not in text


def test_every_renderer_of_the_case_says_so(days: Case) -> None:
    safe = deidentified(days, Deidentification())
    assert BY_PROGRAM in page(build(safe))
    assert BY_PROGRAM in page(build(safe.without("last")))


@pytest.mark.parametrize("item", [KeepOption.DATES, KeepOption.DAYS])
def test_dates_that_were_let_through_are_not_coarse(
    days: Case, item: KeepOption
) -> None:
    text = legend(days, FigureOptions(FRAME, keep=frozenset({item})))
    assert BY_PROGRAM not in text
    assert "known to the day, 2" in text


def test_what_the_source_gives_as_a_month_is_the_sources(days: Case) -> None:
    recorded = days.with_record(line(1, "2020-02", "2020-08"))
    text = legend(recorded, FigureOptions(FRAME, as_recorded=True))
    assert BY_SOURCE in text
    assert BY_PROGRAM not in text


def test_the_case_with_which_it_came_up() -> None:
    if not MIX_1.is_file():
        pytest.skip("the inputs of others are not on this machine")
    reading = read(MIX_1, today=dt.date(2026, 1, 15))
    text = legend(reading.cases[0], FigureOptions(FRAME))
    assert BY_PROGRAM in text
    assert "source gives" not in text
