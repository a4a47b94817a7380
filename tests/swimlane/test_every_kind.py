"""A patient with a record of nearly every kind: each is drawn, in its own way."""

import datetime as dt

import pytest

from clinical.small_case import record
from swimlane.every_kind import every_kind
from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.assessment import Assessment
from timeline.case.records.patient import Patient
from timeline.case.response_vocabulary import Response
from timeline.charts.legend import shape_keys
from timeline.charts.package.alt_text import alt_text
from timeline.charts.palette import SYMBOL
from timeline.charts.print.key import entries
from timeline.charts.sheet import sheet
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Group, Lane, Mark, Shape, Swimlane, Tone
from timeline.tui.drawing.glyphs import MARKS
from timeline.tui.drawing.plan import LineKind, plan
from timeline.tui.drawing.scene import Scene

_SHAPES = {
    Shape.COMPLETE: {"CR", "iCR", "CMR", "sCR", "CRi", "CRh"},
    Shape.PARTIAL: {"PR", "iPR", "PMR", "VGPR"},
    Shape.STABLE: {"SD", "iSD", "SMD", "MR", "NON-CR/NON-PD"},
    Shape.DOWN: {"PD", "iCPD", "PMD"},
    Shape.NOT_EVALUABLE: {"NE", "iUPD"},
}
"""RECIST 1.1, iRECIST, PERCIST, IMWG and ELN, by the category that each counts as."""


@pytest.fixture(scope="module")
def swimlane() -> Swimlane:
    return build(every_kind(), SwimlaneOptions(lesions=True))


def _lane(swimlane: Swimlane, title: str) -> Lane:
    (lane,) = [lane for lane in swimlane.lanes if lane.title == title]
    return lane


def _marks(*records: Assessment) -> list[Mark]:
    case = Case(Patient(id="p", code="X-1"), records)
    lanes = [lane for lane in build(case).lanes if lane.group is Group.STATUS]
    return [mark for lane in lanes for mark in lane.marks]


@pytest.mark.parametrize("shape", _SHAPES)
def test_a_response_has_the_shape_of_its_category_and_its_own_word(
    shape: Shape,
) -> None:
    for word in _SHAPES[shape]:
        date = PartialDate.parse("2021-03-04")
        (mark,) = _marks(Assessment(id="a", date=date, response=Response(word)))
        assert (mark.shape, mark.label) == (shape, word)


def test_every_response_has_a_shape() -> None:
    assert set.union(*_SHAPES.values()) == {response.value for response in Response}


def test_the_strip_has_the_same_shapes() -> None:
    strip = build(every_kind(), SwimlaneOptions(response_strip=True)).strip
    assert strip is not None
    for mark in strip.marks:
        assert mark.label in _SHAPES[mark.shape]


def test_scores_are_numbers_in_boxes_in_order_of_time(swimlane: Swimlane) -> None:
    ecog, karnofsky = _lane(swimlane, "ECOG"), _lane(swimlane, "Karnofsky")
    assert [mark.label for mark in ecog.marks] == ["1", "0", "2", "3", "≤1"]
    assert [mark.label for mark in karnofsky.marks] == ["90", "60"]
    assert {mark.shape for mark in (*ecog.marks, *karnofsky.marks)} == {Shape.BOX}


def test_cycles_are_strokes_below_the_drugs_of_their_line(swimlane: Swimlane) -> None:
    titles = [lane.title for lane in swimlane.lanes]
    lane = _lane(swimlane, "Cycles")
    assert titles.index("Cycles") == titles.index("Oxaliplatin") + 1
    assert (len(lane.marks), lane.subtitle) == (30, "1 to 30")
    last = dt.date(2021, 3, 1) + dt.timedelta(days=29 * 21)
    assert lane.marks[-1].at.earliest == last.toordinal()


def test_thirty_cycles_take_one_row(swimlane: Swimlane) -> None:
    (rows,) = [rows for _, rows in sheet(swimlane).lanes if rows.lane.title == "Cycles"]
    assert {label.row for _, label in rows.marks} == {0}
    for width in (80, 120):
        lines = [line for line in plan(Scene.of(swimlane, width)) if line.placed]
        held = [
            line
            for line in lines
            if any(_is_cycle(placed.item.drawn) for placed in line.placed)
        ]
        assert len(held) == 1
        assert len(held[0].placed) == 30


def _is_cycle(drawn: object) -> bool:
    return isinstance(drawn, Mark) and drawn.shape is Shape.STROKE


def test_an_interruption_stands_with_what_it_interrupts(swimlane: Swimlane) -> None:
    for title, name in (
        ("Trastuzumab", "gap-1"),
        ("Trastuzumab deruxtecan", "gap-2"),
    ):
        tones = {bar.record: bar.tone for bar in _lane(swimlane, title).bars}
        assert tones[name] is Tone.INTERRUPTION
    (rows,) = [r for _, r in sheet(swimlane).lanes if r.lane.title == "Trastuzumab"]
    drug, pause = (label.row for _, label in rows.bars)
    assert pause > drug


def test_a_lesion_has_its_sizes(swimlane: Swimlane) -> None:
    sizes = [
        m.label for m in _lane(swimlane, "Liver, segment 7").marks if "mm" in m.label
    ]
    assert sizes == ["44 mm", "26 mm", "51 mm"]
    node = [mark.label for mark in _lane(swimlane, "Coeliac node").marks]
    assert node == ["18 mm", "Too small to measure"]


