"""The help page of a screen explains the marks on it, in the colours that they have."""

import pytest
from rich.color import Color

from timeline.case.case import Case
from timeline.tui.drawing.colours import ink
from timeline.tui.drawing.glyphs import SOLID
from tui.conftest import Fill
from tui.steps import opened, pressed, settle, text_of, words


async def test_a_colour_is_explained_in_that_colour(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    app = app_with([cases["GBC-90"]])
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pressed(pilot, "f1")
        strips = app.screen._compositor.render_strips()
        line = next(s for s in strips if "chemotherapy" in s.text)
        block = next(segment for segment in line if SOLID in segment.text)
        colour = ink("CHEMOTHERAPY", app.theme_variables, dark=True)
        assert block.style is not None
        assert block.style.color == Color.parse(colour.hex)


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_what_does_not_fit_goes_on_under_its_meaning(
    app_with: Fill, cases: dict[str, Case], width: int
) -> None:
    app = app_with([cases["GBC-90"]])
    async with app.run_test(size=(width, 100)) as pilot:
        await opened(pilot)
        await pressed(pilot, "f1")
        lines = [line.replace("│", " ").rstrip() for line in text_of(pilot).split("\n")]
        at = next(n for n, line in enumerate(lines) if line.lstrip().startswith("C  "))
        column = lines[at].index("time cursor")
        text, below = lines[at][column:], lines[at + 1]
        while not below[:column].strip():
            text, at = f"{text} {below[column:]}", at + 1
            below = lines[at + 1]
        assert text == "time cursor: what held on one day, across all lanes"


async def test_the_help_of_a_list_goes_on_under_its_meaning_too(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(60, 40)) as pilot:
        await settle(pilot)
        await pressed(pilot, "f1")
        lines = text_of(pilot).splitlines()
        at = next(n for n, line in enumerate(lines) if "Choose the order" in line)
        column = lines[at].index("Choose the order")
        assert lines[at + 1][column:].startswith("choice again turns it round.")


async def test_every_sign_of_the_picture_is_explained(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    app = app_with([cases["GBC-90"]])
    async with app.run_test(size=(120, 160)) as pilot:
        await opened(pilot)
        await pressed(pilot, "f1")
        said = words(pilot)
        # dots over the days of a mark, the dagger of a label, the panel of the marker
        assert "· on one of these days: no date, an order" in said
        assert "† Disease control as reported (18 months), drawn over" in said
        assert "○ marker value, day not known" in said
        assert "╌ upper limit of the marker" in said
        # what does not add up is one key away
        assert "i . queries: all of them" in said
        await pressed(pilot, "escape", "F", "C", "m", "f1")
        said = words(pilot)
        assert "≈ a stretch without events, folded" in said
        assert "║ time cursor" in said
        assert "upper limit of the marker" not in said


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_the_foot_of_the_picture_names_help_and_queries_at_every_width(
    app_with: Fill, cases: dict[str, Case], width: int
) -> None:
    app = app_with([cases["GBC-90"]])
    async with app.run_test(size=(width, 24)) as pilot:
        await opened(pilot)
        foot = text_of(pilot).splitlines()[-1].rstrip()
        assert foot.endswith("? Help")
        assert "i Queries" in foot
        assert ("r Records" in foot) == (width == 120)
        await pilot.resize_terminal(120, 24)
        while len(text_of(pilot).splitlines()[-1]) < 120:
            await pilot.pause(0.01)
        await settle(pilot)
        assert "r Records" in text_of(pilot).splitlines()[-1]


async def test_the_foot_of_the_narrowest_cohort_names_help(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with(cases.values()).run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pressed(pilot, "C")
        assert text_of(pilot).splitlines()[-1].rstrip().endswith("? Help")
