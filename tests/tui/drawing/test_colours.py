"""Every role has a colour in both looks that stands out from its ground."""

import pytest
from textual.color import Color
from textual.theme import Theme

from timeline.charts.palette import FILL, contrast
from timeline.swimlane.model import Tone
from timeline.tui.cohort.looks import LINE_INKS
from timeline.tui.drawing.colours import DARK, LIGHT, ink

GRAPHICS = 3.0
"""Least contrast of what is no text (WCAG 2.2, 1.4.11)."""
LOOKS = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)


@LOOKS
def test_every_tone_and_line_stands_out_from_the_ground(theme: Theme) -> None:
    assert set(FILL) == set(Tone), "the page has a colour of each tone too"
    colours = theme.to_color_system().generate()
    for role in (*(tone.name for tone in Tone), *LINE_INKS):
        colour = ink(role, colours, dark=theme.dark)
        assert contrast(colour.hex6, colours["background"]) >= GRAPHICS, role


@LOOKS
def test_what_is_less_important_lets_the_ground_through(theme: Theme) -> None:
    colours = theme.to_color_system().generate()
    label, grid = (ink(role, colours, dark=theme.dark) for role in ("label", "grid"))
    assert label == Color.parse(colours["foreground"])
    assert grid == label.with_alpha(0.22)


def test_a_role_that_nobody_coloured_is_an_error() -> None:
    with pytest.raises(KeyError):
        ink("nothing", {}, dark=True)
