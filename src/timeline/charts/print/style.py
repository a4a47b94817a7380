"""Sizes and colours of one printed figure, as its preset sets them."""

from dataclasses import dataclass
from functools import partial

from timeline.charts import palette
from timeline.charts.print import faces
from timeline.charts.print.faces import MM_PER_POINT, Face
from timeline.charts.print.presets import Inks, Preset
from timeline.charts.print.shapes import Pen, Text
from timeline.charts.text_lines import Measure
from timeline.swimlane.model import Tone

_GREY = {
    Tone.CHEMOTHERAPY: "#6b6b6b",
    Tone.ANTI_HER2: "#9c9c9c",
    Tone.HER2_ADC: "#3d3d3d",
    Tone.ADC: "#484848",
    Tone.IMMUNOTHERAPY: "#858585",
    Tone.ANTI_ANGIOGENIC: "#b3b3b3",
    Tone.TARGETED: "#c9c9c9",
    Tone.HORMONAL: "#a8a8a8",
    Tone.RADIONUCLIDE: "#bebebe",
    Tone.GLUCOCORTICOID: "#dedede",
    Tone.OTHER_DRUG: "#545454",
    Tone.DISEASE_CONTROL: "#d4d4d4",
    Tone.PROGRESSION: "#1f1f1f",
    Tone.HER2_POSITIVE: "#2e2e2e",
    Tone.HER2_NEGATIVE: "#a0a0a0",
    Tone.HER2_OTHER: "#727272",
    Tone.ADVERSE_EVENT: "#4a4a4a",
    Tone.INTERRUPTION: "#c4c4c4",
    Tone.LINE: "#dcdcdc",
    Tone.CARE: "#888888",
    Tone.BENCHMARK: "#bdbdbd",
}

_GREY_RESPONSE = {
    "CR": "#4a4a4a",
    "PR": "#8c8c8c",
    "SD": "#e2e2e2",
    "PD": "#1f1f1f",
}


@dataclass(frozen=True, slots=True)
class Style:
    """How a figure looks; lengths are millimetres unless they say points."""

    preset: Preset
    stacked: bool = False
    """Whether titles stand above their lanes: for a column too narrow for both."""
    brief: bool = False
    """Whether the key leaves out what titles of lanes and labels say."""
    low: bool = False
    """Whether the curves of markers are lower than usual."""

    @property
    def font(self) -> float:
        """Size of all text in points."""
        return self.preset.font

    @property
    def em(self) -> float:
        """Size of all text in millimetres."""
        return self.font * MM_PER_POINT

    @property
    def pitch(self) -> float:
        """Height of one row."""
        return (1.13 if self.stacked else 1.3) * self.em

    @property
    def gap(self) -> float:
        """Room between a mark, its label and its neighbours."""
        return 0.5 * self.em

    @property
    def thin(self) -> float:
        """Width of a thin line."""
        return self._line(0.5)

    @property
    def firm(self) -> float:
        """Width of a line that matters."""
        return self._line(0.8)

    def _line(self, points: float) -> float:
        scale = self.font / 8
        return max(points * scale, self.preset.least_line) * MM_PER_POINT

    @property
    def mark(self) -> float:
        """Half the size of a mark."""
        return 0.44 * self.em

    @property
    def bar(self) -> float:
        """Height of a bar: that of a line of text with its tails, and a little more."""
        return (1.02 if self.stacked else 1.08) * self.em

    @property
    def arrow(self) -> float:
        """Length of the arrow of what goes on."""
        return 0.85 * self.em

    @property
    def head(self) -> float:
        """Half the height of that arrow: higher than a bar, within its row."""
        return min(0.62 * self.bar, 0.48 * self.pitch)

    @property
    def measure(self) -> Measure:
        """Measures a line of ordinary text."""
        return partial(faces.width, points=self.font)

    def fill(self, tone: Tone) -> str:
        """Colour of a tone."""
        if self.preset.inks is Inks.GREY:
            return _GREY.get(tone, palette.FILL[tone])
        return palette.FILL[tone]

    def response(self, code: str) -> str:
        """Ground of a category of response."""
        if self.preset.inks is Inks.GREY:
            return palette.response_fill(code, _GREY_RESPONSE)
        return palette.response_fill(code)

    @property
    def warning(self) -> str:
        """Colour of what must not be overlooked."""
        grey = self.preset.inks is Inks.GREY or not self.preset.patterns
        return palette.INK if grey else palette.WARNING

    @property
    def quiet(self) -> str:
        """Colour of text of second rank."""
        return palette.QUIET

    def pen(
        self, colour: str, *, firm: bool = False, dashes: tuple[float, ...] = ()
    ) -> Pen:
        """A pen with dashes given in widths of its line."""
        width = self.firm if firm else self.thin
        return Pen(colour, width, tuple(round(d * width, 3) for d in dashes))

    def text(
        self,
        text: str,
        left: float,
        middle: float,
        *,
        colour: str = palette.INK,
        face: Face = Face.REGULAR,
        tails: bool = False,
    ) -> Text:
        """A line of text whose capitals stand around a height.

        With `tails` it stands higher by half of what goes below the line, so that the
        tails of letters stay within a bar.
        """
        faces.require(text, face)
        below = faces.TAIL / 2 if tails else 0.0
        baseline = middle + (faces.CAPITAL - below) / 2 * self.em
        return Text(left, baseline, text, self.font, colour, face)
