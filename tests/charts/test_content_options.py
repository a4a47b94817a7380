"""The page draws what the options add, and hides it with what it belongs to."""

from timeline.case.case import Case
from timeline.charts.page import page
from timeline.charts.swimlane_figure import figure
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Group, Tone
from timeline.swimlane.options import TrialBand


def test_the_strip_is_hidden_with_the_responses(gallbladder: Case) -> None:
    drawn = figure(build(gallbladder, SwimlaneOptions(response_strip=True)))
    scatter = [trace for trace in drawn.data if trace.type == "scatter"]
    (strip,) = [t for t in scatter if t.textposition == "middle center"]
    assert strip.legendgroup == Tone.RESPONSE.name
    assert set(strip.text) == {"PD", "SD"}
    assert "Response as reported" in drawn.layout.yaxis.ticktext[0]


def test_double_strokes_are_hidden_with_what_they_cut(gallbladder: Case) -> None:
    assert not _strokes(gallbladder, SwimlaneOptions())
    options = SwimlaneOptions(since=20, until=40)
    assert Tone.ANTI_HER2.name in _strokes(gallbladder, options)


def _strokes(case: Case, options: SwimlaneOptions) -> set[str]:
    drawn = figure(build(case, options))
    named = "goes on beyond the drawing"
    return {trace.legendgroup for trace in drawn.data if trace.name == named}


def test_a_folded_group_has_its_name_on_its_lane(gallbladder: Case) -> None:
    options = SwimlaneOptions(fold=frozenset({Group.LOCAL}))
    drawn = figure(build(gallbladder, options))
    assert any("<b>Local interventions</b>" in t for t in drawn.layout.yaxis.ticktext)
    headings = [a.text for a in drawn.layout.annotations]
    assert "<b>Local interventions</b>" not in headings
    assert "<b>Systemic therapy</b>" in headings


def test_a_band_names_its_source_on_the_page(gallbladder: Case) -> None:
    options = SwimlaneOptions(trial_bands=(TrialBand(4, "T037"),))
    text = page(build(gallbladder, options))
    assert "Source: Review of HER2 in biliary tract cancer" in text
    assert "nothing is inferred from the difference" in text
