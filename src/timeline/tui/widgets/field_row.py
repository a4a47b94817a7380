"""One field of a form: its title, the text, and a line beneath for what it means."""

from collections.abc import Callable
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from timeline.case.fields import FieldSpec, Role
from timeline.tui.drawing.cell import plain
from timeline.tui.entry.messages import CharactersDropped, EnterPressed, FieldTyped
from timeline.tui.entry.pasted import pasted
from timeline.tui.entry.words import is_wordy

COMPACT = "-textual-compact"
"""Textual's class of an editor without a frame."""
Completes = Callable[[str], str]
"""Gives what completes a text at its end; empty for nothing."""


class Completing(Suggester):
    """Shows behind the cursor what completes the text."""

    def __init__(self, completes: Completes) -> None:
        """Take what completes a text."""
        super().__init__(use_cache=False, case_sensitive=True)
        self.completes = completes

    async def get_suggestion(self, value: str) -> str | None:
        """The text with its completion."""
        rest = self.completes(value)
        return value + rest if rest else None


class LineEditor(Input):
    """One line of text; a paste of several lines becomes one."""

    compact = reactive(True, toggle_class=COMPACT)

    def __init__(self, value: str = "", **options: Any) -> None:  # noqa: ANN401 - Textual's
        """Make an editor without a frame; the options are those of Input."""
        # with its class from the start: set later, it has each editor styled twice
        super().__init__(value, compact=True, classes=COMPACT, **options)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        paste = pasted(event.text, lines=False)
        if self.selection.is_empty:
            self.insert_text_at_cursor(paste.text)
        else:
            self.replace(paste.text, *self.selection)
        if paste.left_out:
            self.post_message(CharactersDropped(paste.left_out))


class LinesEditor(TextArea):
    """Several lines of text; Tab goes on to the next field."""

    completes: Completes | None = None

    def on_focus(self) -> None:
        """Go on behind what is written, unless the cursor was put elsewhere."""
        if self.cursor_location == (0, 0):
            self.move_cursor(self.document.end)

    def update_suggestion(self) -> None:
        """Complete the word at the end of a line."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        ends = self.completes is not None and column == len(line)
        self.suggestion = self.completes(line) if ends and self.completes else ""

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        paste = pasted(event.text, lines=True)
        self.replace(paste.text, *self.selection, maintain_selection_offset=False)
        if paste.left_out:
            self.post_message(CharactersDropped(paste.left_out))


TITLE_WIDTH = 28
"""Cells in front of the editor, enough for every title with its unit."""


class FieldRow(Widget):
    """A field as its declaration describes it; the row itself draws the title."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"field-row--current"}
    DEFAULT_CSS = """
    FieldRow { layout: vertical; height: auto; }
    FieldRow > Input, FieldRow > TextArea, FieldRow > .field-note { margin-left: 28; }
    FieldRow > .field-note { height: auto; }
    """

    def __init__(
        self,
        spec: FieldSpec,
        text: str,
        *,
        fixed: bool = False,
        completes: Completes | None = None,
    ) -> None:
        """Prepare the row.

        Args:
            spec: The field.
            text: What stands in it.
            fixed: Whether it cannot be changed.
            completes: What completes the word that is typed; None for nothing.
        """
        super().__init__()
        self.spec = spec
        self._first = text
        self._fixed = fixed
        self._completes = completes if is_wordy(spec) else None
        self._noted = ("", False)
        # a class would have the editor styled anew at each move from field to field
        self._current = False
        # most fields never have one, and every widget makes a form slower to open
        self._note: Static | None = None

    def compose(self) -> ComposeResult:
        """The editor; a note follows when there is one."""
        yield self._editor()

    def render(self) -> Content:
        """The title, in front of the editor."""
        title = _title(self.spec)
        if self._current:
            style = self.get_visual_style("field-row--current")
            title = title.stylize(style)
        return title

    def _editor(self) -> LineEditor | LinesEditor:
        if self.spec.role is Role.LONG_TEXT:
            lines = LinesEditor(self._first, compact=True, highlight_cursor_line=False)
            lines.completes = self._completes
            return lines
        return LineEditor(
            self._first,
            select_on_focus=False,
            disabled=self._fixed,
            suggester=Completing(self._completes) if self._completes else None,
        )

    @property
    def editor(self) -> Input | TextArea:
        """What the person types into."""
        line_editors = self.query(LineEditor)
        return line_editors.first() if line_editors else self.query_one(LinesEditor)

    @property
    def text(self) -> str:
        """What stands in the field."""
        editor = self.editor
        return editor.value if isinstance(editor, Input) else editor.text

    def write(self, text: str) -> None:
        """Put another text into the field."""
        editor = self.editor
        if isinstance(editor, Input):
            if editor.value != text:
                editor.value = text
                editor.cursor_position = len(text)
        elif editor.text != text:
            editor.text = text

    def note(self, text: str, *, wrong: bool = False) -> None:
        """Say beneath the field what it means, or what is wrong."""
        if (text, wrong) == self._noted:
            return
        before, self._noted = self._noted[0], (text, wrong)
        self.set_class(wrong, "wrong")
        # the sign says it where colours do not
        content = Content(f"! {plain(text)}" if wrong else plain(text))
        shown = self._note
        if shown is None and text:
            self._note = Static(content, classes="field-note", markup=False)
            self.mount(self._note)
        elif shown is not None:
            shown.display = bool(text)
            width = shown.content_size.width
            one_line = max(cell_len(before) + 2, content.cell_length) <= width
            # a reading that stays on its line needs no new layout of the form
            shown.update(content, layout=not (one_line and before and text))

    def on_descendant_focus(self) -> None:
        """Mark the row that is being typed into."""
        self._current = True
        self.refresh()

    def on_descendant_blur(self) -> None:
        """Take the mark away."""
        self._current = False
        self.refresh()

    @on(Input.Changed)
    def _line_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(FieldTyped(self.spec.name, event.value))

    @on(TextArea.Changed)
    def _lines_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(FieldTyped(self.spec.name, event.text_area.text))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(EnterPressed())


class FieldList(VerticalScroll, inherit_bindings=False):
    """Holds the fields; the arrows stay with the form, which moves between fields."""


def row_of(widget: object) -> FieldRow | None:
    """The field of which a widget is the editor; None for any other."""
    ancestors = getattr(widget, "ancestors", ())
    return next((node for node in ancestors if isinstance(node, FieldRow)), None)


def _title(spec: FieldSpec) -> Content:
    unit = f" ({spec.unit})" if spec.unit.lower() not in spec.title.lower() else ""
    return Content.assemble(spec.title + unit, (" *" if spec.required else "", "bold"))
