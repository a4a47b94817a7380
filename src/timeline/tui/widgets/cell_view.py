"""What all widgets share that draw cells: from roles to the colours of the theme."""

from collections.abc import Callable
from functools import cached_property

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.scroll_view import ScrollView
from textual.strip import Strip

from timeline.tui.drawing.cell import Cell
from timeline.tui.drawing.colours import ink as ink_of


class _Looks(dict[tuple[str, str], Style]):
    """Styles by ink and background, each made when it is first asked for."""

    def __init__(self, make_style: Callable[[str, str], Style]) -> None:
        super().__init__()
        self._make_style = make_style

    def __missing__(self, look: tuple[str, str]) -> Style:
        self[look] = style = self._make_style(*look)
        return style


class CellView(ScrollView, inherit_bindings=False):
    """A widget that draws rows of cells; its keys are those of its screen."""

    DEFAULT_CSS = """
    CellView { overflow-x: hidden; }
    """

    @cached_property
    def _looks(self) -> _Looks:
        """The styles, as long as the theme stays."""
        return _Looks(self._style)

    def paint(self, row: tuple[Cell, ...]) -> Strip:
        """One row of cells in the colours of the theme."""
        segments: list[Segment] = []
        looks, text = self._looks, ""
        ink = back = ""
        last: Cell | None = None
        for cell in row:
            if cell is not last and (cell.ink != ink or cell.back != back):
                if text:
                    segments.append(Segment(text, looks[ink, back]))
                ink, back, text = cell.ink, cell.back, ""
            last = cell
            text += cell.char
        if text:
            segments.append(Segment(text, looks[ink, back]))
        return Strip(segments, len(row))

    def blank(self) -> Strip:
        """A line on which nothing stands."""
        return Strip.blank(self.size.width, self._looks["", ""])

    def paint_text(self, text: str, width: int, ink: str, back: str = "") -> Strip:
        """A line in one colour, for widgets that draw many lines of words.

        Args:
            text: What `cell.padded` made, and spaces.
            width: How many cells it has.
            ink: Role of the foreground.
            back: Role of the background; empty for that of the widget.
        """
        return Strip([Segment(text, self._looks[ink, back])], width)

    def notify_style_update(self) -> None:
        """Forget the colours of the look that was left."""
        self._looks.clear()
        super().notify_style_update()

    def _style(self, ink: str, back: str) -> Style:
        ground = self.background_colors[1]
        behind = self._color(back) if back else ground
        if ink == "on":
            front = Color.parse(behind.get_contrast_text().hex6)
        elif ink == "ground":
            front = ground
        else:
            front = self._color(ink) if ink else self.styles.color
        front = behind + front
        bold = bool(ink) and ink in ("heading", "selected")
        return Style(
            color=front.rich_color, bgcolor=behind.rich_color, bold=bold or None
        )

    def _color(self, role: str) -> Color:
        app = self.app
        return ink_of(role, app.theme_variables, dark=app.current_theme.dark)
