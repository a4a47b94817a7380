"""Where the shapes of a drawing lie on each other, or leave its frame."""

from itertools import combinations

from timeline.charts.print.drawing import Drawing
from timeline.charts.print.shapes import HAIR


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    pairs = combinations(drawing.texts, 2)
    return [(a.text, b.text) for a, b in pairs if a.box.overlaps(b.box)]


def outside(drawing: Drawing) -> list[object]:
    return [
        shape
        for shape in drawing.shapes
        if shape.box.left < -HAIR
        or shape.box.top < -HAIR
        or shape.box.right > drawing.width + HAIR
        or shape.box.bottom > drawing.height + HAIR
    ]
