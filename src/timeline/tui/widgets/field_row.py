"""One field of a form: its title, the text, and a line beneath for what it means."""

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from timeline.case.fields import FieldSpec, Role
from timeline.tui.drawing.cell import plain
from timeline.tui.entry.pasted import pasted
from timeline.tui.entry_messages import EnterPressed, FieldTyped, LeftOut


class LineEditor(Input):
    """One line of text; a paste of several lines becomes one."""

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        found = pasted(event.text, lines=False)
        if self.selection.is_empty:
            self.insert_text_at_cursor(found.text)
        else:
            self.replace(found.text, *self.selection)
        if found.left_out:
            self.post_message(LeftOut(found.left_out))


class LinesEditor(TextArea):
    """Several lines of text; Tab goes on to the next field."""

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        found = pasted(event.text, lines=True)
        self.replace(found.text, *self.selection, maintain_selection_offset=False)
        if found.left_out:
            self.post_message(LeftOut(found.left_out))


class FieldRow(Widget):
    """A field as its declaration describes it."""

    DEFAULT_CSS = """
    FieldRow { layout: grid; grid-size: 2; grid-columns: 22 1fr; grid-rows: auto;
               height: auto; }
    FieldRow > .field-note { column-span: 2; height: auto; }
    """

    def __init__(self, spec: FieldSpec, text: str, *, fixed: bool = False) -> None:
        """Prepare the row.

        Args:
            spec: The field.
            text: What stands in it.
            fixed: Whether it cannot be changed.
        """
        super().__init__()
        self.spec = spec
        self._first = text
        self._fixed = fixed
        self._noted = ("", False)
        # most fields never have one, and every widget makes a form slower to open
        self._note: Static | None = None

    def compose(self) -> ComposeResult:
        """Title and editor side by side; a note follows when there is one."""
        yield Static(_title(self.spec), classes="field-title", markup=False)
        yield self._editor()

    def _editor(self) -> LineEditor | LinesEditor:
        if self.spec.role is Role.LONG_TEXT:
            return LinesEditor(self._first, compact=True, highlight_cursor_line=False)
        return LineEditor(
            self._first, compact=True, select_on_focus=False, disabled=self._fixed
        )

    @property
    def editor(self) -> Input | TextArea:
        """What the person types into."""
        found = self.query(LineEditor)
        return found.first() if found else self.query_one(LinesEditor)

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
        self._noted = (text, wrong)
        self.set_class(wrong, "wrong")
        # the sign says it where colours do not
        content = Content(f"! {plain(text)}" if wrong else plain(text))
        shown = self._note
        if shown is None and text:
            self._note = Static(content, classes="field-note", markup=False)
            self.mount(self._note)
        elif shown is not None:
            shown.display = bool(text)
            shown.update(content)

    def on_descendant_focus(self) -> None:
        """Mark the row that is being typed into."""
        self.add_class("current")

    def on_descendant_blur(self) -> None:
        """Take the mark away."""
        self.remove_class("current")

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


def _title(spec: FieldSpec) -> Content:
    unit = f" ({spec.unit})" if spec.unit else ""
    return Content.assemble(spec.title + unit, (" *" if spec.required else "", "bold"))
