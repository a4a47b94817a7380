"""A bar of several classes of drugs in cells."""

from dataclasses import replace

from swimlane.treatment_cases import case_of, course
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Bar, Group, Swimlane, Tone
from timeline.tui.drawing import glyphs
from timeline.tui.drawing.bar import bar_sketch
from timeline.tui.drawing.legend import entries
from timeline.tui.drawing.plan import plan
from timeline.tui.drawing.scene import Scene, whole

SPAN = ("2020-02-01", "2020-08-01")


def _picture(*drugs: str) -> tuple[Swimlane, Bar]:
    courses = (course(drug, *SPAN, number=n) for n, drug in enumerate(drugs))
    swimlane = build(case_of(*courses), SwimlaneOptions(line_numbers=False))
    (lane,) = [lane for lane in swimlane.lanes if lane.group is Group.SYSTEMIC]
    return swimlane, lane.bars[0]


def test_two_classes_are_two_halves_of_each_cell() -> None:
    swimlane, bar = _picture("trastuzumab", "capecitabine")
    cells = bar_sketch(bar, swimlane, whole(swimlane, 80)).values()
    halves = {(c.ink, c.back) for c in cells if c.char == glyphs.SHARED}
    assert halves == {("ANTI_HER2", "CHEMOTHERAPY")}


def test_three_classes_all_stand_in_the_bar() -> None:
    swimlane, bar = _picture("trastuzumab", "capecitabine", "pembrolizumab")
    cells = bar_sketch(bar, swimlane, whole(swimlane, 80)).values()
    inks = {ink for c in cells for ink in (c.ink, c.back)}
    assert {tone.name for tone in bar.tones} <= inks


def test_a_sign_says_without_colour_that_there_are_several() -> None:
    for drugs, signs in ((("trastuzumab", "capecitabine"), 1), (("S-1",), 0)):
        swimlane, bar = _picture(*drugs)
        for width in (8, 20, 80):
            cells = bar_sketch(bar, swimlane, whole(swimlane, width)).values()
            signed = [c for c in cells if c.char == glyphs.COMBINED]
            assert bool(signed) == bool(signs)


def test_the_key_names_both_classes() -> None:
    swimlane, bar = _picture("trastuzumab", "capecitabine")
    scene = Scene.of(swimlane, 110)
    meanings = [meaning for _, _, meaning in entries(scene, plan(scene))]
    assert "anti-HER2 antibody or TKI above chemotherapy" in meanings
    assert bar.tones == (Tone.ANTI_HER2, Tone.CHEMOTHERAPY)
    assert {swimlane.word.of(tone) for tone in bar.tones} <= set(meanings)
    assert swimlane.word.of(Tone.OTHER_DRUG) not in meanings


def test_hiding_one_of_two_classes_hides_no_bar() -> None:
    swimlane, bar = _picture("trastuzumab", "capecitabine")
    scene = Scene.of(swimlane, 110)
    (item,) = [item for item in scene.items if item.drawn == bar]
    for hidden, shown in (({Tone.ANTI_HER2}, True), (set(bar.tones), False)):
        assert replace(scene, hidden=frozenset(hidden)).shows(item) is shown
