"""A disk that is really full: nothing typed is lost, and room lets saving work."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from conftest import unavailable
from registry.small import store
from timeline.case.records.therapy import TherapyLine
from timeline.registry import Registry
from timeline.tui.app import TimelineApp
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.series import SeriesScreen
from timeline.tui.screens.unsaved import NO_DRAFT
from tui.entry.small_case import CASE
from tui.entry_steps import Hand, on_patient, stored
from tui.steps import text_of, workplace_of

SIZE = "4m"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "tmpfs"]
    try:
        subprocess.run([*mount, tmp_path], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        unavailable("The right to mount a small disk")
    yield tmp_path
    subprocess.run(["umount", "--lazy", tmp_path], check=True)


def _fill(disk: Path) -> Path:
    """Take all the room that is left, to the last byte."""
    path = disk / "filler"
    with suppress(OSError), path.open("ab", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while file.write(b"x" * size):
                    pass
    assert os.statvfs(disk).f_bavail == 0
    return path


def _app_on(disk: Path) -> TimelineApp:
    place = disk / "registry.db"
    with Registry.open(place, create=True) as registry:
        store(registry, CASE)
    return TimelineApp(place)


async def test_a_form_outlasts_a_full_disk(small_disk: Path) -> None:
    app = _app_on(small_disk)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("a", "i")
        form = await hand.screen(FormScreen)
        await hand.write("first")
        (draft,) = workplace_of(app).drafts._folder.glob("*.json")
        kept = draft.read_text("utf-8")
        filler = _fill(small_disk)
        await hand.write(" second")
        await hand.sees("What you type")
        assert draft.read_text("utf-8") == kept
        assert [p.suffix for p in workplace_of(app).drafts._folder.iterdir()] == [
            ".json"
        ]
        await hand.press("ctrl+s")
        await hand.sees("The disk is full; the change was not stored")
        assert NO_DRAFT[:20] not in text_of(pilot)
        assert app.screen is form
        assert form.form.texts["regimen"] == "first second"
        assert stored(app) == CASE
        filler.unlink()
        await hand.write(" third")
        await hand.until(lambda: "third" in draft.read_text("utf-8"))
        await hand.press("ctrl+s")
        await hand.screen(PatientScreen)
        lines = [line.regimen for line in stored(app).of_kind(TherapyLine)]
        assert sorted(lines) == ["GP", "first second third"]
        assert list(workplace_of(app).drafts._folder.iterdir()) == []


async def test_a_series_outlasts_a_full_disk(small_disk: Path) -> None:
    app = _app_on(small_disk)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("s")
        screen = await hand.screen(SeriesScreen)
        await hand.write("CEA")
        await hand.press("tab")
        await hand.write("ng/mL")
        await hand.press("f6")
        await hand.write("9.17")
        await hand.press("tab")
        filler = _fill(small_disk)
        await hand.write("3")
        await hand.press("ctrl+s")
        await hand.sees("everything before it was. Free some space")
        assert screen._grid.filled == (("9.17", "3"),)
        assert stored(app) == CASE
        filler.unlink()
        await hand.press("ctrl+s")
        await hand.screen(PatientScreen)
        (entry,) = set(stored(app).entries) - set(CASE.entries)
        assert "CEA" in entry.label
