"""Makes every picture in this folder again, from cases/.

A headless Chromium draws the pages and turns the terminal's screenshots into PNG files;
figures are drawn as they are for print, at the resolution of a screen. Each picture is
noted in manifest.json with a fingerprint of what it shows, by which a test tells that
the screen has changed since.

Run it with names of pictures to make only those.
"""

import asyncio
import contextlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import shots
from PIL import Image
from shots import HERE, MANIFEST, PAGES, SHOTS, Shot
from textual.pilot import Pilot
from textual.worker import WorkerState

from timeline.charts.print.pdf import pdf
from timeline.charts.print.raster import rasters
from timeline.registry import Registry, Session, additions
from timeline.tui.app import TimelineApp

QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE, HIGH = 1100, 1400
"""The most pixels of a figure; enough to read it on a screen."""
COLOURS = 256
"""Colours of a picture; with these no colour is off by more than can be seen."""


def photograph(source: Path, target: Path, width: int, height: int) -> None:
    """Let Chromium draw a file and keep the picture."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        sys.exit("Chromium is needed to make the pictures.")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(  # noqa: S603 - a browser that was just found, on our own file
            [
                browser,
                *QUIET,
                f"--user-data-dir={profile}",
                f"--window-size={width},{height}",
                f"--screenshot={target}",
                "--virtual-time-budget=5000",
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
        )


def keep(picture: Image.Image, name: str) -> None:
    """Write a picture with as few colours as it needs."""
    # The usual method would give small coloured areas the colour of larger ones.
    few = picture.convert("RGB").quantize(
        COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    )
    few.save(HERE / f"{name}.png", optimize=True)
    size = (HERE / f"{name}.png").stat().st_size
    print(f"{name}.png  {few.width}x{few.height}  {size // 1024} kB")


def make_page(name: str, work: Path) -> str:
    """Draw the page of a case; give what it says."""
    text = shots.page_text(name)
    source, taken = work / f"{name}.html", work / f"{name}.png"
    source.write_text(text, encoding="utf-8")
    photograph(source, taken, 1280, PAGES[name][1])
    keep(Image.open(taken), name)
    return text


def make_figure(name: str, preset_name: str) -> str:
    """Draw the case in the frame of a preset; give the drawing as SVG."""
    drawn = shots.drawing(preset_name)
    dpi = int(25.4 * min(WIDE / drawn.width, HIGH / drawn.height))
    png = rasters(pdf(drawn), dpi)[0]
    keep(Image.open(BytesIO(png)), name)
    return shots.drawing_text(preset_name)


async def settle(pilot: Pilot[None]) -> None:
    """Give workers time to answer; a question that is open is a worker too."""
    await pilot.pause(0.1)
    while any(
        worker._thread_worker and worker.state is WorkerState.RUNNING
        for worker in pilot.app.workers
    ):
        await pilot.pause(0.05)
    await pilot.pause(0.1)


async def _drawn(app: TimelineApp, shot: Shot) -> tuple[str, str]:
    async with app.run_test(size=shot.size) as pilot:
        await settle(pilot)
        if shot.light:
            await pilot.press("ctrl+t")
        text = await shots.visit(pilot, shot, settle)
        return app.export_screenshot(title=" "), text


async def make_shot(shot: Shot, place: Path, work: Path) -> str:
    """Drive the app to a screen and draw it; give the text of the screen."""
    app = TimelineApp(place.name)  # the picture shows no folder of this machine
    with shots.steady():
        drawing, text = await _drawn(app, shot)
    # The font would be fetched from the network.
    drawing = re.sub(r"@font-face\s*{[^}]*}", "", drawing)
    drawing = drawing.replace("Fira Code", "DejaVu Sans Mono")
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)
    width, height = (round(float(side)) for side in box.groups()) if box else (0, 0)
    page, taken = work / f"{shot.name}.html", work / f"{shot.name}.png"
    page.write_text(f"<body style='margin:0'>{drawing}", encoding="utf-8")
    photograph(page, taken, width, height)
    keep(Image.open(taken), shot.name)
    return text


def makers(work: Path) -> dict[str, Callable[[], str]]:
    """What makes each picture, and gives what it shows, by the picture's name."""
    place, nowhere = work / "registry.db", work / "empty" / "registry.db"
    nowhere.parent.mkdir()
    with Registry.open(place, create=True) as registry:
        registry.apply(
            additions(*(case for _, case in shots.cases())), Session("screenshots")
        )
    found: dict[str, Callable[[], str]] = {}
    for name in PAGES:
        found[name] = partial(make_page, name, work)
    for name, preset_name in shots.figures().items():
        found[name] = partial(make_figure, name, preset_name)
    for shot in SHOTS:
        found[shot.name] = partial(take, shot, nowhere if shot.empty else place, work)
    return found


def take(shot: Shot, place: Path, work: Path) -> str:
    """Make the picture of a screen beside its registry."""
    with contextlib.chdir(place.parent):
        return asyncio.run(make_shot(shot, place, work))


def main() -> None:
    """Make every picture, or those that are named."""
    with tempfile.TemporaryDirectory() as folder:
        every = makers(Path(folder))
        wanted = sys.argv[1:] or list(every)
        if unknown := set(wanted) - set(every):
            sys.exit(f"There is no picture {', '.join(sorted(unknown))}.")
        noted = shots.manifest() if MANIFEST.exists() else {}
        for name in wanted:
            noted[name] = shots.fingerprint(every[name]())
            kept = {each: noted[each] for each in sorted(noted) if each in every}
            MANIFEST.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    for picture in HERE.glob("*.png"):
        if picture.stem not in every:
            picture.unlink()


if __name__ == "__main__":
    main()
