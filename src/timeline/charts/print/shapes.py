"""What a printed figure is made of, in millimetres from its top left corner."""

from dataclasses import dataclass

from timeline.charts.print import faces
from timeline.charts.print.faces import Face

Place = tuple[float, float]
HAIR = 0.01
"""Below this many millimetres two edges count as one."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that something covers."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box", gap: float = 0.0) -> bool:
        """Whether two boxes share more than an edge, or come closer than a gap."""
        return (
            self.left + HAIR < other.right + gap
            and other.left + HAIR < self.right + gap
            and self.top + HAIR < other.bottom + gap
            and other.top + HAIR < self.bottom + gap
        )


@dataclass(frozen=True, slots=True)
class Pen:
    """A line's colour, width in millimetres, and dashes."""

    colour: str
    width: float
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle, with an outline inside its edges if it has a pen."""

    box: Box
    fill: str
    pen: Pen | None = None


@dataclass(frozen=True, slots=True)
class Strokes:
    """Lines of one pen, each through two or more points."""

    lines: tuple[tuple[Place, ...], ...]
    pen: Pen

    @property
    def box(self) -> Box:
        """All that the lines cover, without the width of the pen."""
        return _around([place for line in self.lines for place in line])


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape."""

    points: tuple[Place, ...]
    fill: str
    pen: Pen | None = None

    @property
    def box(self) -> Box:
        """All that it covers."""
        return _around(self.points)


@dataclass(frozen=True, slots=True)
class Circle:
    """A disc or a ring."""

    centre: Place
    radius: float
    fill: str
    pen: Pen | None = None

    @property
    def box(self) -> Box:
        """All that it covers."""
        x, y = self.centre
        return Box(x - self.radius, y - self.radius, x + self.radius, y + self.radius)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text from its left end on."""

    left: float
    baseline: float
    text: str
    points: float
    """Font size in points."""
    colour: str
    face: Face = Face.REGULAR

    @property
    def size(self) -> float:
        """Font size in millimetres."""
        return self.points * faces.MM_PER_POINT

    @property
    def box(self) -> Box:
        """All that it covers, by the metrics of the font."""
        return Box(
            self.left,
            self.baseline - faces.ABOVE * self.size,
            self.left + faces.width(self.text, self.points, self.face),
            self.baseline + faces.BELOW * self.size,
        )


Shape = Rect | Strokes | Polygon | Circle | Text


def _around(points: "tuple[Place, ...] | list[Place]") -> Box:
    across, down = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(down), max(across), max(down))
