"""The page on figures is true: its presets, its options and its files."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from timeline.charts.package.bundle import FILES
from timeline.charts.print.presets import PRESETS, Preset
from timeline.swimlane.model import Group
from timeline.swimlane.options import SwimlaneOptions

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")


def cells(name: str) -> list[str]:
    """The row of a table whose first cell is this code, with or without an asterisk."""
    (row,) = re.findall(
        rf"^\| `{re.escape(name)}`(?: \\?\*)? \|(.*)\|$", PAGE, re.MULTILINE
    )
    return [cell.replace("*", "").strip() for cell in row.split("|")]


@pytest.mark.parametrize("frame", PRESETS.values(), ids=PRESETS)
def test_presets_are_as_written(frame: Preset) -> None:
    width, height, text, line, dpi = cells(frame.name)
    assert (float(width), float(height)) == (frame.width, frame.height)
    assert float(text.split(" to ")[0]) == frame.least_font
    assert float(text.split(" to ")[-1]) == (frame.most_font or frame.font)
    assert (float(line), int(dpi)) == (frame.least_line, frame.dpi)


def test_numbers_from_memory_are_marked() -> None:
    for frame in PRESETS.values():
        (row,) = re.findall(rf"^\| `{frame.name}`.*$", PAGE, re.MULTILINE)
        assert ("*" in row) == ("memory" in frame.basis)


def test_every_option_group_and_file_is_described() -> None:
    for option in fields(SwimlaneOptions):
        if option.metadata:  # settings are those of the registry
            assert f"`{option.name}`" in PAGE
    for group in Group:
        assert f"`{group.name.lower()}`" in PAGE
    for name in FILES:
        assert f"`{name}`" in PAGE
