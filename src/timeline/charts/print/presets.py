"""What journals, slides and posters ask of a figure.

The figures are those of the guides for authors at the time of writing. `basis` says
how well each was read; all are to be checked against the current guide before
submission.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from timeline.errors import TimelineError

READ = "read in a stored copy of the guide for authors; verify before submission"
READ_BUT_HEIGHT = (
    "width, font, lines and resolution read in a stored copy of the guide for authors, "
    "height from memory; verify before submission"
)
MEMORY = "from memory of the guide for authors; verify before submission"
OWN = "a choice of this program"


class Inks(StrEnum):
    """Colours of a figure."""

    COLOUR = "colour"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Preset:
    """The frame that a figure has to fit."""

    name: str
    """As it is chosen: `bmc-double`."""
    meaning: str
    """What it is for, in words."""
    width: float
    """Width of the figure in millimetres."""
    height: float
    """Height in millimetres that it may not exceed."""
    font: float
    """Size of all text in points."""
    least_font: float
    """Smallest size of text that is allowed, in points."""
    least_line: float
    """Thinnest line that is allowed, in points."""
    dpi: int
    """Resolution of PNG and TIFF, in dots per inch."""
    basis: str
    """Where these numbers are from."""
    most_font: float | None = None
    """Largest size of text that is allowed; None where nothing is said."""
    patterns: bool = True
    """Whether hatches are allowed; where not, tints with an outline stand for them."""
    gridlines: bool = True
    """Whether grid lines are allowed."""
    titled: bool = False
    """Whether the title stands in the figure; journals print it below."""
    inks: Inks = Inks.COLOUR


class PresetError(TimelineError):
    """A figure that does not fit what was asked of it."""

    title = "The figure does not fit"


def _journal(  # noqa: PLR0913 - the columns of a table
    name: str,
    meaning: str,
    widths: dict[str, float],
    *,
    height: float,
    font: float,
    least_font: float,
    least_line: float,
    dpi: int,
    basis: str,
) -> tuple[Preset, ...]:
    return tuple(
        Preset(
            f"{name}-{size}",
            f"{meaning}, {size} column",
            width,
            height,
            font,
            least_font,
            least_line,
            dpi,
            basis,
        )
        for size, width in widths.items()
    )


_NATURE = _journal(
    "nature",
    "Nature journals",
    {"single": 89, "half": 120, "wide": 136, "double": 183},
    height=247,
    font=6.5,
    least_font=5,
    least_line=0.25,
    dpi=600,
    basis=READ,
)
_BMC = _journal(
    "bmc",
    "BMC, Journal of Medical Case Reports",
    {"single": 85, "double": 176},
    height=225,
    font=8,
    least_font=8,
    least_line=0.5,
    dpi=600,
    basis=READ_BUT_HEIGHT,
)
_ELSEVIER = _journal(
    "elsevier",
    "Elsevier journals",
    {"single": 90, "half": 140, "double": 190},
    height=240,
    font=7.5,
    least_font=7,
    least_line=0.25,
    dpi=1000,
    basis=MEMORY,
)
_FRONTIERS = _journal(
    "frontiers",
    "Frontiers journals",
    {"single": 85, "double": 180},
    height=235,
    font=8,
    least_font=8,
    least_line=0.5,
    dpi=300,
    basis=MEMORY,
)
_NEJM = Preset(
    name="nejm",
    meaning="New England Journal of Medicine, line art",
    width=176,
    height=215,
    font=8,
    least_font=7,
    least_line=0.5,
    dpi=1200,
    basis=MEMORY,
)
_SLIDE = Preset(
    name="slide",
    meaning="Slide of 16:9",
    width=338.6,
    height=190.5,
    font=10,
    least_font=9,
    least_line=0.75,
    dpi=150,
    basis=OWN,
    titled=True,
)
_POSTER = Preset(
    name="a4-panel",
    meaning="A4 panel of a poster, upright",
    width=190,
    height=277,
    font=9,
    least_font=8,
    least_line=0.5,
    dpi=300,
    basis=OWN,
    titled=True,
)
PRESETS = {
    preset.name: preset
    for preset in (
        *(
            replace(preset, most_font=7, patterns=False, gridlines=False)
            for preset in _NATURE
        ),
        *_BMC,
        *_ELSEVIER,
        *_FRONTIERS,
        _NEJM,
        _SLIDE,
        _POSTER,
    )
}


def preset(
    name: str,
    *,
    width: float | None = None,
    height: float | None = None,
    dpi: int | None = None,
    grey: bool = False,
) -> Preset:
    """Choose a preset by name, with other measures where they are given.

    Args:
        name: One of `PRESETS`.
        width: Width in millimetres instead of the preset's.
        height: Greatest height in millimetres instead of the preset's.
        dpi: Resolution instead of the preset's.
        grey: Whether to draw in greys.

    Raises:
        PresetError: If there is no such preset, or a measure is out of reason.
    """
    chosen = PRESETS.get(name)
    if chosen is None:
        known = ", ".join(PRESETS)
        raise PresetError(
            f"There is no preset {name}.",
            title="No such preset",
            hint=f"Choose from: {known}.",
        )
    _check("width", width, 40, 1500)
    _check("height", height, 40, 1500)
    _check("dpi", dpi, 72, 2400)
    return replace(
        chosen,
        width=width or chosen.width,
        height=height or chosen.height,
        dpi=dpi or chosen.dpi,
        inks=Inks.GREY if grey else chosen.inks,
    )


def _check(name: str, value: float | None, low: float, high: float) -> None:
    if value is not None and not low <= value <= high:
        unit = "dots per inch" if name == "dpi" else "millimetres"
        message = f"The {name} has to be between {low:g} and {high:g} {unit}."
        raise PresetError(message, hint="Choose another number.", option=name)
