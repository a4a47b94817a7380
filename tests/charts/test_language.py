"""A chosen language reaches every text: no fixed word comes from another one."""

import re
from html import unescape

import pytest

from timeline.case.case import Case
from timeline.charts.package.abbreviations import abbreviations_page
from timeline.charts.package.alt_text import alt_text
from timeline.charts.package.bundle import content_of, drawing_of
from timeline.charts.package.caption import caption
from timeline.charts.package.content import Content
from timeline.charts.package.options import FigureOptions
from timeline.charts.package.table import (
    as_csv,
    drawn_rows,
    timeline_head,
    timeline_rows,
)
from timeline.charts.page import page
from timeline.charts.print.presets import preset
from timeline.language import words
from timeline.language.words import Language, rows
from timeline.swimlane.options import SwimlaneOptions

FRAME = preset("elsevier-double", height=900)
MARKED: Language = "xx"  # type: ignore[assignment]
"""A language in which every text stands in angle quotes."""
RECORDED = {"HER2 positive", "disease control"}
"""Words that the cases themselves hold."""
INNERMOST = re.compile("\u2039[^\u2039\u203a]*\u203a")


def texts(language: str) -> dict[str, str]:
    english = {row["key"]: row["en"] for row in rows()}
    if language == Language.EN:
        return english
    return {key: f"\u2039{text}\u203a" for key, text in english.items()}


@pytest.fixture(params=["gallbladder", "synthetic", "relative"])
def content(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Content:
    monkeypatch.setattr(words, "_texts", texts)
    case: Case = request.getfixturevalue(request.param)
    picture = SwimlaneOptions(language=MARKED, response_strip=True)
    as_recorded = request.param == "gallbladder"
    return content_of(case, FigureOptions(FRAME, picture, as_recorded=as_recorded))


def unmarked(text: str) -> str:
    """What is left of a text without the fixed words of the chosen language."""
    left = text
    while (shorter := INNERMOST.sub("", left)) != left:
        left = shorter
    assert "\u203a" in text
    assert "\u203a" not in left
    return left


def of_the_table(text: str) -> list[str]:
    """Fixed words in a text that are long enough not to be data by chance."""
    english = {row["en"] for row in rows() if "abbreviation" not in row["key"]}
    fixed = {one for one in english if " " in one and "{" not in one}
    return [one for one in fixed - RECORDED if one in text]


def test_the_page_has_no_other_words(content: Content) -> None:
    shown = page(content.swimlane)
    code = re.compile(r"<script>.*?</script>|<style>.*?</style>", re.DOTALL)
    body = code.sub("", shown)
    assert of_the_table(unmarked(unescape(body))) == []
    assert '<html lang="xx">' in shown


def test_the_print_figure_has_no_other_words(content: Content) -> None:
    drawing = drawing_of(content, FigureOptions(FRAME, as_recorded=True))
    drawn = " ".join(text.text for text in drawing.texts)
    assert of_the_table(unmarked(drawn)) == []
    assert drawing.language == MARKED


def test_the_texts_of_a_package_have_no_other_words(content: Content) -> None:
    swimlane = content.swimlane
    told = [
        caption(content),
        alt_text(swimlane),
        abbreviations_page(content.case, swimlane),
        as_csv(timeline_head(swimlane), timeline_rows(swimlane)),
        as_csv(("",), drawn_rows(swimlane)),
    ]
    for text in told:
        assert of_the_table(unmarked(text)) == []
