"""Two versions of one record; the person chooses mine, theirs, both, or by field."""

from typing import TYPE_CHECKING, ClassVar

from pydantic import ValidationError
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from timeline.case.record import Entry
from timeline.case.records.patient import Patient
from timeline.exchange.wording import problems_in_words
from timeline.tui.drawing.cell import plain
from timeline.tui.entry.history_text import EMPTY
from timeline.tui.entry.merge import (
    Difference,
    chosen_already,
    differences,
    merged,
)
from timeline.tui.entry.record_names import named_entry
from timeline.tui.widgets.steady_footer import SteadyFooter

if TYPE_CHECKING:
    from timeline.registry import ConflictError

MINE, THEIRS, BOTH = "mine", "theirs", "both"
Answer = Entry | str
"""The record as chosen by field, or one of the three words."""
SHARE = 0.9
"""Of the screen above the footer that the box takes at most, as in its style sheet."""
LEAST = 4
"""Lines of fields in a terminal that is too low for them."""
FIELDS = (
    "What only one of you changed is chosen already. Nothing is stored before you "
    "choose."
)


class ConflictScreen(ModalScreen[Answer]):
    """Asks which version stands; there is no way past it but a choice."""

    BINDINGS: ClassVar = [
        Binding("m", "mine", "Mine"),
        Binding("t", "theirs", "Theirs"),
        Binding("b", "both", "Both"),
        Binding("up,k", "move(-1)", "Above", show=False),
        Binding("down,j", "move(1)", "Below", show=False),
        Binding("left,h", "choose(False)", "My value", key_display="←"),
        Binding("right,l", "choose(True)", "Their value", key_display="→"),
        Binding("ctrl+s", "store", "Store by field"),
    ]

    def __init__(self, conflict: "ConflictError", base: Entry | None) -> None:
        """Prepare the choice.

        Args:
            conflict: What was to be stored, what stands there, and who stored that.
            base: The version that both began from; None where it is not known.
        """
        super().__init__()
        self._yours, self._stored = conflict.yours, conflict.stored
        self._base, self._actor = base, conflict.actor
        self._record_id = conflict.record_id
        self._rows: tuple[Difference, ...] = ()
        if self._yours and self._stored:
            self._rows = differences(self._yours, self._stored)
        self._keep = chosen_already(base, self._rows)
        self._open = [row.name for row in self._rows if row.name not in self._keep]
        self._at = next(
            (n for n, row in enumerate(self._rows) if row.name in self._open), 0
        )

    def compose(self) -> ComposeResult:
        """What happened, the three answers, the fields that differ."""
        with Vertical(id="conflict"):
            yield Static(self._heading(), id="conflict-heading", markup=False)
            with VerticalScroll(id="conflict-fields", can_focus=False):
                for _ in self._rows:
                    yield Static(classes="conflict-row", markup=False)
            yield Static(id="conflict-problem", markup=False)
        yield SteadyFooter(show_command_palette=False, compact=True)

    def _heading(self) -> Content:
        entry = self._stored or self._base or self._yours
        name = plain(named_entry(entry) if entry else self._record_id)
        verb = "changed" if self._stored else "put into the bin"
        happened = f"{name} was {verb} by {plain(self._actor)} while you had it open."
        lines = [Content.assemble((happened, "bold"))]
        lines += [
            Content.assemble("  ", (key, "bold reverse"), f"  {words}")
            for key, words in self._answers()
        ]
        if self._rows:
            lines.append(Content.assemble((f"Or choose by field. {FIELDS}", "dim")))
        return Content("\n").join(lines)

    def _answers(self) -> list[tuple[str, str]]:
        who = plain(self._actor)
        if self._yours is None:
            return [
                ("m", "mine: put it into the bin all the same"),
                ("t", f"theirs: keep it as {who} left it"),
            ]
        if self._stored is None:
            answers = [
                ("m", "mine: take it out of the bin and store what you typed"),
                ("t", "theirs: it stays in the bin, and what you typed is given up"),
            ]
        else:
            answers = [
                ("m", "mine, in every field that both of you changed"),
                ("t", f"theirs ({who}'s), in every field that both of you changed"),
            ]
        if self.offers_both:
            answers.append(("b", "both: theirs stays, yours becomes a new record"))
        return answers

    @property
    def offers_both(self) -> bool:
        """Whether what was typed can be a record of its own."""
        return self._yours is not None and not isinstance(self._yours, Patient)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as in Textual
        """Name only the keys that answer this question."""
        if action == "both":
            return self.offers_both
        return bool(self._rows) or action not in ("choose", "store", "move")

    def on_mount(self) -> None:
        """Show the fields."""
        self._draw()
        self.call_after_refresh(self._fit)

    def on_resize(self) -> None:
        """Fit the fields into another terminal."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Let the fields scroll in the room that heading and problem leave."""
        box, fields = self.query_one("#conflict"), self.query_one("#conflict-fields")
        others = [child for child in box.children if child is not fields]
        taken = sum(child.outer_size.height for child in others)
        whole = self.size.height - self.query_one(SteadyFooter).outer_size.height
        room = int(whole * SHARE) - box.gutter.height - taken
        fields.styles.max_height = max(LEAST, room)
        self._draw()

    def _draw(self) -> None:
        shown = self.query(".conflict-row").results(Static)
        for number, (row, widget) in enumerate(zip(self._rows, shown, strict=True)):
            widget.set_class(number == self._at, "current")
            widget.update(self._text(row))
            if number == self._at:
                widget.scroll_visible(animate=False)

    def _text(self, row: Difference) -> Content:
        kept = self._keep.get(row.name)
        return Content.assemble(
            (f"{row.title}\n", "bold"),
            _side("yours", row.yours, chosen=kept is False),
            "\n",
            _side(self._actor, row.stored, chosen=kept is True),
        )

    def action_move(self, step: int) -> None:
        """Go to the field above or below."""
        self._at = max(0, min(len(self._rows) - 1, self._at + step))
        self._draw()

    def action_choose(self, theirs: bool) -> None:
        """Choose a value for the field and go on to the next."""
        if self._rows:
            self._keep[self._rows[self._at].name] = theirs
            self.action_move(1)

    def action_mine(self) -> None:
        """Store what you typed, in every field that both of you changed."""
        self._answer(MINE, theirs=False)

    def action_theirs(self) -> None:
        """Keep what the other one stored, in every field that both of you changed."""
        self._answer(THEIRS, theirs=True)

    def action_both(self) -> None:
        """Keep what the other one stored, and store yours as a new record."""
        self.dismiss(BOTH)

    def _answer(self, word: str, *, theirs: bool) -> None:
        if not self._rows:
            self.dismiss(word)
            return
        self._keep |= dict.fromkeys(self._open, theirs)
        self.action_store()

    def action_store(self) -> None:
        """Store the record as chosen, once every field is."""
        if self._yours is None or self._stored is None:
            return
        titles = [row.title for row in self._rows if row.name not in self._keep]
        if titles:
            self._say(f"! Choose for {', '.join(titles)}.")
            return
        try:
            chosen = merged(self._yours, self._stored, self._keep)
        except ValidationError as error:
            sentences = problems_in_words(error, type(self._yours))
            self._say("! " + " ".join(text for _, text in sentences))
            return
        self.dismiss(chosen)

    def _say(self, problem: str) -> None:
        self.query_one("#conflict-problem", Static).update(Content(plain(problem)))
        self.call_after_refresh(self._fit)


def _side(whose: str, value: str, *, chosen: bool) -> Content:
    sign = "(x)" if chosen else "( )"
    words = f"  {sign} {plain(whose)}: {plain(value) or EMPTY}"
    return Content.assemble((words, "reverse" if chosen else ""))
