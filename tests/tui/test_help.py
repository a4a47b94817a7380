"""The help page of a screen explains the marks on it, in the colours that they have."""

from rich.color import Color

from timeline.case.case import Case
from timeline.tui.drawing.glyphs import SOLID
from timeline.tui.inks import ink
from tui.conftest import Fill
from tui.steps import opened, pressed


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
