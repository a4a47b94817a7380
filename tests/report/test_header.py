"""The printed page begins with the words that the app begins with."""

import datetime as dt
from pathlib import Path

from timeline.clinical.review import review
from timeline.clinical.summary import summary
from timeline.exchange.case_file import read
from timeline.report.build import document_of
from timeline.report.text import as_text


def test_the_page_begins_with_the_header_of_the_app(cases_folder: Path) -> None:
    path = cases_folder / "gallbladder_90_month.toml"
    reading = review(read(path, today=dt.date(2026, 1, 15)).cases[0])
    page = as_text(document_of(reading), width=80).splitlines()
    assert tuple(page[:3]) == summary(reading).lines
    assert "LoT 6 (2+4) or LoT 6 (1+5)" in "\n".join(page[:8])
