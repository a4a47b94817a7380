"""The cohort in cells: the same rows, segments and marks as on the page."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import effort
from swimlane.cohort_cases import case, course, date, diagnosis, last_seen, line
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.intervention import LocalIntervention
from timeline.case.response_vocabulary import Response
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.case.vocabulary import VitalStatus
from timeline.charts.cohort.sheet import cohort_sheet
from timeline.charts.cohort.style import segment_look
from timeline.swimlane.bar_days import bar_days
from timeline.swimlane.cohort.build import build_cohort
from timeline.swimlane.cohort.model import CohortSwimlane, Row, RowEnd
from timeline.swimlane.cohort.options import (
    AlignOn,
    CohortOptions,
    Curve,
    GroupBy,
    SegmentBy,
    SortBy,
)
from timeline.swimlane.model import Shape, Swimlane
from timeline.tui.cohort.columns import columns_of
from timeline.tui.cohort.legend import entries
from timeline.tui.cohort.looks import END_GLYPHS, segment_code, segment_ink
from timeline.tui.cohort.rows import line_cells, signs_of
from timeline.tui.cohort.scene import CohortScene, items_of
from timeline.tui.cohort.segments import Track, segments_sketch
from timeline.tui.drawing import glyphs
from timeline.tui.drawing.viewport import Viewport

DAYS = 40
NO_CURVE = CohortOptions(curve=Curve.NONE)


def scene_of(cohort: CohortSwimlane, *, spread: bool = False) -> CohortScene:
    """A scene in which one day is one cell, day 0 the first of them."""
    scene = CohortScene.of(cohort, 80).with_marks(spread=spread)
    frame = replace(scene.frame, view=Viewport(0, DAYS, DAYS))
    return replace(scene, frame=frame, cursor=99)


def drawn(
    *records: Entry, spread: bool = False, options: CohortOptions = NO_CURVE
) -> list[str]:
    """The axis of each line of one patient."""
    scene = scene_of(build_cohort([case("A", *records)], options), spread=spread)
    left = scene.frame.title_width
    rows = (line_cells(scene, one, {}) for one in scene.lines)
    return ["".join(cell.char for cell in row[left:]).rstrip() for row in rows]


def test_a_patient_is_a_line_with_segments_marks_and_an_end() -> None:
    records = (
        diagnosis(),
        line(1, "D3", "D12"),
        Progression(id="pd", date=date("D15")),
        last_seen("D20", VitalStatus.DEAD),
    )
    # observed on days 0 to 20; chemotherapy on 10 of them; progression; death after all
    assert drawn(*records) == ["───████CT████──▼─────✝"]
    assert drawn(*records, spread=True) == ["   ████CT████", "───────────────▼─────✝"]


@pytest.mark.parametrize(
    ("records", "end"),
    [
        ((last_seen("D5"),), "┤"),
        ((last_seen("D5", VitalStatus.DEAD),), "✝"),
        ((last_seen("D5", VitalStatus.LOST),), "⊗"),
        ((last_seen("D5", None),), "◌"),
        ((), "?"),
    ],
)
def test_each_end_has_a_sign_of_its_own(records: tuple[Entry, ...], end: str) -> None:
    assert drawn(diagnosis(), *records)[0].lstrip("─") == end


def test_only_therapy_that_goes_on_has_an_arrow() -> None:
    going = drawn(diagnosis(), line(1, "D3", ongoing=True), last_seen("D9"))
    assert going == ["───██CT███►"]
    unknown = drawn(diagnosis(), line(1, "D3"), last_seen("D9"))
    # nothing is certain but the first day; the open side stands for no length
    assert unknown == ["───█CT┄┄?─┤"]
    assert [glyph for glyph in END_GLYPHS.values() if glyph == glyphs.ONGOING] == ["►"]
    assert END_GLYPHS[RowEnd.ONGOING] == "►"


def test_a_segment_of_unknown_beginning_reaches_back_from_its_end() -> None:
    only = drawn(diagnosis(), line(1, "", "D20"), last_seen("D30"))[0]
    assert only[16:22] == "?CT┄█─"


def test_segments_that_touch_stay_apart_without_colour() -> None:
    lines = line(1, "D0", "D9"), line(2, "D10", "D19", regimen="trastuzumab")
    (row,) = drawn(*lines, diagnosis(), last_seen("D30"))
    # the second one is ten days long, and the first eighth of its first cell is free
    assert row == "████CT████▏████H████" + "─" * 11 + "┤"


def test_a_code_without_room_covers_no_day_that_is_certain() -> None:
    assert drawn(diagnosis(), line(1, "D3", "D3"), last_seen("D9")) == ["───█──────┤"]
    worse = Progression(id="pd", date=date("D5"))
    records = (diagnosis(), line(1, "D3", "D7"), worse, last_seen("D9"))
    assert drawn(*records) == ["───██▼██──┤"]


def test_marks_of_one_cell_are_counted_and_never_lost() -> None:
    events = [AdverseEvent(id=f"e{n}", date=date("D7"), term="Fatigue") for n in "abc"]
    assert drawn(diagnosis(), *events, last_seen("D9")) == ["───────3──┤"]
    many = [AdverseEvent(id=f"e{n}", date=date("D7"), term="Rash") for n in range(12)]
    assert drawn(diagnosis(), *many, last_seen("D9")) == ["───────+──┤"]


def test_a_mark_without_a_stated_day_is_hollow_on_a_line() -> None:
    scan = Progression(id="pd", date=date("[D4..D10]"))
    assert drawn(diagnosis(), scan, last_seen("D20")) == ["────╌╌╌▽╌╌╌──────────┤"]


def test_drugs_of_two_classes_take_two_lines() -> None:
    drugs = course(1, "capecitabine", "D2", "D9"), course(1, "trastuzumab", "D2", "D9")
    records = (diagnosis(), line(1, "D2", "D9", regimen="x"), *drugs, last_seen("D20"))
    assert drawn(*records) == ["──███CT███───────────┤", "  ███H████"]
    whole = replace(NO_CURVE, segments=SegmentBy.LINE)
    assert drawn(*records, options=whole) == ["──██L1 x██───────────┤"]


def test_codes_and_marks_differ_without_colour() -> None:
    signs = [{*pair} for *pair, _ in glyphs.MARKS.values()]
    assert all(a.isdisjoint(b) for n, a in enumerate(signs) for b in signs[:n])
    assert len(set(END_GLYPHS.values())) == len(RowEnd)


def test_the_texts_give_way_when_it_is_narrow() -> None:
    cohort = build_cohort([case("PATIENT-1", diagnosis(), last_seen("D90"))], NO_CURVE)
    titles = [[one.title for one in columns_of(cohort, w)] for w in (40, 120)]
    assert titles == [["Patient", "Best"], ["Patient", "Stage", "HER2", "Best"]]


def test_the_legend_explains_what_is_shown_and_nothing_else() -> None:
    cohort = build_cohort(
        [case("A", diagnosis(), line(1, "D3", "D12"), last_seen("D20"))], NO_CURVE
    )
    meanings = [meaning for _, _, meaning in entries(cohort.rows, by_line=False)]
    assert meanings == ["CT chemotherapy", "alive, off therapy"]


def test_steps_go_through_segments_and_marks_in_time() -> None:
    records = (
        diagnosis(),
        Progression(id="pd", date=date("D15")),
        line(1, "D3", "D12"),
        line(2, "D20", "D30"),
        last_seen("D40"),
    )
    scene = CohortScene.of(build_cohort([case("A", *records)], NO_CURVE), 80)
    assert scene.selected is None
    labels = []
    for _ in range(4):
        scene = scene.stepped(1)
        labels.append(scene.day)
    assert labels == [3.5, 15.5, 20.5, 20.5]
    assert scene.stepped(-1).day == 15.5


DAY = st.sampled_from(["", "D5", "D40", "D41", "D300", "[D10..D90]", "[D20..]", "M3"])


@st.composite
def patients(draw: st.DrawFn, code: str) -> Case:
    """A patient with segments, marks and dates of every kind."""
    records: list[Entry] = [diagnosis(draw(st.sampled_from(["D0", "[D-20..D0]"])))]
    for number in range(1, draw(st.integers(0, 3)) + 1):
        regimen = draw(st.sampled_from(["GEMCIS", "trastuzumab", "x"]))
        ongoing = draw(st.booleans()) or None
        stop = "" if ongoing else draw(DAY)
        records.append(line(number, draw(DAY), stop, regimen=regimen, ongoing=ongoing))
    for number in range(draw(st.integers(0, 5))):
        name, when = f"r{number}", date(draw(DAY))
        made: tuple[Entry, ...] = (
            Progression(id=name, date=when),
            Assessment(id=name, date=when, response=draw(st.sampled_from(Response))),
            AdverseEvent(id=name, date=when, term="Rash"),
            LocalIntervention(
                id=name, date=when, type=draw(st.sampled_from(InterventionKind))
            ),
        )
        records.append(draw(st.sampled_from(made)))
    if draw(st.booleans()):
        status = draw(st.sampled_from([*VitalStatus, None]))
        records.append(last_seen(draw(DAY), status))
    return case(code, *records)


cohorts = st.integers(0, 4).flatmap(
    lambda count: st.tuples(*(patients(f"P{number}") for number in range(count)))
)
choices = st.builds(
    CohortOptions,
    align=st.sampled_from([AlignOn.DIAGNOSIS, AlignOn.LINE, AlignOn.LAST_CONTACT]),
    segments=st.sampled_from(SegmentBy),
    group_by=st.sampled_from(GroupBy),
    sort=st.sampled_from(SortBy),
    curve=st.just(Curve.NONE),
)


def same_picture(cohort: CohortSwimlane, *, spread: bool) -> None:
    """The terminal draws what the page draws, in the same order."""
    page = cohort_sheet(cohort)
    scene = CohortScene.of(cohort, 120).with_marks(spread=spread)
    rows = cohort.rows
    first = [rows[one.row] for one in scene.lines if one.first and one.row is not None]
    assert first == [placed.row for placed in page.rows]
    headings = [one.heading for one in scene.lines if one.row is None]
    assert headings == [heading for _, heading in page.headings]
    for number, placed in enumerate(page.rows):
        tracks = [
            one.track
            for one in scene.lines
            if one.row == number and one.track is not None
        ]
        assert tracks == [*range(placed.row.tracks)]
        limits = replace(scene.frame.swimlane, cutoff=placed.row.follow_up.stop)
        same_segments(placed.row, limits, scene, by_line=cohort.by_line)
        same_marks(placed.row, limits, scene)


def same_segments(
    row: Row, limits: Swimlane, scene: CohortScene, *, by_line: bool
) -> None:
    assert set(map(id, items_of(row))) == set(map(id, (*row.segments, *row.events)))
    for segment in row.segments:
        track = Track(limits, scene.frame.view, by_line, frozenset(), None)
        inks = {c.ink for c in segments_sketch((segment,), track).values()}
        own = segment_ink(segment, by_line=by_line)
        assert own in inks | {
            c.back for c in segments_sketch((segment,), track).values()
        }
        look = segment_look(segment, by_line=by_line)
        assert segment_code(segment, by_line=by_line).endswith(look.code)


def same_marks(row: Row, limits: Swimlane, scene: CohortScene) -> None:
    signs, _ = signs_of(
        row,
        bar_days(row.follow_up, limits.first_day, limits.last_day),
        scene.frame.view,
    )
    found = [one.event for _, here in sorted(signs.items()) for one in here]
    # an event without a cell of its own is counted in one, and none is drawn twice
    assert sorted(map(id, filter(None, found))) == sorted(map(id, row.events))
    assert found.count(None) == 1


@settings(max_examples=effort(60, 600), deadline=None)
@given(cohorts, choices, st.booleans())
def test_random_cohorts(
    cases: tuple[Case, ...], options: CohortOptions, spread: bool
) -> None:
    same_picture(build_cohort(cases, options), spread=spread)


@pytest.mark.parametrize("align", [AlignOn.LINE, AlignOn.DIAGNOSIS])
@pytest.mark.parametrize("narrative", [False, True])
def test_the_shipped_cases(
    cases: dict[str, Case], align: AlignOn, narrative: bool
) -> None:
    options = replace(NO_CURVE, align=align, accept_narrative=narrative)
    cohort = build_cohort(cases.values(), options)
    assert cohort.rows
    same_picture(cohort, spread=False)


def test_every_kind_of_mark_has_a_glyph() -> None:
    assert set(glyphs.MARKS) == set(Shape)
    assert set(END_GLYPHS) == set(RowEnd)
