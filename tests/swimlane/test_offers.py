"""What a case offers for the options that name something of it."""

import pytest

from timeline.case.case import Case
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.offers import bands, markers, zeros
from timeline.swimlane.options import TimeZero, edge_of
from timeline.swimlane.placing import Placing


@pytest.fixture
def placing(gallbladder: Case) -> Placing:
    return Placing(gallbladder, accept_narrative=False)


def test_only_events_with_both_limits_can_be_month_zero(placing: Placing) -> None:
    found = dict(zeros(placing))
    # The case states no date of diagnosis, and nothing limits it.
    assert TimeZero.DIAGNOSIS not in found
    assert found[TimeZero.OPERATION] == "Sep 2017, first operation"
    assert found["e10-second-operation"] == "Mar 2019, second hepatectomy"


def test_a_case_with_a_time_zero_of_its_own_offers_no_other(relative: Case) -> None:
    assert list(zeros(Placing(relative, accept_narrative=False))) == []


def test_everything_that_is_offered_is_accepted(placing: Placing) -> None:
    case = placing.case
    for zero, label in zeros(placing):
        shown = build(case, SwimlaneOptions(time_zero=zero))
        assert shown.time_zero_label == label
    assert markers(placing) == ("CA19-9",)
    shown = build(case, SwimlaneOptions(markers=frozenset(markers(placing))))
    assert shown.series == build(case).series
    offered = tuple(bands(placing))
    assert "4: 5.1 months, KCSG-HB19-14" in [one.short for one in offered]
    for one in offered:
        options = SwimlaneOptions(trial_bands=(one.band,))
        assert len(build(case, options).lanes) == len(build(case).lanes) + 1


@pytest.mark.parametrize(("text", "edge"), [("12", 12), ("-3", -3), ("0", 0)])
def test_up_to_three_figures_are_months(text: str, edge: int) -> None:
    assert edge_of(text) == edge


@pytest.mark.parametrize("text", ["--5", "", "[2019..]", "12 months", "\u0663"])
def test_what_has_not_both_limits_is_no_edge(text: str) -> None:
    with pytest.raises(ValueError, match="neither months nor a date"):
        edge_of(text)
