import datetime as dt
import json
import re
from pathlib import Path

import pytest

from timeline.case.chronology import Chronology
from timeline.case.fields import field_specs
from timeline.case.record import Record
from timeline.case.records.kinds import KINDS
from timeline.exchange.case_file import parse
from timeline.exchange.dictionary import dictionary_page
from timeline.exchange.json_schema import json_schema

DOCS = Path(__file__).parents[2] / "docs"
PAGE = dictionary_page()


def section(kind: str) -> str:
    found = re.search(
        rf"\n### [^\n]*`\[+{kind}\]+`\n(.*?)(?=\n### |\Z)", PAGE, re.DOTALL
    )
    assert found, kind
    return found[1]


def test_the_example_on_the_page_is_a_case() -> None:
    example = PAGE.partition("```toml\n")[2].partition("```")[0]
    reading = parse(example, name="case-files.md", today=dt.date(2026, 1, 15))
    assert reading.problems == ()
    (case,) = reading.cases
    assert len(case.records) == 8
    bounds = Chronology(case).bounds("line-1")
    assert bounds.earliest == dt.date(2017, 9, 1).toordinal()
    assert bounds.latest == dt.date(2019, 5, 31).toordinal()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_table_with_its_own_fields(kind: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \|", section(kind), re.MULTILINE)
    shared = {spec.name for spec in field_specs(Record)} - {"id"}
    own = [s.name for s in field_specs(KINDS[kind]) if s.name not in shared]
    assert rows == own


def test_a_row_says_what_the_declaration_says() -> None:
    rows = section("adverse_event").split("\n")
    assert (
        "| `grade` | Grade | CTCAE grade 1 to 5. Empty: not stated. |  | "
        "whole number, at least 1, at most 5 |  |"
    ) in rows
    assert "| `term` | Term | CTCAE term. |  | text | yes |" in rows
    dose = "| `dose_gy` | Dose | Total dose. | Gy | number, above 0 |  |"
    assert dose in section("local_intervention")
    assert "id of a line of therapy |  |" in section("local_intervention")
    assert "| `<`, `<=`, `=`, `>=`, `>` |  |" in section("result")


def test_every_row_has_six_cells() -> None:
    rows = [row for row in PAGE.split("\n") if row.startswith("|")]
    assert {row.count("|") for row in rows} == {7}


def test_the_pages_in_docs_are_what_the_declarations_give() -> None:
    page = (DOCS / "case-files.md").read_text(encoding="utf-8")
    assert page == PAGE, "run: make docs"
    schema = (DOCS / "case-file.schema.json").read_text(encoding="utf-8")
    assert json.loads(schema) == json_schema(), "run: make docs"
