"""The page of a cohort in a real browser: it draws, is silent and asks for nothing."""

from pathlib import Path

import pytest

from charts.cohort_examples import cohort, poisoned
from charts.visit import Visit
from timeline.charts.cohort.page import cohort_page

pytestmark = pytest.mark.browser


def test_the_page_draws_and_is_silent(chromium: Path, tmp_path: Path) -> None:
    path = tmp_path / "cohort.html"
    path.write_text(cohort_page(cohort()), encoding="utf-8")
    visit = Visit(chromium, path, tmp_path)
    assert visit.console == []
    assert visit.addresses == set()
    for label in (
        "ongoing",
        "Months since diagnosis",
        "Best response",
        "At risk",
        "Therapy ongoing",
        "CT  Chemotherapy",
    ):
        assert label in visit.labels


def test_hostile_text_stays_text(chromium: Path, tmp_path: Path) -> None:
    path = tmp_path / "cohort.html"
    path.write_text(cohort_page(poisoned(cohort())), encoding="utf-8")
    visit = Visit(chromium, path, tmp_path)
    assert visit.console == []
    assert visit.addresses == set()
    assert "<title>taken" not in visit.dom
