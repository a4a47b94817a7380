"""A swimlane as a Plotly figure, as a page that needs nothing else, and for print.

`figure` and `print_svg` are for programs of one's own; docs/library.md shows them.
Plotly and the font are loaded when a picture is drawn, not before.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from timeline.case.case import Case
    from timeline.swimlane.build import SwimlaneOptions

__all__ = ["figure", "print_svg"]


def figure(case: "Case", options: "SwimlaneOptions | None" = None) -> "go.Figure":
    """Draw a case as an ordinary figure of Plotly, which may be restyled.

    Args:
        case: The case, drawn as recorded; `deidentified` makes one that may leave.
        options: Choices of the reader; None for the usual ones.

    Returns:
        A figure of fixed height in pixels that takes the width of its container.
        Records that nothing places in time are not in it.
    """
    from timeline.charts.swimlane_figure import figure as draw
    from timeline.swimlane.build import SwimlaneOptions, build

    return draw(build(case, options or SwimlaneOptions()))


def print_svg(
    case: "Case",
    preset: str = "bmc-double",
    options: "SwimlaneOptions | None" = None,
    *,
    width: float | None = None,
    height: float | None = None,
    grey: bool = False,
) -> str:
    """Draw a case for print as SVG in millimetres.

    Args:
        case: The case, drawn as recorded; `deidentified` makes one that may leave.
        preset: Name of the frame, such as `nature-single`; see `presets.PRESETS`.
        options: Choices of the reader; None for the usual ones.
        width: Width in millimetres instead of the preset's.
        height: Greatest height in millimetres instead of the preset's.
        grey: Whether to draw in greys.

    Returns:
        The text of an SVG file; the same case gives the same text, byte for byte.

    Raises:
        PresetError: If there is no such preset, or the figure does not fit it.
        GlyphError: If a label has letters that the font does not have.
    """
    from timeline.charts.package.alt_text import alt_text
    from timeline.charts.print.fitting import fitted
    from timeline.charts.print.presets import preset as frame_of
    from timeline.charts.print.svg import svg
    from timeline.swimlane.build import SwimlaneOptions, build

    frame = frame_of(preset, width=width, height=height, grey=grey)
    swimlane = build(case, options or SwimlaneOptions())
    description = alt_text(swimlane)
    title = swimlane.word("title.figure")
    return svg(fitted(swimlane, frame, title=title, description=description))
