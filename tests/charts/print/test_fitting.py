import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest

from timeline.case.case import Case
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.charts.print.drawing import draw
from timeline.charts.print.fitting import fitted, without
from timeline.charts.print.presets import PRESETS, PresetError, preset
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.folding import folded
from timeline.swimlane.model import Group, Swimlane


def test_the_font_gives_way_before_the_figure_is_refused(gallbladder: Case) -> None:
    # At 7.5 points with a brief key and short words the figure takes some 201 mm.
    frame = preset("elsevier-half", width=150, height=198)
    drawing = fitted(build(gallbladder), frame)
    sizes = {text.points for text in drawing.texts}
    assert len(sizes) == 1
    assert frame.least_font <= sizes.pop() < frame.font
    assert drawing.height <= frame.height


@pytest.mark.parametrize("name", ["bmc-single", "nature-single", "frontiers-single"])
def test_the_published_case_fits_one_column(gallbladder: Case, name: str) -> None:
    frame = preset(name)
    drawing = fitted(build(gallbladder), frame)
    assert drawing.stacked
    assert drawing.height <= frame.height
    assert {text.points for text in drawing.texts} == {frame.font}


def test_a_wide_figure_has_its_titles_beside_the_lanes(gallbladder: Case) -> None:
    drawing = fitted(build(gallbladder), preset("bmc-double"))
    assert (drawing.stacked, drawing.shortened) == (False, ())


def test_the_key_gives_way_before_words_do(gallbladder: Case) -> None:
    # With every entry of the key the strip makes the figure some 228 mm high.
    swimlane = build(gallbladder, SwimlaneOptions(response_strip=True))
    drawing = fitted(swimlane, preset("bmc-double"))
    words = {text.text for text in drawing.texts}
    assert drawing.height <= 225
    assert drawing.shortened == ()
    assert "Brachytherapy or seeds" not in words
    assert {"Chemotherapy", "Between limits"} <= words


def test_titles_go_above_the_lanes_before_a_wide_figure_is_refused(
    synthetic: Case,
) -> None:
    # Beside the lanes they need 246 mm at the smallest font, and 240 mm are allowed.
    frame = preset("elsevier-half")
    swimlane = build(synthetic)
    beside = draw(swimlane, replace(frame, font=frame.least_font), brief=True)
    assert beside.height > frame.height
    drawing = fitted(swimlane, frame)
    assert drawing.stacked
    assert drawing.height <= frame.height
    titles = {lane.title for lane in swimlane.lanes if lane.group is Group.SYSTEMIC}
    words = " ".join(text.text for text in drawing.texts).lower()
    assert all(title.lower() in words for title in titles)


def test_at_last_the_curves_become_lower(synthetic: Case) -> None:
    # Above the lanes the titles leave 228 mm at 8 points, and 225 mm are allowed.
    frame = preset("bmc-double")
    drawing = fitted(build(synthetic), frame)
    assert drawing.height <= frame.height
    assert {text.points for text in drawing.texts} == {frame.least_font}


def test_what_is_shortened_is_told(gallbladder: Case) -> None:
    drawing = fitted(build(gallbladder), preset("bmc-single"))
    meanings = dict(drawing.shortened)
    words = " ".join(text.text for text in drawing.texts)
    assert (meanings["R"], meanings["LND"]) == ("right", "lymph node dissection")
    assert "Cryoablation, R adrenal" in words
    assert "lymphadenectomy" not in words


@pytest.mark.parametrize(
    ("height", "option", "change"),
    [(213, "--fold", folded), (185, "--leave-out", without)],
)
def test_a_figure_that_cannot_fit_says_what_would_help(
    gallbladder: Case,
    height: float,
    option: str,
    change: Callable[[Swimlane, frozenset[Group]], Swimlane],
) -> None:
    swimlane, frame = build(gallbladder), preset("bmc-single", height=height)
    with pytest.raises(PresetError, match="85 mm and 8 points") as raised:
        fitted(swimlane, frame)
    named = [g for g in Group if f"{option} {g.name.lower()}" in raised.value.hint]
    assert Group.FINDINGS in named
    fitted(change(swimlane, frozenset(named)), frame)


def test_a_figure_that_nothing_helps_is_to_be_split(synthetic: Case) -> None:
    with pytest.raises(PresetError) as raised:
        fitted(build(synthetic), preset("bmc-single", height=60))
    assert "split the figure" in raised.value.hint


@pytest.mark.parametrize(
    ("name", "width", "least_font"),
    [
        ("nature-single", 89, 5),
        ("nature-double", 183, 5),
        ("bmc-single", 85, 8),
        ("bmc-double", 176, 8),
        ("elsevier-single", 90, 7),
        ("elsevier-half", 140, 7),
        ("elsevier-double", 190, 7),
        ("frontiers-single", 85, 8),
        ("frontiers-double", 180, 8),
    ],
)
def test_widths_and_fonts_of_the_guides(
    name: str, width: float, least_font: float
) -> None:
    assert PRESETS[name].width == width
    assert PRESETS[name].least_font == least_font
    assert PRESETS[name].dpi >= 300


def test_every_preset_says_how_well_it_is_known() -> None:
    for frame in PRESETS.values():
        assert "verify" in frame.basis or "choice" in frame.basis


def test_nature_takes_no_patterns_and_no_grid() -> None:
    frame = PRESETS["nature-double"]
    assert (frame.patterns, frame.gridlines, frame.most_font) == (False, False, 7)


def test_measures_given_by_hand_count() -> None:
    changed = preset("bmc-double", width=150, height=100, dpi=450)
    assert (changed.width, changed.height, changed.dpi) == (150, 100, 450)
    assert replace(changed, width=176, height=225, dpi=600) == PRESETS["bmc-double"]


@pytest.mark.parametrize("wrong", [{"width": 5}, {"height": 9999}, {"dpi": 10}])
def test_measures_out_of_reason_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(PresetError, match="between"):
        preset("bmc-double", **wrong)  # type: ignore[arg-type]


def test_an_unknown_preset_names_the_known_ones() -> None:
    with pytest.raises(PresetError) as raised:
        preset("lancet")
    assert all(name in raised.value.hint for name in PRESETS)


def test_what_would_help_is_listed_as_in_a_sentence(synthetic: Case) -> None:
    with pytest.raises(PresetError) as raised:
        fitted(build(synthetic), preset("slide"))
    listed = '"Findings", "Adverse events" and "HER2 and molecular tests"'
    assert raised.value.hint.startswith(f"Leave out {listed} (")


def test_where_curves_take_the_room_it_is_fewer_markers_that_help() -> None:
    names = ("CA19-9", "CEA", "AFP", "CA125")
    results = [
        Result.model_validate(
            {
                "id": f"{name}-{assay[-1]}-{day}",
                "date": f"2020-01-{day}",
                "analyte": name,
                "comparator": "=",
                "value": day,
                "unit": "U/mL",
                "assay": assay,
            }
        )
        for name in names
        for assay in ("Assay 1", "Assay 2")
        for day in (11, 29)
    ]
    case = Case(Patient(id="patient", code="P-1"), tuple(results))
    frame = preset("slide", height=110)
    with pytest.raises(PresetError) as raised:
        fitted(build(case), frame)
    said = re.match(r"Plot (\d) of the 4 tumour markers \(", raised.value.hint)
    assert said, raised.value.hint
    for chosen in combinations(names, int(said[1])):
        options = SwimlaneOptions(markers=frozenset(chosen))
        fitted(build(case, options), frame)
