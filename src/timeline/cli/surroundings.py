"""What surrounds the program: Python, terminal, fonts, disk and optional parts."""

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

ROOM_FOR_WORK = 100 * 1024 * 1024
COLUMNS, LINES = 80, 24
"""The least that the app takes."""
FEW_COLOURS = (None, "standard", "windows")
FONTS = Path(__file__).parent.parent / "charts" / "assets" / "fonts"
FACES = ("Regular", "Bold", "Italic")
TRUETYPE = b"\x00\x01\x00\x00"


@dataclass(frozen=True, slots=True)
class Check:
    """The state of one part of the surroundings."""

    subject: str
    state: str
    mend: str = ""
    """How to put it right; empty where nothing is wrong."""


def all_checks(place: str) -> Iterator[Check]:
    """Look at everything but the registry itself.

    Args:
        place: Path or database URL of the registry.
    """
    yield _program()
    yield _packages()
    yield from _terminal()
    yield _fonts()
    yield _postgres(needed="://" in place)
    if "://" not in place:
        yield _folder(Path(place).expanduser())


def _program() -> Check:
    from timeline.cli.version import version_text

    return Check(
        "Program",
        f"{version_text()} on Python {platform.python_version()}, {platform.system()}",
    )


def _packages() -> Check:
    names = ("textual", "plotly", "sqlmodel", "sqlalchemy", "sqlcipher3", "typst")
    return Check("Packages", ", ".join(f"{name} {version(name)}" for name in names))


def _terminal() -> Iterator[Check]:
    if not sys.stdout.isatty():
        yield Check("Terminal", "none here; commands work, the app needs one")
        return
    size = shutil.get_terminal_size()
    small = size.columns < COLUMNS or size.lines < LINES
    mend = f"Make the window at least {COLUMNS} by {LINES}." if small else ""
    yield Check("Terminal", f"{size.columns} columns, {size.lines} lines", mend)
    encoding = sys.stdout.encoding or "none"
    utf = encoding.lower().replace("-", "") == "utf8"
    mend = "" if utf else "Use a UTF-8 locale: export LANG=C.UTF-8, or chcp 65001."
    yield Check("Encoding", encoding, mend)
    yield _colours()
    if utf:
        yield Check("Signs", f"{_signs()}  (a box or ? here: choose another font, "
                      "such as DejaVu Sans Mono)")  # fmt: skip


def _colours() -> Check:
    from rich.console import Console

    if os.environ.get("NO_COLOR"):
        return Check("Colours", "none, as NO_COLOR asks; signs say everything")
    system = Console().color_system
    if system in FEW_COLOURS:
        mend = "Set TERM=xterm-256color, or use a terminal with 256 colours."
        return Check("Colours", system or "none", mend)
    return Check("Colours", str(system))


def _signs() -> str:
    from timeline.tui.drawing.glyphs import MARKS, ONGOING, SOLID, UNCERTAIN

    marks = " ".join(filled for filled, _, _ in MARKS.values())
    return (
        f"{SOLID * 2} {' '.join(dict.fromkeys(UNCERTAIN.values()))} {ONGOING} {marks}"
    )


def _fonts() -> Check:
    """Whether the font of the figures is there; the terminal's is its own."""
    missing = [face for face in FACES if not _is_font(face)]
    if missing:
        return Check(
            "Figure font",
            f"not whole: {', '.join(missing)}",
            "Install timeline again; without its font no figure can be set.",
        )
    return Check("Figure font", "Liberation Sans, shipped with the program")


def _is_font(face: str) -> bool:
    try:
        with (FONTS / f"LiberationSans-{face}.ttf").open("rb") as file:
            return file.read(4) == TRUETYPE
    except OSError:
        return False


def _postgres(*, needed: bool) -> Check:
    if find_spec("psycopg"):
        return Check("PostgreSQL driver", f"psycopg {version('psycopg')}")
    mend = "Install it with: pip install 'psycopg[binary]'" if needed else ""
    state = "not installed" if needed else "not installed; only a server needs it"
    return Check("PostgreSQL driver", state, mend)


def _folder(place: Path) -> Check:
    folder = place.absolute().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    state = f"{folder}, {free // 1024**2:,} MB free"
    if not os.access(folder, os.W_OK):
        return Check("Folder", state, "Choose a place you may write to with --db.")
    if free < ROOM_FOR_WORK:
        return Check("Folder", state, "Free some disk space.")
    return Check("Folder", state)
