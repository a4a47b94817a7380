"""The published interval of a trial beside a line, as printed and from its start."""

import datetime as dt
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.errors import TimelineError
from timeline.exchange import case_file
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Certainty, Lane, Tone
from timeline.swimlane.options import TrialBand


@pytest.fixture
def gallbladder(cases_folder: Path, today: dt.date) -> Case:
    path = cases_folder / "gallbladder_90_month.toml"
    return case_file.read(path, today=today).cases[0]


def band(case: Case, line: int, arm: str) -> tuple[Lane, str, tuple[str, ...]]:
    """The lane of a band, the title of the lane above, and the footnotes."""
    swimlane = build(case, SwimlaneOptions(trial_bands=(TrialBand(line, arm),)))
    lanes = swimlane.lanes
    place = next(
        number
        for number, lane in enumerate(lanes)
        if any(bar.tone is Tone.BENCHMARK for bar in lane.bars)
    )
    return lanes[place], lanes[place - 1].title, swimlane.footnotes


def test_the_interval_runs_from_the_start_of_the_line(gallbladder: Case) -> None:
    lane, above, notes = band(gallbladder, 4, "T037")
    (bar,) = lane.bars
    assert (lane.title, above) == ("KCSG-HB19-14", "Pyrotinib")
    assert bar.label == "PFS 5.1 months (95% CI 3.6-6.7)"
    # Line 4 starts in May 2020; 3.6 months are 110 days and 6.7 months 204.
    assert bar.start.earliest == dt.date(2020, 5, 1).toordinal()
    assert bar.stop.earliest == dt.date(2020, 5, 1).toordinal() + 110
    assert bar.stop.latest == dt.date(2020, 5, 31).toordinal() + 204
    assert bar.certainty is Certainty.MONTH
    note = next(note for note in notes if note.startswith("Band of line 4"))
    assert "Source: Review of HER2 in biliary tract cancer" in note
    assert "a drug in common" in note
    assert any("nothing is inferred" in note for note in notes)


def test_a_median_without_interval_ends_at_the_median(gallbladder: Case) -> None:
    lane, _, _ = band(gallbladder, 4, "T128")
    (bar,) = lane.bars
    assert bar.label == "PFS 5.5 months"
    # 5.5 months of 30.4375 days are 167 days.
    assert bar.stop.earliest == dt.date(2020, 5, 1).toordinal() + 167


@pytest.mark.parametrize(
    ("line", "arm", "hint"),
    [
        (4, "T999", "4:T037 KCSG-HB19-14"),
        (1, "T037", "Curative intent"),
        (9, "T037", "1, 2, 3, 4, 5, 6"),
        (6, "T037", "No trial of these drugs"),
    ],
)
def test_a_band_that_cannot_be_says_what_can(
    gallbladder: Case, line: int, arm: str, hint: str
) -> None:
    with pytest.raises(TimelineError) as raised:
        band(gallbladder, line, arm)
    assert hint in raised.value.hint


def test_a_trial_of_another_population_is_refused_with_the_reason(
    gallbladder: Case,
) -> None:
    """Line 5 is DP303c in a tumour reported positive; T042 is the HER2-low cohort."""
    with pytest.raises(TimelineError) as raised:
        band(gallbladder, 5, "T042")
    assert "HER2-low" in raised.value.hint
    assert "does not fit" in raised.value.hint


def test_a_trial_that_may_not_fit_says_so_below_the_picture(gallbladder: Case) -> None:
    """HERIZON-BTC-01 asked for amplification; before line 4 only IHC is dated."""
    _, _, notes = band(gallbladder, 4, "T128")
    note = next(note for note in notes if note.startswith("Band of line 4"))
    assert "may not fit" in note


def test_without_a_band_nothing_is_said_of_trials(gallbladder: Case) -> None:
    assert not any("Band of line" in note for note in build(gallbladder).footnotes)
