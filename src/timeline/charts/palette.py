"""Colours of the tones, symbols of the marks, and the text that stays readable.

Fills follow Paul Tol's and Okabe and Ito's palettes, which colour-blind readers can
tell apart. Colour never carries meaning alone: lanes have titles and marks have
shapes.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from timeline.case.response_vocabulary import Response
from timeline.swimlane.model import Shape, Tone

INK = "#1a1a1a"
QUIET = "#5a5a5a"
PAPER = "#ffffff"
BAND = "#f4f5f7"
GRID = "#e3e4e6"
SHADE = "#eef0f3"
"""Ground of the days on systemic therapy, behind the values of a marker."""
WARNING = "#b3131b"
READABLE = 4.5
"""Least contrast of text with its ground (WCAG 2.2, level AA)."""

FILL = {
    Tone.CHEMOTHERAPY: "#4477aa",
    Tone.ANTI_HER2: "#d55e00",
    Tone.HER2_ADC: "#882255",
    Tone.ADC: "#332288",
    Tone.IMMUNOTHERAPY: "#009e73",
    Tone.ANTI_ANGIOGENIC: "#e6ab02",
    Tone.TARGETED: "#66ccee",
    Tone.HORMONAL: "#cc79a7",
    Tone.RADIONUCLIDE: "#999933",
    Tone.GLUCOCORTICOID: "#ddcc77",
    Tone.OTHER_DRUG: "#8c8c8c",
    Tone.RESPONSE: "#5a5a5a",
    Tone.DISEASE_CONTROL: "#b8b8b8",
    Tone.PROGRESSION: "#b3131b",
    Tone.SURGERY: "#2b2b2b",
    Tone.ABLATION: "#2b2b2b",
    Tone.RADIOTHERAPY: "#2b2b2b",
    Tone.PROCEDURE: "#2b2b2b",
    Tone.HER2_POSITIVE: "#6a3d9a",
    Tone.HER2_NEGATIVE: "#9a86b4",
    Tone.HER2_OTHER: "#8f8f8f",
    Tone.ADVERSE_EVENT: "#a6501f",
    Tone.FINDING: "#5a5a5a",
    Tone.INTERRUPTION: "#c4c4c4",
    Tone.LINE: "#d9dde3",
    Tone.CARE: "#7f8c8d",
    Tone.BENCHMARK: "#b9ab8f",
    Tone.FOLLOW_UP: "#5a5a5a",
    Tone.DEATH: "#000000",
}

SYMBOL = {
    Shape.SQUARE: "square",
    Shape.DIAMOND: "diamond",
    Shape.STAR: "star-diamond",
    Shape.HEXAGON: "hexagon",
    Shape.CROSS: "cross",
    Shape.DOWN: "triangle-down",
    Shape.UP: "triangle-up",
    Shape.CIRCLE: "circle",
    Shape.COMPLETE: "star",
    Shape.PARTIAL: "circle",
    Shape.STABLE: "bowtie",
    Shape.NOT_EVALUABLE: "circle-x-open",
    Shape.ABSENT: "square-x-open",
    Shape.RING: "octagon",
    Shape.TICK: "diamond-tall",
    Shape.ARROW: "triangle-right",
    Shape.DEATH: "x",
    Shape.CELLS: "pentagon",
    Shape.BOX: "square",
    Shape.STROKE: "line-ns-open",
}
"""Symbols of marks, as plotly.js calls them."""
RESPONSE_FILL = {
    "CR": "#35618f",
    "PR": "#8ab1d4",
    "SD": "#e2e2e2",
    "PD": "#b3131b",
    "NE": PAPER,
}
"""Grounds of the categories of response; each has its letters on it."""


def response_fill(label: str, fills: Mapping[str, str] = RESPONSE_FILL) -> str:
    """Ground of a response by the category that it counts as."""
    return fills.get(Response(label).category, PAPER)


def text_on(fill: str) -> str:
    """Ink or paper, whichever stands out more on a fill."""
    return max((INK, PAPER), key=lambda text: contrast(text, fill))


def contrast(colour: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def tint(fill: str, share: float) -> str:
    """A fill mixed with paper: 1 is the fill itself, 0 is paper."""
    mixed = (
        round(share * part + (1 - share) * ground)
        for part, ground in zip(_parts(fill), _parts(PAPER), strict=True)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


def tints(fill: str, shares: Sequence[float]) -> str | list[str]:
    """The same for many shares; one colour where all share it, as Plotly takes it."""
    colours = {share: tint(fill, share) for share in set(shares)}
    if len(colours) == 1:
        return colours[shares[0]]
    return [colours[share] for share in shares]


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the sRGB curve
