"""Writes a drawing as SVG: plain shapes and text, nothing fetched, always the same."""

from collections.abc import Iterator
from functools import singledispatch
from html import escape as escape_html

from timeline.charts.print.drawing import Drawing
from timeline.charts.print.faces import FAMILY, Face, printed_width
from timeline.charts.print.shapes import (
    Circle,
    Pen,
    Place,
    Polygon,
    Rect,
    Strokes,
    Text,
)

_FAMILIES = f"'{FAMILY}', Arial, Helvetica, sans-serif"


def svg(drawing: Drawing) -> str:
    """Write a drawing as SVG.

    One unit is one millimetre. The same drawing gives the same text, byte for byte.
    """
    wide, high = _number(drawing.width), _number(drawing.height)
    described = f"<desc>{escape(drawing.description)}</desc>\n"
    return "".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            '<svg xmlns="http://www.w3.org/2000/svg" ',
            f'width="{wide}mm" height="{high}mm" viewBox="0 0 {wide} {high}" ',
            'role="img">\n',
            f"<title>{escape(drawing.title)}</title>\n",
            described if drawing.description else "",
            f'<rect width="{wide}" height="{high}" fill="#ffffff"/>\n',
            f"<g font-family={quoteattr(_FAMILIES)}>\n",
            *(f"{_written(shape)}\n" for shape in drawing.shapes),
            "</g>\n</svg>\n",
        )
    )


def escape(text: str) -> str:
    """A text as the content of an element."""
    return escape_html(text, quote=False)


def quoteattr(text: str) -> str:
    """A text as the value of an attribute, with its quotes."""
    return '"' + escape(text).replace('"', "&quot;") + '"'


@singledispatch
def _written(shape: object) -> str:
    raise TypeError(f"{type(shape).__name__} cannot be drawn")


@_written.register
def _rect(shape: Rect) -> str:
    inset = shape.pen.width / 2 if shape.pen else 0
    box = shape.box
    return _element(
        "rect",
        x=box.left + inset,
        y=box.top + inset,
        width=max(box.right - box.left - 2 * inset, 0.01),
        height=max(box.bottom - box.top - 2 * inset, 0.01),
        fill=shape.fill,
        **_stroke(shape.pen),
    )


@_written.register
def _strokes(shape: Strokes) -> str:
    path = " ".join(_path(line) for line in shape.lines)
    return _element("path", d=path, fill="none", **_stroke(shape.pen))


@_written.register
def _polygon(shape: Polygon) -> str:
    path = f"{_path(shape.points)} Z"
    return _element("path", d=path, fill=shape.fill, **_stroke(shape.pen))


@_written.register
def _circle(shape: Circle) -> str:
    x, y = shape.centre
    return _element(
        "circle", cx=x, cy=y, r=shape.radius, fill=shape.fill, **_stroke(shape.pen)
    )


@_written.register
def _text(shape: Text) -> str:
    """A line of text that keeps its width in whatever font a program shows it."""
    face: dict[str, str | float] = {}
    if shape.face is Face.BOLD:
        face = {"font-weight": "bold"}
    if shape.face is Face.ITALIC:
        face = {"font-style": "italic"}
    attributes = _attributes(
        {
            "x": shape.left,
            "y": shape.baseline,
            "font-size": shape.size,
            "fill": shape.colour,
            "textLength": printed_width(shape.text, shape.points, shape.face),
            "lengthAdjust": "spacingAndGlyphs",
            **face,
        }
    )
    return f"<text {attributes}>{escape(shape.text)}</text>"


def _stroke(pen: Pen | None) -> dict[str, str | float]:
    if pen is None:
        return {}
    attributes: dict[str, str | float] = {
        "stroke": pen.colour,
        "stroke-width": pen.width,
    }
    if pen.dashes:
        attributes["stroke-dasharray"] = " ".join(_number(dash) for dash in pen.dashes)
    return attributes


def _path(points: tuple[Place, ...]) -> str:
    return "M" + " L".join(f"{_number(x)} {_number(y)}" for x, y in points)


def _element(name: str, **attributes: str | float) -> str:
    return f"<{name} {_attributes(attributes)}/>"


def _attributes(attributes: dict[str, str | float]) -> str:
    return " ".join(_named(attributes))


def _named(attributes: dict[str, str | float]) -> Iterator[str]:
    for name, value in attributes.items():
        text = value if isinstance(value, str) else _number(value)
        yield f"{name}={quoteattr(text)}"


def _number(value: float) -> str:
    """Three decimals at most, without a negative zero."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
