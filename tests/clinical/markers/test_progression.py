"""More than twice the nadir, above the limit of 37, confirmed 21 days later."""

import pytest

from clinical.marker_examples import value
from timeline.clinical.markers.progression import MarkerFlag, marker_progression
from timeline.clinical.markers.values import MarkerValue

BASELINE, NADIR = value("500", 0), value("40", 30)


def flag(*values: MarkerValue) -> MarkerFlag:
    return marker_progression((BASELINE, NADIR, *values)).flag


@pytest.mark.parametrize(
    ("rise", "second", "later", "answer"),
    [
        ("81", "81", 21, MarkerFlag.YES),
        ("81", "81", 20, MarkerFlag.NO),
        ("80", "81", 21, MarkerFlag.NO),
        ("81", "80", 21, MarkerFlag.NO),
        (">81", "90", 30, MarkerFlag.YES),
        (">70", "90", 30, MarkerFlag.POSSIBLE),
        ("<90", "90", 30, MarkerFlag.POSSIBLE),
    ],
)
def test_rise_and_confirmation(
    rise: str, second: str, later: int, answer: MarkerFlag
) -> None:
    assert flag(value(rise, 60), value(second, 60 + later)) is answer


def test_a_rise_within_the_limit_is_none() -> None:
    low = value("10", 30)
    series = (BASELINE, low, value("30", 60), value("36", 90))
    assert marker_progression(series).flag is MarkerFlag.NO


def test_an_unconfirmed_rise_is_none() -> None:
    assert flag(value("900", 60)) is MarkerFlag.NO


def test_a_month_may_be_too_close_to_confirm() -> None:
    # 60 and 75..95: 15 to 35 days
    assert flag(value("90", 60), value("90", 75, 95)) is MarkerFlag.POSSIBLE


def test_the_records_are_named() -> None:
    found = marker_progression((BASELINE, NADIR, value("90", 60), value("95", 90)))
    assert found.records == ("40@30", "90@60", "95@90")


def test_the_baseline_is_no_nadir() -> None:
    series = (value("10", 0), value("60", 30), value("90", 60), value("95", 90))
    assert marker_progression(series).flag is MarkerFlag.NO


def test_a_nadir_that_is_a_limit_leaves_it_open() -> None:
    series = (BASELINE, value("<37", 30), value("60", 60), value("65", 90))
    assert marker_progression(series).flag is MarkerFlag.POSSIBLE


@pytest.mark.parametrize("count", [1, 2])
def test_too_few_values(count: int) -> None:
    assert (
        marker_progression((BASELINE, NADIR)[:count]).flag is MarkerFlag.NOT_COMPUTABLE
    )


def test_without_a_limit_nothing_is_flagged() -> None:
    series = (BASELINE, NADIR, value("90", 60), value("95", 90))
    unlimited = tuple(v._replace(limit=None) for v in series)
    assert marker_progression(unlimited).flag is MarkerFlag.NOT_COMPUTABLE
