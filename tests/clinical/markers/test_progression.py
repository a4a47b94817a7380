"""Each rule at its boundaries; days and thresholds are counted by hand."""

import pytest

from clinical.marker_examples import value
from timeline.case.chronology import Bounds
from timeline.clinical.markers.progression import (
    AppliedRule,
    MarkerAnswer,
    MarkerProgression,
    marker_progression,
)
from timeline.clinical.markers.rules import MARKER_RULES, rule_of
from timeline.clinical.markers.values import MarkerValue
from timeline.clinical.settings import DEFAULTS, Settings

YES, NO = MarkerAnswer.YES, MarkerAnswer.NO
OPEN = MarkerAnswer.NOT_SETTLED


def progression(
    marker: str,
    *values: MarkerValue,
    limit: float = 37.0,
    unit: float = 1.0,
    settings: Settings = DEFAULTS,
) -> MarkerProgression:
    rule = rule_of(marker)
    assert rule is not None
    limited = [v._replace(limit=limit) for v in values]
    return marker_progression(limited, AppliedRule(rule, unit, settings))


@pytest.mark.parametrize("marker", ["CA19-9", "CEA"])
@pytest.mark.parametrize(
    ("rise", "second", "later", "answer"),
    [
        ("81", "81", 21, YES),
        ("81", "81", 20, NO),
        ("80", "81", 21, NO),  # exactly twice is not more than twice
        ("81", "80", 21, NO),
        (">81", "90", 30, YES),
        (">80", ">80", 30, YES),
        (">70", "90", 30, OPEN),
        ("<90", "90", 30, OPEN),
    ],
)
def test_twice_the_nadir_of_40(
    marker: str, rise: str, second: str, later: int, answer: MarkerAnswer
) -> None:
    outcome = progression(
        marker,
        value("500"),
        value("40", 30),
        value(rise, 60),
        value(second, 60 + later),
    )
    assert outcome.answer is answer


def test_both_numbers_of_that_rule_are_settings() -> None:
    values = value("40"), value("125", 30), value("125", 40)
    settings = Settings(marker_progression_fold=3.0, marker_confirmation_days=10)
    assert progression("CEA", *values, settings=settings).answer is YES
    assert progression("CEA", *values).answer is NO


@pytest.mark.parametrize(("second", "answer"), [("37", NO), ("37.1", YES)])
def test_it_lies_above_the_upper_limit(second: str, answer: MarkerAnswer) -> None:
    values = value("10"), value("38", 60), value(second, 90)
    assert progression("CA19-9", *values).answer is answer


@pytest.mark.parametrize(
    ("nadir", "rise", "second", "later", "answer"),
    [
        ("8", "10", "10", 21, YES),  # exactly 25 % and exactly 2.0 ng/mL
        ("8", "9.9", "10", 21, NO),  # 23.75 %
        ("4", "5.9", "6.1", 21, NO),  # 47.5 %, 1.9 ng/mL, and nothing confirms the last
        ("4", "6", "6", 21, YES),
        ("4", "6", "6", 20, NO),
        ("4", "6", "5.9", 21, NO),
        ("20", "24", "24", 21, NO),  # 4 ng/mL, 20 %
        ("<0.1", "2.1", "2.1", 21, YES),
        ("<0.1", "2.05", "2.05", 21, OPEN),
        ("<0.1", "1.9", "1.9", 21, NO),
    ],
)
def test_psa_by_pcwg3(
    nadir: str, rise: str, second: str, later: int, answer: MarkerAnswer
) -> None:
    outcome = progression(
        "PSA", value(nadir), value(rise, 60), value(second, 60 + later)
    )
    assert outcome.answer is answer


def test_psa_20_4_65_7_with_three_weeks_between() -> None:
    values = value("20"), value("4", 21), value("6.5", 42), value("7", 63)
    outcome = progression("PSA", *values)
    # 6.5 is 62.5 % and 2.5 ng/mL above 4, and so is 7
    assert outcome.answer is YES
    assert outcome.when == Bounds(42, 42)
    assert outcome.records == ("4@21", "6.5@42", "7@63")
    assert outcome.in_words(relative=True).endswith("(PCWG3)")


