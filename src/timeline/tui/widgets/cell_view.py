"""What all widgets share that draw cells: from roles to the colours of the theme."""

from functools import cached_property

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.scroll_view import ScrollView
from textual.strip import Strip

from timeline.tui.drawing.cell import Cell
from timeline.tui.inks import ink as ink_of


class CellView(ScrollView, inherit_bindings=False):
    """A widget that draws rows of cells; its keys are those of its screen."""

    DEFAULT_CSS = """
    CellView { overflow-x: hidden; }
    """

    @cached_property
    def _looks(self) -> dict[tuple[str, str], Style]:
        """Styles by ink and background, as long as the look stays."""
        return {}

    def paint(self, row: tuple[Cell, ...]) -> Strip:
        """One row of cells in the colours of the theme."""
        segments: list[Segment] = []
        text: list[str] = []
        ink = back = ""
        for cell in row:
            if cell.ink != ink or cell.back != back:
                if text:
                    segments.append(Segment("".join(text), self._look(ink, back)))
                ink, back, text = cell.ink, cell.back, []
            text.append(cell.char)
        if text:
            segments.append(Segment("".join(text), self._look(ink, back)))
        strip = Strip(segments, len(row))
        return strip.adjust_cell_length(self.size.width, self._look("", ""))

    def blank(self) -> Strip:
        """A line on which nothing stands."""
        return Strip.blank(self.size.width, self._look("", ""))

    def _look(self, ink: str, back: str) -> Style:
        key = ink, back
        if key not in self._looks:
            self._looks[key] = self._style(ink, back)
        return self._looks[key]

    def paint_text(self, text: str, width: int, ink: str, back: str = "") -> Strip:
        """A line in one colour, for widgets that draw many lines of words.

        Args:
            text: What `cell.padded` made, and spaces.
            width: How many cells it has.
            ink: Role of the foreground.
            back: Role of the background; empty for that of the widget.
        """
        strip = Strip([Segment(text, self._look(ink, back))], width)
        return strip.adjust_cell_length(self.size.width, self.rich_style)

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
