"""The pages that are made from the program say what the program does."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

from timeline.cli.app import app
from timeline.clinical.queries.case_queries import RULES

DOCS = Path(__file__).parents[2] / "docs"
Script = Callable[[str], ModuleType]


@pytest.mark.parametrize(
    "name",
    [
        "architecture.md",
        "case-file.schema.json",
        "case-files.md",
        "commands.md",
        "exchange.md",
        "keys.md",
        "queries.md",
        "rules.md",
    ],
)
def test_the_page_is_current(script: Script, name: str) -> None:
    made = script("docs/generate").pages()[name]
    committed = (DOCS / name).read_text(encoding="utf-8")
    assert committed == made, "run `make docs`"


def test_every_page_that_is_made_is_checked_here(script: Script) -> None:
    mark = test_the_page_is_current.pytestmark[0]  # type: ignore[attr-defined]
    assert set(mark.args[1]) == set(script("docs/generate").pages())


def test_every_command_has_a_section_and_explains_itself() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    root: Any = typer.main.get_command(app)
    for name, command in root.commands.items():
        assert f"## timeline {name}\n" in page
        assert command.help, name
        for parameter in command.params:
            assert parameter.help or parameter.name == "help", f"{name} {parameter}"


def test_every_key_says_what_it_does(script: Script) -> None:
    documented = dict(script("docs/keys_page").documented())
    assert len(documented) > 10
    silent = [
        f"{node.__name__}: {key.keys}"
        for node, keys in documented.items()
        for key in keys
        if not key.meaning.endswith(".")
    ]
    assert silent == []


def test_every_rule_that_asks_stands_on_the_page_of_queries() -> None:
    page = (DOCS / "queries.md").read_text(encoding="utf-8")
    for rule in RULES:
        assert rule.sentence
        assert f"| {rule.sentence} | {rule.settle} |" in page


def test_the_drawing_holds_every_layer_of_the_contract(script: Script) -> None:
    drawing = script("docs/layers").drawing()
    for layer in (
        "cli",
        "tui",
        "charts",
        "registry",
        "exchange",
        "case",
        "language",
        "errors",
    ):
        assert f"\n{layer} " in f"\n{drawing}"
    lines = drawing.splitlines()
    case = next(n for n, line in enumerate(lines) if line.startswith("case "))
    assert lines[case + 1].split("->")[1].strip() == "language, errors"