@pytest.mark.parametrize(
    ("before", "rise", "second", "later", "answer"),
    [
        # normalised, or normal at the start: twice the limit of 35
        (("500", "20"), "70", "70", 7, YES),
        (("500", "20"), "69.9", "70", 7, NO),
        (("500", "20"), "70", "70", 6, NO),
        (("35",), "70", "70", 7, YES),
        # never within the limit: twice the nadir
        (("500", "36"), "72", "72", 7, YES),
        (("500", "36"), "71", "72", 7, NO),
        # whether it normalised is not known: both thresholds have to agree
        (("500", "<50"), "100", "100", 7, YES),
        (("500", "<50"), "80", "80", 7, OPEN),
        (("500", "<50"), "60", "60", 7, OPEN),
    ],
)
def test_ca125_by_gcig(
    before: tuple[str, ...], rise: str, second: str, later: int, answer: MarkerAnswer
) -> None:
    values = [value(text, 30 * number) for number, text in enumerate(before)]
    risen = value(rise, 90), value(second, 90 + later)
    assert progression("CA125", *values, *risen, limit=35.0).answer is answer


@pytest.mark.parametrize(
    ("nadir", "rise", "second", "answer"),
    [
        ("20", "25", "25", YES),  # exactly 25 % and exactly 5 g/L
        ("20", "24.9", "25", NO),
        ("10", "14.9", "14.9", NO),  # 49 %, 4.9 g/L
        ("10", "15", "15", YES),
        ("40", "49.9", "49.9", NO),  # 24.75 %, and the lowest is below 50 g/L
        ("50", "60", "60", YES),  # 20 %, but 10 g/L above 50 g/L
        ("50", "59.9", "60", NO),
        ("10", "15", "14", NO),
    ],
)
def test_m_protein_by_imwg_in_grams_per_litre(
    nadir: str, rise: str, second: str, answer: MarkerAnswer
) -> None:
    # one g/dL is ten g/L; the two assessments may be of any two days
    outcome = progression(
        "M-protein", value(nadir), value(rise, 30), value(second, 31), unit=10.0
    )
    assert outcome.answer is answer


def test_a_value_between_that_falls_back_confirms_nothing() -> None:
    rise, late = value("90", 30), value("90", 90)
    outcome = progression("CEA", value("40"), rise, value("50", 45), late)
    assert outcome.answer is NO
    assert outcome.reason == "the rise to 90 is not confirmed"
    held = progression("CEA", value("40"), rise, value("85", 45), late)
    assert (held.answer, held.when) == (YES, Bounds(30, 30))


def test_40_90_150_170_175_monthly() -> None:
    texts = "40", "90", "150", "170", "175"
    values = [value(text, 30 * number) for number, text in enumerate(texts)]
    outcome = progression("CA19-9", *values)
    # 90 and 150 lie above 80, 30 days apart
    assert outcome.answer is YES
    assert outcome.records == ("40@0", "90@30", "150@60")


@pytest.mark.parametrize(
    ("first", "last", "answer"),
    [(75, 95, OPEN), (81, 95, YES), (70, 80, NO), (80, 81, OPEN)],
)
def test_a_month_may_be_too_close_to_confirm(
    first: int, last: int, answer: MarkerAnswer
) -> None:
    values = value("40"), value("90", 60), value("90", first, last)
    outcome = progression("CA19-9", *values)
    assert outcome.answer is answer
    if answer is OPEN:
        assert outcome.reason == (
            "the dates leave open whether 21 days lie between two values"
        )


def test_a_possible_earlier_rise_widens_the_days_of_a_certain_one() -> None:
    values = value("40"), value(">70", 30), value("90", 60), value("90", 90)
    outcome = progression("CA19-9", *values)
    assert (outcome.answer, outcome.when) == (YES, Bounds(30, 60))


def test_a_nadir_that_is_a_limit_leaves_open_what_may_be_twice_it() -> None:
    open_rise = progression("CA19-9", value("<37"), value("60", 60), value("65", 90))
    assert open_rise.answer is OPEN
    assert open_rise.reason == "a limit leaves open whether a value is high enough"
    assert open_rise.when == Bounds(60, 60)
    sure = progression("CA19-9", value("<37"), value("75", 60), value("76", 90))
    assert sure.answer is YES


@pytest.mark.parametrize("values", [(), (value("40"),)])
def test_one_value_is_not_evaluated(values: tuple[MarkerValue, ...]) -> None:
    outcome = progression("CA19-9", *values)
    assert outcome.answer is MarkerAnswer.NOT_EVALUATED


def test_every_rule_says_who_gives_it_and_what_to_check() -> None:
    for rule in MARKER_RULES:
        assert rule.source
        assert rule.verify
    markers = [marker for rule in MARKER_RULES for marker in rule.markers]
    assert len(markers) == len(set(markers))
    assert rule_of("AFP") is None
