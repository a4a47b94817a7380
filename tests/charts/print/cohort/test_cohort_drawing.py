"""What a printed cohort promises, whatever it draws."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charts.cohort_examples import cohort, poisoned
from charts.hostile import HOSTILE
from charts.print.boxes import outside, overlapping
from effort import effort
from swimlane.sample_cohorts import (
    glioma_cases,
    glioma_tables,
    trial_cases,
    trial_tables,
)
from timeline.charts.package.cohort.texts import caption
from timeline.charts.print.cohort.draw import draw_cohort, fitted_cohort
from timeline.charts.print.cohort.sheet import Density, measures
from timeline.charts.print.drawing import Drawing
from timeline.charts.print.faces import CAPITAL, TAIL, missing
from timeline.charts.print.presets import PRESETS, PresetError, preset
from timeline.charts.print.shapes import Circle, Polygon, Rect
from timeline.charts.print.style import Style
from timeline.charts.print.svg import svg
from timeline.swimlane.cohort.build import build_cohort
from timeline.swimlane.cohort.model import CohortSwimlane
from timeline.swimlane.cohort.options import (
    AlignOn,
    CohortOptions,
    Curve,
    GroupBy,
    SegmentBy,
)

from .random_cohorts import cohorts


def under_marks(drawing: Drawing) -> list[str]:
    """Texts that a mark covers; the band of the curve is no mark."""
    drawn = [
        shape.box
        for shape in drawing.shapes
        if isinstance(shape, Circle)
        or (isinstance(shape, Polygon) and shape.box.right - shape.box.left < 5)
    ]
    return [
        text.text
        for text in drawing.texts
        if any(text.box.overlaps(box) for box in drawn)
    ]


@settings(
    max_examples=effort(40, 400),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    cohort=cohorts(),
    name=st.sampled_from(sorted(PRESETS)),
    density=st.sampled_from(Density),
)
def test_labels_never_overlap_and_nothing_leaves_the_frame(
    cohort: CohortSwimlane, name: str, density: Density
) -> None:
    style = Style(preset(name))
    drawing = draw_cohort(cohort, style, measures(density, style, 2.0))
    assert overlapping(drawing) == []
    assert outside(drawing) == []
    assert under_marks(drawing) == []


@pytest.mark.parametrize("name", ["bmc-single", "bmc-double", "nature-single", "slide"])
@pytest.mark.parametrize(
    "options",
    [
        CohortOptions(),
        CohortOptions(group_by=GroupBy.RESPONSE, segments=SegmentBy.LINE),
        CohortOptions(align=AlignOn.LINE, curve=Curve.PROGRESSION_FREE),
        CohortOptions(curve=Curve.NONE),
    ],
)
def test_a_small_cohort_keeps_to_the_frame(name: str, options: CohortOptions) -> None:
    found = cohort(options)
    drawing = fitted_cohort(found, preset(name))
    assert drawing.width == PRESETS[name].width
    assert drawing.height <= PRESETS[name].height
    assert (overlapping(drawing), outside(drawing)) == ([], [])
    assert under_marks(drawing) == []
    texts = [text.text for text in drawing.texts]
    codes = [row.code for row in found.rows]
    assert [text for text in texts if text in codes] == codes
    for text in drawing.texts:
        assert PRESETS[name].least_font <= text.points <= PRESETS[name].font


def with_cells(found: CohortSwimlane) -> CohortSwimlane:
    """The same, numbered, with a text in every column of its first two patients."""
    cells = ("IVB", "negative (rule)", "PR")
    rows = tuple(
        replace(row, code=str(number), cells=cells)
        for number, row in enumerate(found.rows[:2], start=1)
    )
    return replace(found, rows=rows)


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_columns_are_left_out_rather_than_broken_or_cut(name: str) -> None:
    found = with_cells(cohort())
    drawing = fitted_cohort(found, preset(name))
    texts = [text.text for text in drawing.texts]
    titles = ("Patient", *(t for t in found.columns if t not in drawing.unprinted))
    words = {word for title in titles for word in title.split()}
    assert words <= {word for text in texts for word in text.split()}
    assert not any(text.endswith("\u2026") for text in texts)


def test_a_narrow_figure_leaves_out_her2_first_and_its_caption_says_so() -> None:
    # 85 mm at 8 points: half is 42.5 mm; the four columns take 48 mm and three gaps.
    found = with_cells(cohort())
    drawing = fitted_cohort(found, preset("bmc-single"))
    assert drawing.unprinted == ("HER2, last tissue test",)
    assert "no room for: HER2, last tissue test" in caption(found, drawing)
    wide = fitted_cohort(found, preset("bmc-double"))
    assert wide.unprinted == ()
    assert "no room" not in caption(found, wide)


@pytest.mark.parametrize("name", sorted(PRESETS))
@pytest.mark.parametrize("density", [Density.FULL, Density.COMPACT])
def test_the_text_of_a_segment_stands_within_it(name: str, density: Density) -> None:
    style = Style(preset(name))
    drawing = draw_cohort(cohort(), style, measures(density, style))
    bars = [shape.box for shape in drawing.shapes if isinstance(shape, Rect)]
    inside = [text for text in drawing.texts if text.text.startswith("H ")]
    assert inside or PRESETS[name].width < 100
    for text in inside:
        top = text.baseline - CAPITAL * style.em
        bottom = text.baseline + TAIL * style.em
        assert any(
            bar.top <= top and bottom <= bar.bottom and bar.left <= text.box.left
            for bar in bars
            if text.box.right <= bar.right
        )


def test_no_text_has_two_spaces_in_a_row() -> None:
    # SVG and PDF draw one space for two, and would stretch the letters to the width.
    for name in PRESETS:
        drawing = fitted_cohort(cohort(), preset(name))
        assert not [text.text for text in drawing.texts if "  " in text.text]


def test_the_key_is_inside_and_says_what_is_drawn_and_nothing_else() -> None:
    words = {text.text for text in fitted_cohort(cohort(), preset("slide")).texts}
    assert {"Partial response", "Progression", "Adverse event"} <= words
    assert {"Therapy ongoing", "Death", "Lost to follow-up", "End not known"} <= words
    assert not {"Complete response", "Operation", "Ongoing at cut-off"} & words


def test_the_curve_has_its_numbers_at_risk() -> None:
    # Five rows, one without any follow-up. Those known to be alive or dead at month
    # 0: four. Shortest lengths in days: 400, 300 (dead), 220 (D250 after a diagnosis
    # as late as D30) and 180, that is 13.1, 9.9, 7.2 and 5.9 months.
    drawing = fitted_cohort(cohort(), preset("bmc-double"))
    texts = [text.text for text in drawing.texts]
    after = texts[texts.index("At risk") + 1 :]
    assert " ".join(after[:14]) == "4 4 4 4 4 4 3 3 2 2 1 1 1 1"


def test_nobody_is_counted_before_month_0() -> None:
    found = cohort(CohortOptions(align=AlignOn.LINE))
    early = replace(found, first_day=-400)
    texts = [text.text for text in fitted_cohort(early, preset("bmc-double")).texts]
    assert "\u221212" in texts  # a minus sign, not a hyphen
    months = texts[: texts.index("Overall survival")]
    ticks = [text for text in months if text.isdecimal()]
    after = texts[texts.index("At risk") + 1 :]
    counted = [text for text in after[: len(ticks)] if text.isdecimal()]
    assert len(counted) == len(ticks)


def test_without_a_curve_there_is_none() -> None:
    drawing = fitted_cohort(cohort(CohortOptions(curve=Curve.NONE)), preset("slide"))
    texts = {text.text for text in drawing.texts}
    assert not {"At risk", "100%", "Overall survival"} & texts


def test_many_rows_become_lines_and_too_many_are_refused() -> None:
    found = cohort()
    row = replace(found.rows[0], tracks=1)
    many = replace(found, rows=(row,) * 100)
    drawing = fitted_cohort(many, preset("bmc-double"))
    assert drawing.height <= PRESETS["bmc-double"].height
    assert row.code not in {text.text for text in drawing.texts}
    with pytest.raises(PresetError, match="400 rows need"):
        fitted_cohort(replace(found, rows=(row,) * 400), preset("bmc-double"))


def test_what_the_error_says_does_fit() -> None:
    found = cohort()
    row = replace(found.rows[0], tracks=1)
    frame = preset("bmc-single")
    with pytest.raises(PresetError) as error:
        fitted_cohort(replace(found, rows=(row,) * 900), frame)
    most = int(re.findall(r"at most (\d+) patients", error.value.hint)[0])
    fitted_cohort(replace(found, rows=(row,) * most), frame)
    with pytest.raises(PresetError):
        fitted_cohort(replace(found, rows=(row,) * (most + 1)), frame)


def test_only_an_ongoing_row_has_an_arrow() -> None:
    found = cohort()
    drawing = fitted_cohort(found, preset("bmc-double"))
    arrows = [
        shape
        for shape in drawing.shapes
        if isinstance(shape, Polygon)
        and len(shape.points) == 3
        and shape.points[0][0] == shape.points[1][0]
    ]
    assert len(arrows) == 2  # one row, one entry of the key


def test_hostile_words_are_text_in_the_svg() -> None:
    evil = poisoned(cohort())
    printable = "".join(HOSTILE).replace("\u2028", "").replace("\u2029", "")
    assert missing(printable) == ()
    text = svg(fitted_cohort(_printable(evil), preset("slide"), title=HOSTILE[0]))
    root = ET.fromstring(text)  # noqa: S314 - made here
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "title", "g", "rect", "path", "circle", "text"}
    assert "<script" not in text
    assert root.find("{*}title").text == HOSTILE[0]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["bmc-single", "slide"])
def test_endless_words_stay_in_the_frame(name: str) -> None:
    style = Style(preset(name))
    for density in Density:
        heights = measures(density, style, 2.0)
        drawing = draw_cohort(_printable(poisoned(cohort())), style, heights)
        assert overlapping(drawing) == []
        assert outside(drawing) == []


def _printable(found: CohortSwimlane) -> CohortSwimlane:
    """Without the two characters that no font has."""

    def clean(text: str) -> str:
        return text.replace("\u2028", "").replace("\u2029", "")

    rows = tuple(
        replace(
            row,
            code=clean(row.code),
            group=clean(row.group),
            cells=tuple(map(clean, row.cells)),
            segments=tuple(replace(s, name=clean(s.name)) for s in row.segments),
        )
        for row in found.rows
    )
    return replace(
        found,
        title=clean(found.title),
        zero=clean(found.zero),
        columns=tuple(map(clean, found.columns)),
        rows=rows,
        curve=found.curve and replace(found.curve, name=clean(found.curve.name)),
    )


THIN = {"slide"}
"""Frames in which the 36 patients of the trial are lines without texts."""


@pytest.mark.parametrize(
    "name", ["bmc-single", "bmc-double", "nature-single", "elsevier-double", "slide"]
)
def test_published_cohorts_keep_to_the_frame(shared_data: Path, name: str) -> None:
    trial, gliomas = trial_tables(shared_data), glioma_tables(shared_data)
    if not trial or not gliomas:
        pytest.skip("the published cohorts are not on this machine")
    by_line = CohortOptions(align=AlignOn.LINE, segments=SegmentBy.LINE)
    for found in (
        build_cohort(trial_cases(trial), by_line),
        build_cohort(glioma_cases(gliomas), CohortOptions(segments=SegmentBy.LINE)),
    ):
        drawing = fitted_cohort(found, preset(name))
        assert drawing.height <= PRESETS[name].height
        assert (overlapping(drawing), outside(drawing)) == ([], [])
        assert under_marks(drawing) == []
        if name not in THIN or len(found.rows) < 30:
            codes = [row.code for row in found.rows]
            texts = [text.text for text in drawing.texts]
            assert [t for t in texts if t in codes][: len(codes)] == codes
