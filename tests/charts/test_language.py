"""A chosen language reaches every text: no fixed word comes from another one."""

import re
from html import unescape

import pytest

from charts.cohort_examples import cases
from timeline.case.case import Case
from timeline.charts.cohort.page import cohort_page
from timeline.charts.package.alt_text import alt_text
from timeline.charts.package.bundle import content_of, drawing_of
from timeline.charts.package.caption import abbreviations_page, caption
from timeline.charts.package.cohort.bundle import cohort_drawing, cohort_of
from timeline.charts.package.cohort.texts import alt_text as cohort_alt_text
from timeline.charts.package.cohort.texts import caption as cohort_caption
from timeline.charts.package.cohort.texts import drawn_csv
from timeline.charts.package.content import Content
from timeline.charts.package.options import CohortFigureOptions, FigureOptions
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
from timeline.swimlane.cohort.model import CohortSwimlane
from timeline.swimlane.cohort.options import (
    AlignOn,
    CohortOptions,
    Curve,
    GroupBy,
    SegmentBy,
)
from timeline.swimlane.options import SwimlaneOptions

FRAME = preset("elsevier-double", height=900)
MARKED: Language = "xx"  # type: ignore[assignment]
"""A language in which every text stands in angle quotes."""
RECORDED = {"HER2 positive", "disease control", "adverse event", "not stated"}
RECORDED |= {"overall survival", "progression-free survival"}
RECORDED |= {"HER2 test", "Line of therapy"}
"""Words that the cases themselves hold, or that the clinical rules say of them."""
INNERMOST = re.compile("\u2039[^\u2039\u203a]*\u203a")


def texts(language: str) -> dict[str, str]:
    english = {row["key"]: row["en"] for row in rows()}
    if language == Language.EN:
        return english
    return {key: f"\u2039{text}\u203a" for key, text in english.items()}


@pytest.fixture(params=["gallbladder", "synthetic", "relative"])
def content(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Content:
    monkeypatch.setattr(words, "_texts", texts)
    recorded: Case = request.getfixturevalue(request.param)
    # what a person writes in notes may be any words
    case = Case.of(entry.changed(notes=None) for entry in recorded.entries)
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


@pytest.fixture(params=[GroupBy.RESPONSE, GroupBy.HER2])
def several(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, synthetic: Case
) -> tuple[CohortSwimlane, CohortFigureOptions]:
    """A cohort with every kind of text: as recorded, and with what may leave."""
    monkeypatch.setattr(words, "_texts", texts)
    by_line = request.param is GroupBy.HER2
    picture = CohortOptions(
        align=AlignOn.LINE,
        group_by=request.param,
        segments=SegmentBy.LINE if by_line else SegmentBy.DRUG_CLASS,
        curve=Curve.OVERALL if by_line else Curve.PROGRESSION_FREE,
        accept_narrative=True,
        language=MARKED,
    )
    options = CohortFigureOptions(FRAME, picture, as_recorded=by_line)
    return cohort_of([*cases(), synthetic], options), options


def test_the_page_of_a_cohort_has_no_other_words(
    several: tuple[CohortSwimlane, CohortFigureOptions],
) -> None:
    shown = cohort_page(several[0])
    code = re.compile(r"<script>.*?</script>|<style>.*?</style>", re.DOTALL)
    assert of_the_table(unmarked(unescape(code.sub("", shown)))) == []
    assert '<html lang="xx">' in shown


def test_the_package_of_a_cohort_has_no_other_words(
    several: tuple[CohortSwimlane, CohortFigureOptions],
) -> None:
    cohort, options = several
    drawing = cohort_drawing(cohort, options)
    drawn = " ".join(text.text for text in drawing.texts)
    told = [drawn, drawing.title, cohort_caption(cohort, drawing)]
    told += [cohort_alt_text(cohort), drawn_csv(cohort)]
    for text in told:
        assert of_the_table(unmarked(text)) == []
    assert drawing.language == MARKED


def test_a_german_figure_has_german_words_and_the_names_of_the_case(
    gallbladder: Case,
) -> None:
    picture = SwimlaneOptions(language=Language.DE)
    options = FigureOptions(FRAME, picture, as_recorded=True)
    content = content_of(gallbladder, options)
    drawing = drawing_of(content, options)
    drawn = {text.text for text in drawing.texts}
    assert {"Systemtherapie", "Krankheitsverlauf", "Progress", "Operation"} <= drawn
    assert {"Pyrotinib", "PD, right adrenal gland"} <= drawn
    assert "Mai 2020 bis Aug 2021, progression" in drawn
    assert of_the_table(" ".join(drawn)) == []
    told = caption(content)
    assert "Die Monate zählen ab Monat 0: Sep 2017, erste Operation." in told
    assert "Letzte Nachbeobachtung Mär 2025" in told
    shown = page(content.swimlane)
    assert '<html lang="de">' in shown
    assert "aus- oder einblenden" in shown
