"""Quick entry: one line, and beneath it what is understood of it."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from timeline.case.case import Case
from timeline.case.fields import specs_by_name
from timeline.case.locale import ASK, Locale
from timeline.tui.drawing.cell import plain
from timeline.tui.entry.quick.reading import Fact, Filled
from timeline.tui.entry.quick.understand import forms_of, understand
from timeline.tui.entry.readings import reading
from timeline.tui.entry.words import KnownWords
from timeline.tui.screens.form_opener import NewForm
from timeline.tui.widgets.field_row import Completing, LineEditor

EMPTY = "Write it as you would in a letter. F1 shows what is understood."
NOTHING = (
    "Not understood yet: name a drug, a result, a gene, an operation, a response or a "
    "grade. F1 shows examples."
)
CONFIRM = "Enter opens the form; nothing is stored before you save it."
LEFT_OVER = "! not understood, kept as a note: "
ALONE = "! not understood: "
NOT_KNOWN = "! in no catalogue, kept as typed: "


class QuickScreen(ModalScreen[list[NewForm] | None]):
    """Gives the kinds and texts of the forms, or None."""

    BINDINGS: ClassVar = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("f1", "help", "Help"),
    ]

    def __init__(self, case: Case, locale: Locale = ASK) -> None:
        """Prepare for a case, and for how dates and numbers are typed."""
        super().__init__()
        self._case = case
        self._locale = locale
        self._facts: tuple[Fact, ...] = ()

    def compose(self) -> ComposeResult:
        """The line, then what it means."""
        with Vertical(classes="picking"):
            yield Static("Quick entry", classes="pick-title", markup=False)
            yield LineEditor(
                placeholder="2020-05..2021-08 trastuzumab 6 mg/kg q3w",
                suggester=Completing(KnownWords(self._case).rest),
            )
            yield Static(Content(EMPTY), id="understood", markup=False)

    def on_mount(self) -> None:
        """Start in the line."""
        self.query_one(LineEditor).focus()

    @on(Input.Changed)
    def show(self, event: Input.Changed) -> None:
        """Say what is understood."""
        self._facts = facts = understand(event.value)
        if not facts:
            content = Content(EMPTY)
        else:
            parts = [part for fact in facts for part in self._fact(fact)]
            some = any(fact.forms for fact in facts)
            last = CONFIRM if some else NOTHING
            content = Content("\n").join([*parts, Content.assemble((last, "dim"))])
        self.query_one("#understood", Static).update(content)

    def _fact(self, fact: Fact) -> list[Content]:
        """What a fact fills, and what of it is left over, with the reasons."""
        some = any(fact.forms for fact in self._facts)
        marked = [(NOT_KNOWN, name) for name in fact.not_known]
        if fact.left_over:
            marked.append((LEFT_OVER if some else ALONE, fact.left_over))
        return [
            *(self._form(form) for form in fact.forms),
            *(
                Content.assemble((sign + plain(words), "bold"))
                for sign, words in marked
            ),
            *(Content.assemble((f"! {plain(why)}", "bold")) for why in fact.reasons),
        ]

    def _form(self, filled: Filled) -> Content:
        specs = specs_by_name(filled.record_class)
        lines = [Content.assemble((filled.record_class.title, "bold"))]
        fields = [self._field(filled, name) for name in filled.texts]
        lines.append(Content("  ") + Content("  ·  ").join(fields))
        missing = [
            spec.title
            for name, spec in specs.items()
            if spec.required and name not in filled.texts and name not in ("id", "line")
        ]
        if missing:
            words = f"  still to be given: {', '.join(missing)}"
            lines.append(Content.assemble((words, "italic")))
        return Content("\n").join(lines)

    def _field(self, filled: Filled, name: str) -> Content:
        spec, text = specs_by_name(filled.record_class)[name], filled.texts[name]
        meaning = reading(spec, text, self._case, filled.record_class, self._locale)
        title = "Kept as a note" if name == "notes" else spec.title
        unit = f" {spec.unit}" if spec.unit else ""
        more = f" ({plain(meaning)})" if meaning else ""
        value = (plain(text) + unit, "bold")
        return Content.assemble(f"{title}: ", value, (more, "dim"))

    @on(Input.Submitted)
    def confirm(self) -> None:
        """Open the forms."""
        if forms := list(forms_of(self._facts)):
            self.dismiss(forms)

    def action_help(self) -> None:
        """Show the grammar."""
        from timeline.tui.help.entry import NAME, beginning_with
        from timeline.tui.screens.sections import SectionsScreen

        sections = beginning_with("Quick entry")
        self.app.push_screen(SectionsScreen(sections, name=NAME))
