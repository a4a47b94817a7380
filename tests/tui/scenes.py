"""Small pictures for the tests of the drawing: one day is one cell."""

from dataclasses import replace

from timeline.case.chronology import Bounds
from timeline.swimlane.model import (
    Bar,
    Certainty,
    Group,
    Lane,
    Mark,
    Shape,
    Swimlane,
    Tone,
)
from timeline.swimlane.time_axis import AxisKind
from timeline.tui.drawing.scene import Scene
from timeline.tui.drawing.viewport import Viewport

DAYS = 40


def exact(day: int) -> Bounds:
    return Bounds(day, day)


def bar(start: Bounds, stop: Bounds, certainty: Certainty = Certainty.DAY) -> Bar:
    return Bar("r", start, stop, Tone.CHEMOTHERAPY, certainty, "", ())


def mark(at: Bounds, certainty: Certainty = Certainty.DAY, label: str = "") -> Mark:
    return Mark("m", at, Tone.SURGERY, Shape.SQUARE, certainty, label, ())


def swimlane(*lanes: Lane, cutoff: int | None = 30) -> Swimlane:
    return Swimlane(
        title="T",
        synthetic=True,
        axis=AxisKind.RELATIVE,
        time_zero=exact(0),
        time_zero_label="start",
        cutoff=Bounds(cutoff, cutoff),
        cutoff_label="Cut-off",
        first_day=0,
        last_day=DAYS - 1,
        lanes=lanes,
        series=(),
        uses_narrative=False,
        undated=(),
        footnotes=(),
    )


def lane(*drawn: Bar | Mark) -> Lane:
    return Lane(
        Group.SYSTEMIC,
        "Drug",
        "",
        tuple(d for d in drawn if isinstance(d, Bar)),
        tuple(d for d in drawn if isinstance(d, Mark)),
    )


def scene_of(picture: Swimlane) -> Scene:
    scene = Scene.of(picture, 60)
    return replace(scene, title_width=10, view=Viewport(0, DAYS, DAYS))
