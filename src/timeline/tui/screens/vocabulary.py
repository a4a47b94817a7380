"""The vocabulary of the site: words that the catalogues lack, listed and changed."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import DescendantFocus
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from timeline.tui.drawing.cell import plain
from timeline.tui.screens.asking import ChoiceScreen, ReasonScreen
from timeline.tui.screens.picking import PickRow, PickScreen
from timeline.tui.screens.setting_store import store_setting
from timeline.tui.widgets.field_row import LineEditor
from timeline.tui.workplace import Workplace

if TYPE_CHECKING:
    from textual.app import App

    from timeline.clinical.catalogues.own_catalogues import WordField
    from timeline.clinical.catalogues.own_words import OwnWord

TITLE = "Vocabulary of this site (Enter adds, changes or removes a word)"
ABOUT = (
    "Drugs, regimens, analytes and genes that the catalogues lack. They complete what "
    "is typed and decide colours, lines and series."
)
REASONS = ("Drug of a trial here", "Usual name at this hospital", "Wrong word")
NEW = "+"
"""Begins the key of a row that adds a word; a catalogue follows."""
_CHANGES = (("e", "Change it"), ("x", "Remove it from the vocabulary"))


class WordScreen(ModalScreen["OwnWord | None"]):
    """Asks for the texts of one word, a line for each, and checks them."""

    BINDINGS: ClassVar = [
        Binding("escape", "leave", "Back"),
        Binding("ctrl+s", "store", "Store"),
    ]

    def __init__(self, catalogue: str, texts: Mapping[str, str]) -> None:
        """Prepare the lines.

        Args:
            catalogue: What kind of word it is.
            texts: What it holds now, by field; empty for a new word. A word that has a
                name keeps it: under another one it is another word.
        """
        super().__init__()
        self._catalogue, self._texts = catalogue, dict(texts)
        self._leaving = False

    def compose(self) -> ComposeResult:
        """A line for each text, and below them what the line with the cursor takes."""
        name = self._texts.get("name", "")
        title = f"{self._catalogue.capitalize()} {name or 'that no catalogue has'}"
        with Vertical(classes="asking word"):
            yield Static(Content.assemble((plain(title), "bold")), markup=False)
            for field in self._asked():
                yield Static(field, markup=False)
                yield LineEditor(self._texts.get(field, ""), name=field)
            yield Static(id="word-help", markup=False)
            yield Static(id="word-problem", markup=False)

    def _asked(self) -> tuple[str, ...]:
        fields = _fields(self._catalogue)
        return tuple(name for name in fields if name != "name" or not self._named)

    @property
    def _named(self) -> bool:
        return bool(self._texts.get("name"))

    @on(DescendantFocus)
    def explain(self, event: DescendantFocus) -> None:
        """Say what the line takes."""
        if isinstance(event.widget, LineEditor) and event.widget.name:
            field = _fields(self._catalogue)[event.widget.name]
            self.query_one("#word-help", Static).update(Content(_help(field)))

    def on_mount(self) -> None:
        """Start in the first line."""
        self.query(LineEditor).first().focus()

    @on(Input.Changed)
    def typed(self) -> None:
        """Forget the question whether to leave."""
        self._leaving = False

    @on(Input.Submitted)
    def next_line(self, event: Input.Submitted) -> None:
        """Go to the next line; from the last one, store."""
        lines: list[Input] = list(self.query(LineEditor))
        position = lines.index(event.input)
        if position + 1 < len(lines):
            lines[position + 1].focus()
        else:
            self.action_store()

    def action_store(self) -> None:
        """Give the word, if it is one."""
        from timeline.clinical.catalogues.own_words import OwnWord

        typed = {str(line.name): line.value for line in self.query(LineEditor)}
        try:
            word = OwnWord.of(self._catalogue, {**self._texts, **typed})
            word.check_free()
        except ValueError as error:
            self._say(f"! {error}")
        else:
            self.dismiss(word)

    def action_leave(self) -> None:
        """Close; where something was typed, only when asked a second time."""
        lines = self.query(LineEditor)
        typed = any(line.value != self._texts.get(str(line.name), "") for line in lines)
        if typed and not self._leaving:
            self._leaving = True
            self._say("Escape again forgets what was typed; Ctrl+S stores it.")
        else:
            self.dismiss(None)

    def _say(self, words: str) -> None:
        self.query_one("#word-problem", Static).update(Content(plain(words)))


def _fields(catalogue: str) -> "Mapping[str, WordField]":
    from timeline.clinical.catalogues.own_catalogues import CATALOGUES

    return CATALOGUES[catalogue].fields


def _help(field: "WordField") -> str:
    parts = [field.help]
    parts += [f"One of {', '.join(field.choices)}."] if field.choices else []
    parts += ["" if field.required else "May stay empty."]
    return " ".join(filter(None, parts))


def vocabulary_row(words: "Sequence[OwnWord]") -> PickRow:
    """The row among the settings that leads here."""
    count = f"{len(words)} word{'s' * (len(words) != 1)}" if words else "no words yet"
    return PickRow(NEW, f"Vocabulary of this site: {count}", ABOUT)


async def change_vocabulary(
    app: "App[object]", workplace: Workplace, changed: Callable[[], None]
) -> None:
    """List the words of the site; add, change and remove them, until Escape.

    Args:
        app: Shows the questions.
        workplace: Where the words are stored.
        changed: Reads again what rests on them.
    """
    while True:
        words = await asyncio.to_thread(workplace.registry.own_words)
        picked = await app.push_screen_wait(_list_screen(words))
        if picked is None:
            return
        word = next((word for word in words if word.setting_name == picked), None)
        if word is None:
            stored = await _enter(app, workplace, picked.removeprefix(NEW), {})
        else:
            stored = await _change(app, workplace, word)
        if stored:
            changed()


def _list_screen(words: "Sequence[OwnWord]") -> PickScreen:
    from timeline.clinical.catalogues.own_catalogues import CATALOGUES

    rows = [PickRow(word.setting_name, word.in_words) for word in words]
    rows += [PickRow(f"{NEW}{name}", f"Add a word: {name}") for name in CATALOGUES]
    return PickScreen(TITLE, rows, "")


async def _change(app: "App[object]", workplace: Workplace, word: "OwnWord") -> bool:
    asked = await app.push_screen_wait(ChoiceScreen(word.in_words, _CHANGES))
    if asked == "e":
        return await _enter(app, workplace, word.catalogue, dict(word.texts))
    if asked is None:
        return False
    question = f"{word.in_words}: why is this removed?"
    reason = await app.push_screen_wait(ReasonScreen(question, REASONS))
    if reason is None:
        return False
    return await store_setting(app, workplace, word.setting_name, None, reason)


async def _enter(
    app: "App[object]", workplace: Workplace, catalogue: str, texts: dict[str, str]
) -> bool:
    """Ask for the texts of a word and the reason, and store them."""
    word = await app.push_screen_wait(WordScreen(catalogue, texts))
    if word is None:
        return False
    question = f"{word.in_words}: why is this {'changed' if texts else 'added'}?"
    reason = await app.push_screen_wait(ReasonScreen(question, REASONS))
    if reason is None:
        return False
    name, text = word.setting_name, word.setting_text
    return await store_setting(app, workplace, name, text, reason)
