"""Every example that the documentation and F1 give is understood whole."""

import re
from pathlib import Path

import pytest

from timeline.tui.entry.quick.understand import understand
from timeline.tui.help.entry import QUICK

GUIDE = Path(__file__).parents[4] / "docs" / "entry.md"
NO_LINES = ("date", "beginning and end", "no, suspected, planned, ?", "anything else")
"""Rows of F1 that show no whole line."""


def _of_guide() -> list[str]:
    text = GUIDE.read_text(encoding="utf-8")
    table = (
        text.partition("## Quick entry")[2].partition("\n\n")[2].partition("\n\n")[0]
    )
    cells = [row.split(" | ")[0] for row in table.splitlines()[2:]]
    return [line for cell in cells for line in re.findall(r"`([^`]+)`", cell)]


def _of_help() -> list[str]:
    return [line for name, line in QUICK if name not in NO_LINES]


@pytest.mark.parametrize("line", [*_of_guide(), *_of_help()])
def test_an_example_is_understood_whole(line: str) -> None:
    facts = understand(line)
    assert facts
    assert all(fact.whole for fact in facts)


def test_both_give_examples() -> None:
    assert min(len(_of_guide()), len(_of_help())) > 8
