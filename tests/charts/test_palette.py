import pytest

from timeline.charts.palette import FILL, READABLE, contrast, text_on, tint, tints
from timeline.swimlane.model import Tone


@pytest.mark.parametrize("tone", Tone)
def test_every_tone_has_a_fill_that_text_stands_out_on(tone: Tone) -> None:
    assert contrast(text_on(FILL[tone]), FILL[tone]) >= READABLE


@pytest.mark.parametrize(
    "tone", [Tone.IMMUNOTHERAPY, Tone.ANTI_HER2, Tone.ANTI_ANGIOGENIC]
)
def test_green_orange_and_amber_take_dark_text(tone: Tone) -> None:
    assert text_on(FILL[tone]) != "#ffffff"


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_a_tint_lies_between_fill_and_paper() -> None:
    assert tint("#204060", 1) == "#204060"
    assert tint("#204060", 0) == "#ffffff"
    assert tint("#000000", 0.5) == "#808080"
    assert tints("#000000", [0.5, 0, 0.5]) == ["#808080", "#ffffff", "#808080"]
    assert tints("#000000", [0.5, 0.5]) == "#808080"
