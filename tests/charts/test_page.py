import json
import re
from importlib.resources import files
from typing import Any

import pytest

from charts.hostile import HOSTILE, poisoned
from charts.outline import Outline
from timeline.case.case import Case
from timeline.charts.page import page
from timeline.charts.shell import CONFIG
from timeline.charts.swimlane_figure import figure
from timeline.swimlane.build import build
from timeline.swimlane.model import Tone

LARGEST = 1_400_000


def test_the_page_is_the_same_every_time(gallbladder: Case) -> None:
    assert page(build(gallbladder)) == page(build(gallbladder))


def test_the_page_is_small(synthetic: Case) -> None:
    assert len(page(build(synthetic)).encode()) <= LARGEST


def test_nothing_in_the_page_has_an_address(gallbladder: Case) -> None:
    outline = Outline(page(build(gallbladder)))
    loading = {"src", "href", "srcset", "action", "data", "poster"}
    assert not [tag for tag, names in outline.tags if loading & set(names)]


def test_the_policy_allows_nothing_but_its_own_scripts(gallbladder: Case) -> None:
    outline = Outline(page(build(gallbladder)))
    policy = next(
        names["content"] or ""
        for tag, names in outline.tags
        if names.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    allowed = rules["script-src"].split()
    assert len(allowed) == 2
    assert all(re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", one) for one in allowed)


def test_the_chart_cannot_be_sent_anywhere(gallbladder: Case) -> None:
    drawn = json.loads(Outline(page(build(gallbladder))).data)
    assert drawn["config"] == CONFIG
    assert CONFIG["showSendToCloud"] is False
    assert CONFIG["plotlyServerURL"] == ""


def test_the_title_names_the_study_code_only(gallbladder: Case) -> None:
    found = re.search(r"<title>(.*?)</title>", page(build(gallbladder)))
    assert found
    assert found[1] == "Treatment timeline: GBC-90"


def test_the_library_is_the_version_that_plotly_writes_for() -> None:
    import plotly.offline

    library = files("timeline.charts").joinpath("assets", "plotly-basic.min.js")
    start = library.read_text(encoding="utf-8")[:200]
    assert f"v{plotly.offline.get_plotlyjs_version()}\n" in start
    licence = files("timeline.charts").joinpath("assets", "plotly-basic.LICENSE.txt")
    assert "MIT" in licence.read_text(encoding="utf-8")


def test_everything_drawn_is_in_the_table(gallbladder: Case) -> None:
    swimlane = build(gallbladder)
    outline = Outline(page(swimlane))
    rows = sum(tag == "tr" for tag, _ in outline.tags) - 2
    events = [event for lane in swimlane.lanes for event in lane.events]
    drawn = sum(event.tone is not Tone.LINE for event in events)
    points = sum(len(one.points) for one in swimlane.series)
    assert rows == drawn + points + len(gallbladder.entries)


def test_footnotes_and_undated_records_are_printed(gallbladder: Case) -> None:
    swimlane = build(gallbladder)
    words = " ".join(Outline(page(swimlane)).words)
    assert all(note in words for note in swimlane.footnotes)
    assert all(each.label in words for each in swimlane.undated)


def test_synthetic_data_says_so(synthetic: Case, gallbladder: Case) -> None:
    assert 'class="synthetic"' in page(build(synthetic))
    assert 'class="synthetic"' not in page(build(gallbladder))


def test_no_calendar_appears_where_there_is_none(relative: Case) -> None:
    outline = Outline(page(build(relative)))
    text = " ".join(outline.words) + outline.data
    assert "month 18" in text
    assert not re.search(r"\b(19|20)\d\d-\d\d\b", text)
    assert not re.search(r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d", text)


def test_text_from_data_is_never_markup(gallbladder: Case) -> None:
    clean = Outline(page(build(gallbladder)))
    outline = Outline(page(poisoned(build(gallbladder))))
    tags = [tag for tag, _ in outline.tags]
    for tag in ("script", "img", "a", "b"):
        assert tags.count(tag) == [tag for tag, _ in clean.tags].count(tag)
    words = " ".join(outline.words)
    assert all(text in words for text in HOSTILE)


def test_text_from_data_is_never_markup_for_plotly(gallbladder: Case) -> None:
    drawn = json.loads(Outline(page(poisoned(build(gallbladder)))).data)
    text = json.dumps(drawn)
    for tag in ("<script", "<img", "<a "):
        assert tag not in text
    own = {trace.get("hovertemplate") for trace in drawn["data"]}
    assert own == {None, "%{customdata}<extra></extra>"}


@pytest.mark.parametrize("character", ["\u2028", "<", ">", "&"])
def test_the_data_block_cannot_end_early(gallbladder: Case, character: str) -> None:
    block = page(poisoned(build(gallbladder))).split('id="figure">', 1)[1]
    assert character not in block.split("</script>", 1)[0]


def test_the_page_draws_the_figure(gallbladder: Case) -> None:
    swimlane = build(gallbladder)
    expected: Any = json.loads(figure(swimlane).to_json())
    drawn = json.loads(Outline(page(swimlane)).data)
    assert drawn["data"] == expected["data"]


def test_abbreviations_of_the_picture_stand_below_it(gallbladder: Case) -> None:
    text = page(build(gallbladder))
    assert "PD, progressive disease" in text
    assert "CEA, carcinoembryonic" not in text


def test_triangles_of_values_outside_the_measured_range_are_explained(
    gallbladder: Case, synthetic: Case
) -> None:
    told = "Open triangles are values outside the measured range"
    assert told in page(build(synthetic))
    assert told not in page(build(gallbladder))
