from dataclasses import replace

import pytest

from timeline.charts.palette import READABLE, contrast, text_on
from timeline.charts.print.presets import Inks, preset
from timeline.charts.print.style import Style
from timeline.swimlane.model import Tone

DRUGS = (
    Tone.CHEMOTHERAPY,
    Tone.ANTI_HER2,
    Tone.HER2_ADC,
    Tone.ADC,
    Tone.IMMUNOTHERAPY,
    Tone.ANTI_ANGIOGENIC,
    Tone.TARGETED,
    Tone.HORMONAL,
    Tone.RADIONUCLIDE,
    Tone.GLUCOCORTICOID,
    Tone.OTHER_DRUG,
)


@pytest.fixture
def greys() -> Style:
    return Style(replace(preset("bmc-double"), inks=Inks.GREY))


def test_grey_is_grey(greys: Style) -> None:
    for tone in DRUGS:
        red, green, blue = (greys.fill(tone)[i : i + 2] for i in (1, 3, 5))
        assert red == green == blue


def test_greys_of_drugs_are_all_different(greys: Style) -> None:
    assert len({greys.fill(tone) for tone in DRUGS}) == len(DRUGS)


@pytest.mark.parametrize("grey", [False, True])
@pytest.mark.parametrize("tone", Tone)
def test_text_in_a_bar_can_be_read(tone: Tone, *, grey: bool) -> None:
    style = Style(preset("bmc-double", grey=grey))
    fill = style.fill(tone)
    assert contrast(text_on(fill), fill) >= READABLE
