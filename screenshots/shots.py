"""What the pictures of this folder show, and how an app is brought to show it."""

import datetime as dt
import hashlib
import json
import os
import secrets
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from textual.pilot import Pilot

from timeline.case.case import Case
from timeline.charts.package.bundle import content_of
from timeline.charts.package.options import FigureOptions
from timeline.charts.page import page
from timeline.charts.print.drawing import Drawing
from timeline.charts.print.fitting import fitted, without
from timeline.charts.print.presets import PRESETS, PresetError, preset
from timeline.charts.print.svg import svg
from timeline.exchange.case_file import read
from timeline.exchange.shipped import shipped_cases
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Group
from timeline.tui.listing import reader

HERE = Path(__file__).parent
MANIFEST = HERE / "manifest.json"
TODAY = dt.date(2026, 1, 15)
WAIT = "~"
TRIES = 300
Settle = Callable[[Pilot[None]], Awaitable[None]]


@dataclass(frozen=True)
class Shot:
    """One screen of the app."""

    name: str
    """Name of the picture."""
    shows: str
    """Words that stand on the screen once it is ready."""
    size: tuple[int, int] = (120, 36)
    """Columns and rows."""
    keys: tuple[str, ...] = ()
    """Keys to press from the list; `~words` waits for words on the screen."""
    light: bool = False
    empty: bool = False
    """Whether the registry has no patient."""


HOME = "/home/author"
"""Home of whoever exports in the pictures; nothing is written there."""
OPEN = ("enter", "~Disease status")
SHOTS = (
    Shot("app_first_start_80x24", "no registry yet", (80, 24), empty=True),
    Shot("app_patients_120x36", "SYNTHETIC-REL-1"),
    Shot("app_gallbladder_120x36", "lenvatinib", keys=OPEN),
    Shot("app_gallbladder_80x24", "lenvatinib", (80, 24), OPEN),
    Shot("app_gallbladder_light_120x36", "lenvatinib", keys=OPEN, light=True),
    Shot("app_narrative_120x36", "narrative", keys=(*OPEN, "n")),
    Shot("app_synthetic_120x36", "SYNTHETIC-BTC-1", keys=("down", "down", *OPEN)),
    Shot("app_relative_120x36", "SYNTHETIC-REL-1", keys=(*("down",) * 6, *OPEN)),
    Shot("app_help_120x36", "On this screen", keys=(*OPEN, "f1")),
    Shot("app_cursor_120x36", "║", keys=(*OPEN, "C")),
    Shot(
        "app_lines_120x36",
        "Lengths in months",
        keys=(*OPEN, "L", "~Lengths in months", "down", "down", "down"),
    ),
    Shot("app_her2_120x36", "esc Back", keys=("down", "down", *OPEN, "H")),
    Shot("app_lesions_120x36", "esc Back", keys=(*OPEN, "S")),
    Shot("app_queries_120x36", "30 open queries", keys=(*OPEN, "i")),
    Shot(
        "app_form_120x36",
        "New: Line of therapy",
        keys=(*OPEN, "a", "~of which kind", "i"),
    ),
    Shot(
        "app_form_80x24",
        "New: Line of therapy",
        (80, 24),
        (*OPEN, "a", "~of which kind", "i"),
    ),
    Shot(
        "app_quick_entry_120x36",
        "Dec 2025: a",
        keys=(
            *("down", "down", *OPEN, ":", "~Quick entry"),
            *"ca19-9 412 U/mL 2025-12",
        ),
    ),
    Shot(
        "app_series_120x36",
        "Dec 2025: 300",
        keys=(
            *("down", "down", *OPEN, "s", "~Series", *"CA19-9", "tab", *"U/mL", "f6"),
            *(*"2025-10-01", "tab", *"260", "tab", *"2025-11-05", "tab", *"<37"),
            *("tab", *"Dec 2025", "tab", *"300"),
        ),
    ),
    Shot(
        "app_cohort_120x36",
        "0 = start of line 1",
        keys=("C", "~0 = diagnosis", "z", "~Month 0", *"of line 1", "enter"),
    ),
    Shot(
        "app_compare_120x36",
        "tab Other course",
        keys=(*OPEN, "W", "~Compare with", *"BTC", "enter"),
    ),
    Shot(
        "app_export_120x36",
        "/home/author/figures/case-1",
        keys=(*OPEN, "E", "~listed below", "up", "ctrl+u", "tilde", *"/figures/case-1"),
    ),
)
PAGES = {
    "page_gallbladder": ("gallbladder_90_month", 1400),
    "page_synthetic": ("synthetic_biliary", 1300),
    "page_relative": ("synthetic_relative", 1000),
}
"""Name of a picture, the case file, and the height in pixels."""
FIGURE_CASE = "gallbladder_90_month"
SPARED = (Group.FINDINGS, Group.ADVERSE, Group.HER2, Group.LOCAL)
"""Groups of lanes that a small frame does without, in this order."""


def cases() -> Iterator[tuple[str, Case]]:
    """Every shipped case with the name of its file."""
    for path in shipped_cases():
        yield path.stem, read(path, today=TODAY).cases[0]


@contextmanager
def steady() -> Iterator[None]:
    """While it lasts, chance, the day and the home are the same everywhere."""
    with (
        mock.patch.object(reader, "today", return_value=TODAY),
        mock.patch.object(secrets, "choice", lambda letters: letters[0]),
        mock.patch.dict(os.environ, {"HOME": HOME}),
    ):
        yield


def text_of(pilot: Pilot[None]) -> str:
    """What stands on the screen, without colours."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


async def visit(pilot: Pilot[None], shot: Shot, settle: Settle) -> str:
    """Bring the app from its list to a screen and give the text of that screen."""
    await settle(pilot)
    for key in (*shot.keys, f"{WAIT}{shot.shows}"):
        if key.startswith(WAIT):
            await _until(pilot, key.removeprefix(WAIT), settle)
        else:
            await pilot.press(key)
            await settle(pilot)
    return text_of(pilot)


async def _until(pilot: Pilot[None], words: str, settle: Settle) -> None:
    for _ in range(TRIES):
        await settle(pilot)
        if words in text_of(pilot):
            return
        await pilot.pause(0.02)
    raise LookupError(f"{words} does not come up:\n{text_of(pilot)}")


def page_text(name: str) -> str:
    """The page of a case, as it is written."""
    known = dict(cases())
    return page(build(known[PAGES[name][0]], SwimlaneOptions()))


def figures() -> dict[str, str]:
    """Name of a picture and of its preset, for every preset."""
    return {f"figure_{name.replace('-', '_')}": name for name in PRESETS}


def drawing(preset_name: str) -> Drawing:
    """The gallbladder case in the frame of a preset; its source is public.

    Where a frame is too small for all of it, as few groups of lanes are left out as
    make it fit.
    """
    case = dict(cases())[FIGURE_CASE]
    options = FigureOptions(preset=preset(preset_name), as_recorded=True)
    swimlane = content_of(case, options).swimlane
    for count in range(len(SPARED) + 1):
        try:
            return fitted(without(swimlane, frozenset(SPARED[:count])), options.preset)
        except PresetError:
            continue
    raise LookupError(f"The case does not fit into {preset_name}.")


def drawing_text(preset_name: str) -> str:
    """The same as SVG."""
    return svg(drawing(preset_name))


def fingerprint(text: str) -> str:
    """A short name for what a picture shows."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def manifest() -> dict[str, str]:
    """What each picture showed when it was made, by its name."""
    found: dict[str, str] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return found
