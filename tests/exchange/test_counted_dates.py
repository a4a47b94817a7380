"""Dates that are counted from records, in case files and in imports of them."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.exchange.case_file import parse, write
from timeline.exchange.import_choices import ImportChoices, Likeness
from timeline.exchange.import_plan import ImportPlan
from timeline.exchange.import_storing import import_plans
from timeline.exchange.importing import plan_import
from timeline.exchange.reading import CaseFile, Reading
from timeline.registry import Registry, Session

WHO = Session("Nurse One", "letter of May")
TODAY = dt.date(2026, 1, 15)
FILE = """
format = 1

[patient]
code = "P-1"
presentation = "2017-09"
age_at_presentation = 60

[[therapy_line]]
id = "line-1"
regimen = "GP"
start = "2019-03-03"
stop = "line-1+D45"

[[finding]]
id = "ct"
type = "imaging"
date = "20 to 28 days after line-1.stop"

[[finding]]
id = "old"
type = "imaging"
date = "age 63"
"""


def _parsed(text: str = FILE) -> Reading:
    return parse(text, name="letter.toml", today=TODAY)


def _case(text: str = FILE) -> Case:
    (file,) = _parsed(text).files
    return file.case


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    with Registry.open(tmp_path / "registry.db", create=True) as opened:
        yield opened


def _import(
    registry: Registry,
    case: Case,
    origin: str = "letter.toml",
    choices: ImportChoices | None = None,
) -> ImportPlan:
    plan = plan_import(registry, CaseFile(case, origin), choices or ImportChoices())
    import_plans(registry, [plan], WHO)
    return plan


def test_a_file_is_written_as_it_is_read() -> None:
    case = _case()
    text = write(case)
    assert 'date = "[line-1.stop+D20..line-1.stop+D28]"' in text
    assert 'date = "age 63"' in text
    assert _case(text) == case


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("line-1+D45", "line-9+D45", "no record or date line-9"),
        ("line-1+D45", "line-1.stop+D45", "cannot be counted from itself"),
        ("line-1+D45", "[line-1+D45..line-1+D5]", "ends before it starts"),
        ("line-1+D45", "M2", "write diagnosis+M2"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    before: str, after: str, message: str
) -> None:
    problems = _parsed(FILE.replace(before, after)).problems
    assert {problem.line for problem in problems if message in problem.message} == {13}


def test_it_is_imported_once_and_follows_a_record_that_gets_another_id(
    registry: Registry,
) -> None:
    other = FILE.replace('regimen = "GP"', 'regimen = "FOLFOX"')
    _import(registry, _case())
    assert registry.case("P-1") == _case()
    before = registry.last_transaction()
    _import(registry, _case())
    assert registry.last_transaction() == before
    _import(registry, _case(other), "second.toml", ImportChoices(alike=Likeness.NEW))
    lines = registry.case("P-1").lines
    assert len(lines) == 2
    assert {line.stop.canonical for line in lines} == {
        f"{line.id}+D45" for line in lines
    }
