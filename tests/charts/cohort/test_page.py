import json
import re
from dataclasses import replace

import pytest

from charts.cohort_examples import cohort, poisoned
from charts.hostile import HOSTILE
from charts.outline import Outline
from timeline.case.case import Case
from timeline.charts.cohort.page import cohort_page
from timeline.charts.shell import CONFIG
from timeline.swimlane.cohort.build import build_cohort
from timeline.swimlane.cohort.options import AlignOn, CohortOptions

LARGEST = 1_400_000


@pytest.fixture(scope="module")
def outline() -> Outline:
    return Outline(cohort_page(cohort()))


def test_the_page_is_the_same_every_time_and_small() -> None:
    page = cohort_page(cohort())
    assert cohort_page(cohort()) == page
    assert len(page.encode()) <= LARGEST


def test_the_page_has_the_settings_of_every_page(outline: Outline) -> None:
    assert json.loads(outline.data)["config"] == CONFIG
    loading = {"src", "href", "srcset", "action", "data", "poster"}
    assert not [tag for tag, names in outline.tags if loading & set(names)]


def test_who_is_left_out_is_listed_with_the_reason(outline: Outline) -> None:
    words = " ".join(outline.words)
    assert "undated: diagnosis: date not limited on both sides" in words
    assert "open: not seen after diagnosis" in words


def test_the_caption_states_the_rules(outline: Outline) -> None:
    words = " ".join(outline.words)
    for rule in (
        "Month 0 is the diagnosis",
        "longest follow-up from month 0 at the top",
        "month 0 is its first possible day",
        "An arrow means that systemic therapy was ongoing at the patient's last",
        "log-log band",
        "take the shortest length",
        "the dotted curve takes the longest",
        "Biopsies, stents and other diagnostic procedures are not drawn",
    ):
        assert rule in words


def test_no_arrow_no_word_of_it() -> None:
    found = cohort()
    quiet = replace(found, rows=tuple(r for r in found.rows if r.code != "ongoing"))
    assert "An arrow" not in cohort_page(quiet)


def test_every_row_is_in_the_table(outline: Outline) -> None:
    assert sum(tag == "tr" for tag, _ in outline.tags) == 1 + len(cohort().rows)


@pytest.mark.parametrize("align", [AlignOn.LINE, AlignOn.OPERATION])
def test_no_calendar_date_is_in_a_cohort(
    gallbladder: Case, synthetic: Case, align: AlignOn
) -> None:
    page = cohort_page(
        build_cohort([gallbladder, synthetic], CohortOptions(align=align))
    )
    outline = Outline(page)
    text = " ".join(outline.words) + outline.data
    assert "GBC-90" in text
    assert not re.search(r"\b(19|20)\d\d-\d\d\b", text)
    assert not re.search(
        r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d", text
    )


def test_synthetic_rows_are_counted(gallbladder: Case, synthetic: Case) -> None:
    options = CohortOptions(align=AlignOn.LINE)
    both = cohort_page(build_cohort([gallbladder, synthetic], options))
    assert "SYNTHETIC DATA in 1 of 2 rows." in both
    assert "describes no patient" in cohort_page(build_cohort([synthetic], options))
    assert 'class="synthetic"' not in cohort_page(build_cohort([gallbladder], options))


def test_text_from_data_is_never_markup(outline: Outline) -> None:
    hostile = Outline(cohort_page(poisoned(cohort())))
    for name in ("script", "img", "a", "b"):
        count = sum(tag == name for tag, _ in hostile.tags)
        assert count == sum(tag == name for tag, _ in outline.tags)
    words = " ".join(hostile.words)
    assert all(text in words for text in HOSTILE)
    drawn = json.loads(hostile.data)
    assert not re.search(r"<script|<img|<a ", json.dumps(drawn))
    templates = {trace.get("hovertemplate") for trace in drawn["data"]}
    assert not any(template and "taken" in template for template in templates)
