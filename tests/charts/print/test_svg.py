import re
from xml.etree import ElementTree as ET

import pytest

from timeline.case.case import Case
from timeline.charts.print.drawing import Drawing, draw
from timeline.charts.print.fitting import fitted
from timeline.charts.print.presets import preset
from timeline.charts.print.shapes import Box, Rect, Text
from timeline.charts.print.svg import svg
from timeline.swimlane.build import build

from ..hostile import HOSTILE, poisoned

SVG = "{http://www.w3.org/2000/svg}"


def test_a_millimetre_is_a_unit(gallbladder: Case) -> None:
    drawing = draw(build(gallbladder), preset("nature-double"))
    root = ET.fromstring(svg(drawing))  # noqa: S314 - our own text
    assert root.get("width") == "183mm"
    assert root.get("viewBox") == f"0 0 183 {drawing.height:g}"


def test_it_says_what_it_is_and_shows(gallbladder: Case) -> None:
    frame = preset("bmc-double")
    drawing = fitted(build(gallbladder), frame, title="A < B", description="C & D")
    root = ET.fromstring(svg(drawing))  # noqa: S314 - our own text
    assert root.findtext(f"{SVG}title") == "A < B"
    assert root.findtext(f"{SVG}desc") == "C & D"


def test_the_same_picture_gives_the_same_bytes(synthetic: Case) -> None:
    frame = preset("bmc-double")
    first, second = (svg(draw(build(synthetic), frame)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("which", ["gallbladder", "synthetic", "relative"])
def test_text_from_data_is_only_ever_text(
    which: str, request: pytest.FixtureRequest
) -> None:
    swimlane = poisoned(build(request.getfixturevalue(which)))
    plain = "".join(c for c in " ".join(HOSTILE) if c not in "\u2028\u2029")
    tags = {"svg", "title", "desc", "rect", "g", "text", "path", "circle"}
    drawing = Drawing(
        width=100,
        height=10,
        title=plain,
        description=plain,
        shapes=(Text(1, 5, plain, 8, "#000000"),),
    )
    for text in (svg(drawing), svg(_drawn(swimlane))):
        root = ET.fromstring(text)  # noqa: S314 - our own text
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= tags
        assert not [
            name
            for element in root.iter()
            for name in element.attrib
            if name.startswith("on") or "href" in name
        ]
    words = ET.fromstring(svg(drawing)).find(f".//{SVG}text")  # noqa: S314
    assert words is not None
    assert words.text == plain


def _drawn(swimlane: object) -> Drawing:
    from dataclasses import replace

    from timeline.swimlane.model import Swimlane

    assert isinstance(swimlane, Swimlane)
    return draw(replace(swimlane, series=()), preset("slide"))


def test_nothing_is_fetched(gallbladder: Case) -> None:
    text = svg(draw(build(gallbladder), preset("bmc-double")))
    assert text.count("http") == 1  # the name of the format
    for word in ("url(", "href", "@import", "@font-face", "<style", "<script"):
        assert word not in text


def test_numbers_have_no_more_than_three_decimals() -> None:
    box = Box(1 / 3, 0, 1, -0.0001)
    text = svg(Drawing(10, 10, "t", "", (Rect(box, "#fff000"),)))
    assert 'x="0.333"' in text
    assert "-0" not in text


def test_each_line_of_text_keeps_its_width_in_any_font(gallbladder: Case) -> None:
    drawing = draw(build(gallbladder), preset("bmc-single"), stacked=True)
    lengths = re.findall(r'textLength="([0-9.]+)"', svg(drawing))
    assert len(lengths) == len(drawing.texts)
    for text, length in zip(drawing.texts, lengths, strict=True):
        room = text.box.right - text.box.left
        assert 0.98 * room <= float(length) <= room
