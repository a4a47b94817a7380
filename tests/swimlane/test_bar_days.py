"""Days of systemic therapy behind the values of a marker, worked out by hand."""

from dataclasses import replace

import pytest

from timeline.case.chronology import Bounds
from timeline.case.records.therapy import DrugCourse
from timeline.case.treatment_vocabulary import DrugGroup
from timeline.charts.print.drawing import draw
from timeline.charts.print.presets import preset
from timeline.charts.print.shapes import Rect
from timeline.charts.swimlane_figure import swimlane_picture
from timeline.swimlane.bar_days import (
    TherapySpan,
    bar_days,
    joined_days,
    therapy_spans,
)
from timeline.swimlane.model import (
    Bar,
    Certainty,
    Group,
    Lane,
    Point,
    Series,
    Swimlane,
    Tone,
)
from timeline.swimlane.time_axis import AxisKind
from timeline.swimlane.tones import course_tone

DRUG, TRIAL = Tone.CHEMOTHERAPY, Tone.BENCHMARK


def bar(start: Bounds, stop: Bounds, tone: Tone = DRUG, *further: Tone) -> Bar:
    return Bar("b", start, stop, tone, Certainty.DAY, "", (), further=further)


def swimlane(*bars: Bar, group: Group = Group.SYSTEMIC) -> Swimlane:
    point = Point("p", Bounds(50, 50), 100, "=", Certainty.DAY, "100 U/mL", ())
    return Swimlane(
        title="S-1",
        synthetic=False,
        axis=AxisKind.RELATIVE,
        time_zero=Bounds(0, 0),
        time_zero_label="start",
        cutoff=Bounds(),
        cutoff_label="",
        first_day=0,
        last_day=99,
        lanes=(Lane(group, "Drug", "", bars=bars),),
        series=(Series("CA19-9", "U/mL", 37, True, (point,), ""),),
        uses_narrative=False,
        undated=(),
        footnotes=(),
    )


EXACT = bar(Bounds(10, 10), Bounds(19, 19))


def test_only_days_on_which_a_drug_was_certainly_given_count() -> None:
    open_ends = bar(Bounds(30, 39), Bounds(60, 69))
    picture = swimlane(EXACT, open_ends)
    assert [*therapy_spans(picture)] == [
        TherapySpan(10, 20, (DRUG,)),
        TherapySpan(39, 61, (DRUG,)),
    ]


def test_a_bar_that_may_have_ended_before_it_surely_began_counts_no_day() -> None:
    assert [*therapy_spans(swimlane(bar(Bounds(10, 40), Bounds(20, 50))))] == []


@pytest.mark.parametrize("last", [10, 20])
def test_no_day_is_certain_where_the_sentences_alone_give_both_ends(last: int) -> None:
    told = replace(
        bar(Bounds(10, 10), Bounds(last, last)), certainty=Certainty.NARRATIVE
    )
    days = bar_days(told, 0, 99)
    assert days.solid_from >= days.solid_to
    assert (days.first, days.last) == (10, last + 1)


def test_what_goes_on_is_certain_until_the_first_day_that_the_cutoff_may_be() -> None:
    on = replace(bar(Bounds(10, 10), Bounds(40, 50)), ongoing=True)
    assert bar_days(on, 0, 99) == (10, 10, 41, 51, False, False)
    # without a cut-off it reaches the last day of the axis
    assert bar_days(replace(on, stop=Bounds()), 0, 99).last == 100


def test_a_published_trial_is_no_therapy() -> None:
    assert [*therapy_spans(swimlane(replace(EXACT, tone=TRIAL)))] == []


@pytest.mark.parametrize("group", DrugGroup)
def test_a_drug_of_every_class_is_therapy(group: DrugGroup) -> None:
    course = DrugCourse(id="c", drug="a drug that nobody knows", drug_class=group)
    drawn = swimlane(replace(EXACT, tone=course_tone(course)))
    assert len([*therapy_spans(drawn)]) == 1


def test_only_systemic_lanes_count() -> None:
    assert [*therapy_spans(swimlane(EXACT, group=Group.LOCAL))] == []


def test_days_beyond_what_is_shown_are_left_out() -> None:
    longer = bar(Bounds(-50, -50), Bounds(500, 500))
    assert [*therapy_spans(swimlane(longer))] == [TherapySpan(0, 100, (DRUG,))]


@pytest.mark.parametrize(
    ("spans", "joined"),
    [
        ([], ()),
        ([(10, 20), (15, 18)], ((10, 20),)),
        ([(30, 40), (10, 30)], ((10, 40),)),
        ([(10, 20), (21, 25)], ((10, 20), (21, 25))),
    ],
)
def test_days_that_touch_are_one_stretch(
    spans: list[tuple[float, float]], joined: tuple[tuple[float, float], ...]
) -> None:
    assert joined_days(TherapySpan(*span, (DRUG,)) for span in spans) == joined


def test_the_page_shades_them_and_hides_their_colour_with_their_bars() -> None:
    two = bar(Bounds(10, 10), Bounds(19, 19), DRUG, Tone.ANTI_HER2)
    picture = swimlane_picture(swimlane(two))
    (ground,) = [s for s in picture["layout"]["shapes"] if s["yref"] == "y2 domain"]
    # months of 30.4375 days: 10 / 30.4375 and 20 / 30.4375
    assert (ground["x0"], ground["x1"]) == (0.3285, 0.6571)
    feet = [t for t in picture["data"] if t.get("yaxis") == "y2" and "legendgroup" in t]
    assert {(t["legendgroup"], t["x"][0]) for t in feet} == {
        ("CHEMOTHERAPY", 0.3285),
        ("ANTI_HER2", 0.3285),
    }
    assert len({trace["y"][0] for trace in feet}) == 2


def test_print_shades_the_days_under_their_bar() -> None:
    shapes = [
        shape
        for shape in draw(swimlane(EXACT), preset("bmc-double")).shapes
        if isinstance(shape, Rect)
    ]
    (ground,) = [shape for shape in shapes if shape.fill == "#eef0f3"]
    drawn = [s for s in shapes if s.fill == "#4477aa" and s.box.top < ground.box.top]
    assert {(s.box.left, s.box.right) for s in drawn} == {
        (ground.box.left, ground.box.right)
    }
    assert any(
        s.fill == "#4477aa"
        and s.box.bottom == ground.box.bottom
        and s.box.left == ground.box.left
        for s in shapes
    )