def test_care_and_background_have_a_group_of_their_own(swimlane: Swimlane) -> None:
    care = {lane.title for lane in swimlane.lanes if lane.group is Group.CARE}
    assert care == {"Care", "Background", "Other medication", "Tumour board"}


def test_numbers_of_lines_share_a_row_in_cells(swimlane: Swimlane) -> None:
    scene = Scene.of(swimlane, 80)
    lines = [line for line in plan(scene) if line.kind is LineKind.LANE]
    numbers = [
        [placed.label for placed in line.placed if placed.item.repeats]
        for line in lines
    ]
    assert [row for row in numbers if row] == [["L1", "L2", "L3"]]


def test_keys_pass_numbers_of_lines_by(swimlane: Swimlane) -> None:
    scene = Scene.of(swimlane, 80).at_end(last=False)
    seen = {scene.selected}
    for _ in scene.items:
        scene = scene.stepped(1)
        seen.add(scene.selected)
    assert not any(item.repeats for item in scene.items if item.index in seen)
    found = scene.finding(("line-3",))
    assert found is not None
    assert found.item is not None


def test_the_words_for_who_cannot_see_it_name_numbers_and_interruptions() -> None:
    text = alt_text(build(every_kind()))
    assert "Lines: L1 months 0 to 24" in text
    assert "Interruption: fall of ejection fraction months 9 to 11" in text
    assert "Cycles: 1 to 30;" in text
    assert "C17" not in text


def _drawn(entry: Entry) -> tuple[Mark, Swimlane]:
    case = Case.of((Patient(id="p", code="X-1"), entry))
    swimlane = build(case)
    (mark,) = [mark for lane in swimlane.lanes for mark in lane.marks]
    return mark, swimlane


@pytest.mark.parametrize(
    ("entry", "shape"),
    [
        (record("molecular_finding", "g", gene="KRAS"), Shape.CIRCLE),
        (
            record("molecular_finding", "g", gene="KRAS", detection="detected"),
            Shape.CIRCLE,
        ),
        (
            record("molecular_finding", "g", gene="KRAS", detection="not detected"),
            Shape.ABSENT,
        ),
        (
            record("molecular_finding", "g", gene="KRAS", detection="not evaluable"),
            Shape.NOT_EVALUABLE,
        ),
        (record("result", "r", analyte="MRD", words="detected"), Shape.CIRCLE),
        (record("result", "r", analyte="MRD", words="Not detected"), Shape.ABSENT),
        (record("result", "r", analyte="EBV", words="negative"), Shape.ABSENT),
        (
            record("result", "r", analyte="EBV", words="negatively stained"),
            Shape.CIRCLE,
        ),
        (record("symptom", "s", name="jaundice"), Shape.TICK),
        (record("symptom", "s", name="jaundice", absent=True), Shape.ABSENT),
    ],
    ids=lambda value: value.label if isinstance(value, Entry) else value.value,
)
def test_what_is_not_there_has_a_sign_of_its_own_that_the_key_explains(
    entry: Entry, shape: Shape
) -> None:
    first = entry.date_fields()[0]
    mark, swimlane = _drawn(entry.changed(**{first: PartialDate.parse("2021-03-04")}))
    assert mark.shape is shape
    if shape is Shape.ABSENT:
        said = "Looked for, not there"
        assert said in [trace["name"] for trace in shape_keys(swimlane)]
        assert said in [entry.words for entry in entries(swimlane, brief=True)]


def test_signs_of_what_is_there_and_what_is_not_differ_in_every_drawing() -> None:
    assert SYMBOL[Shape.ABSENT] not in (SYMBOL[Shape.CIRCLE], SYMBOL[Shape.TICK])
    signs = MARKS[Shape.ABSENT][:2]
    others = [
        sign
        for shape in Shape
        if shape is not Shape.ABSENT
        for sign in MARKS[shape][:2]
    ]
    assert not set(signs) & set(others)


def test_a_new_lesion_is_drawn_where_the_sum_of_targets_does_not_hold_it() -> None:
    target = record("lesion", "t", name="Segment 7", target=True)
    nodule = record("lesion", "n", name="Peritoneal nodule", target=False)
    sizes = [
        record("lesion_measurement", f"m{n}", lesion="t", date=date, diameter=size)
        for n, (date, size) in enumerate((("2021-01-05", 30), ("2021-04-06", 20)))
    ]
    new = record(
        "lesion_measurement",
        "new",
        lesion="n",
        date="2021-04-06",
        role="new",
        state="present",
    )
    case = Case.of((Patient(id="p", code="X-1"), target, nodule, *sizes, new))
    (lane,) = [lane for lane in build(case).lanes if lane.marks]
    assert lane.title == "Lesions outside the sum"
    (mark,) = lane.marks
    assert (mark.record, mark.label) == (
        "new",
        "New lesion: Peritoneal nodule, present",
    )
    # a single measurement makes no curve, so it is a mark as well
    (lane,) = build(Case.of((Patient(id="p", code="X-1"), target, sizes[0]))).lanes
    assert [mark.label for mark in lane.marks] == ["Segment 7, 30 mm"]
