"""Small questions that lie over a screen: a choice by letter, a reason, a place."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.tui.drawing.cell import plain
from timeline.tui.widgets.field_row import LineEditor

REASONS = (
    "Typing error",
    "Source read again",
    "New information from the source",
    "Answer to a query",
    "Entered on the wrong record",
    "Duplicate of another record",
)
"""What is offered; anything else is typed."""
LONGEST_REASON = 500
MOST_ROWS = 16
"""Most choices that stand below each other."""
JUMP_HINT = "Jan 2022, 33 (months since time zero), L4 (line 4)"


class ChoiceScreen(ModalScreen[str | None]):
    """Asks one question that a single key answers; Escape gives None."""

    BINDINGS: ClassVar = [Binding("escape", "dismiss(None)", "Back")]

    def __init__(
        self,
        question: str,
        choices: Sequence[tuple[str, str]],
        details: Sequence[str] = (),
    ) -> None:
        """Prepare the question.

        Args:
            question: What is asked.
            choices: Keys and what they mean.
            details: Lines between the two.
        """
        super().__init__()
        self._question = question
        self._details = tuple(details)
        self._choices = tuple(choices)

    def compose(self) -> ComposeResult:
        """One text."""
        lines = [Content.assemble((plain(self._question), "bold"))]
        lines += [Content(f"  {plain(detail)}") for detail in self._details]
        lines += _in_columns(self._choices)
        lines.append(Content.assemble(("  Escape goes back.", "dim")))
        with Vertical(classes="asking"):
            yield Static(Content("\n").join(lines), markup=False)

    def on_key(self, event: events.Key) -> None:
        """Take the key if it is one of the choices."""
        if event.character in [key for key, _ in self._choices]:
            event.stop()
            self.dismiss(event.character)


def _in_columns(choices: Sequence[tuple[str, str]]) -> list[Content]:
    """Keys and what they mean; two columns where one would be longer than a screen."""
    rows = len(choices) if len(choices) <= MOST_ROWS else -(-len(choices) // 2)
    width = max((cell_len(words) for _, words in choices[:rows]), default=0)
    lines = []
    for row in range(rows):
        parts: list[Content | str | tuple[str, str]] = []
        for key, words in choices[row::rows]:
            gap = " " * (width - cell_len(words) if row + rows < len(choices) else 0)
            parts += ["  ", (key, "bold reverse"), f"  {plain(words)}{gap}"]
        lines.append(Content.assemble(*parts))
    return lines


def enterable_kinds() -> dict[str, type[Entry]]:
    """Letters and the kinds of record that a person enters with a form."""
    return {kind.letter: kind for kind in KINDS.values() if kind.letter}


def kind_question() -> ChoiceScreen:
    """Ask for the kind of a new record; the answer is a letter."""
    kinds = enterable_kinds()
    choices = [(letter, kind.title) for letter, kind in kinds.items()]
    return ChoiceScreen("New record: of which kind?", choices)


class ReasonScreen(ModalScreen[str | None]):
    """Asks why something stored is changed: a number, or words and Enter."""

    BINDINGS: ClassVar = [Binding("escape", "dismiss(None)", "Back")]

    def __init__(
        self,
        question: str,
        reasons: Sequence[str] = REASONS,
        details: Sequence[str] = (),
    ) -> None:
        """Prepare the question.

        Args:
            question: Why something is done, such as `Why is this changed?`.
            reasons: What is offered.
            details: Lines between the two.
        """
        super().__init__()
        self._question = question
        self._details = tuple(details)
        self._reasons = tuple(reasons)

    def compose(self) -> ComposeResult:
        """The reasons, then a line for one's own."""
        lines = [Content.assemble((plain(self._question), "bold"))]
        lines += [Content(f"  {plain(detail)}") for detail in self._details]
        lines += [
            Content.assemble("  ", (str(n), "bold reverse"), f"  {reason}")
            for n, reason in enumerate(self._reasons, start=1)
        ]
        with Vertical(classes="asking"):
            yield Static(Content("\n").join(lines), markup=False)
            yield LineEditor(placeholder="or type the reason, then Enter")
            yield Static(id="reason-problem", markup=False)

    def on_mount(self) -> None:
        """Start in the line."""
        self.query_one(LineEditor).focus()

    @on(Input.Changed)
    def choose(self, event: Input.Changed) -> None:
        """Take a reason when only its number was typed."""
        if event.value.isdecimal() and 1 <= int(event.value) <= len(self._reasons):
            self.dismiss(self._reasons[int(event.value) - 1])

    @on(Input.Submitted)
    def typed(self, event: Input.Submitted) -> None:
        """Take the words."""
        problem = reason_problem(event.value)
        self.query_one("#reason-problem", Static).update(Content(problem))
        if not problem:
            self.dismiss(event.value.strip())


def reason_problem(reason: str) -> str:
    """What is wrong with a reason, in words; empty if nothing is."""
    if not reason.strip():
        return "Choose a reason or type one: a correction is stored with its reason."
    if len(reason) > LONGEST_REASON:
        return f"Shorten the reason to {LONGEST_REASON} characters."
    if not reason.isprintable():
        return "Take the invisible characters out of the reason."
    return ""


class JumpScreen(ModalScreen[str | None]):
    """Asks where to put the time cursor; gives the words, or None."""

    BINDINGS: ClassVar = [Binding("escape", "dismiss(None)", "Back")]

    def __init__(self, places: int = 0) -> None:
        """Prepare the question.

        Args:
            places: Number of places in the order of events, for a picture of it; 0
                for a picture of time.
        """
        super().__init__()
        self._title = "Jump to a date, a month or a line"
        self._hint = JUMP_HINT
        if places:
            self._title = "Jump to a place in the order, or to a line"
            self._hint = f"1 to {places}, L2 (line 2)"

    def compose(self) -> ComposeResult:
        """One line."""
        with Vertical(classes="asking"):
            yield Static(self._title, markup=False)
            yield Input(placeholder=self._hint, compact=True)

    @on(Input.Submitted)
    def give(self, event: Input.Submitted) -> None:
        """Give what was typed."""
        self.dismiss(event.value.strip() or None)
