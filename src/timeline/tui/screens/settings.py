"""The settings of the registry: listed, and changed with a reason."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from timeline.tui.drawing.cell import plain
from timeline.tui.screens.asking import ReasonScreen
from timeline.tui.screens.picking import PickRow, PickScreen
from timeline.tui.screens.setting_store import store_setting
from timeline.tui.screens.vocabulary import NEW, change_vocabulary, vocabulary_row
from timeline.tui.widgets.field_row import LineEditor
from timeline.tui.workplace import Workplace

if TYPE_CHECKING:
    from textual.app import App

    from timeline.clinical.setting_specs import SettingSpec

TITLE = "Settings of the registry (Enter changes one)"
DEFAULT = "default"
REASONS = ("Standard of this hospital", "Protocol of the study", "Set back to before")


class ValueScreen(ModalScreen[str | None]):
    """Asks for the value of one setting that is a number."""

    BINDINGS: ClassVar = [Binding("escape", "dismiss(None)", "Back")]

    def __init__(self, spec: "SettingSpec", value: str) -> None:
        """Prepare the question.

        Args:
            spec: The setting.
            value: What it is now.
        """
        super().__init__()
        self._spec, self._value = spec, value

    def compose(self) -> ComposeResult:
        """What it is, what it does, and a line for the new value."""
        spec = self._spec
        unit = f", in {spec.unit}" if spec.unit else ""
        lines = [
            Content.assemble((f"{spec.title}{unit}", "bold")),
            Content(f"  {plain(spec.help)}"),
            Content(f"  The default is {spec.with_unit(spec.default)}."),
        ]
        with Vertical(classes="asking"):
            yield Static(Content("\n").join(lines), markup=False)
            yield LineEditor(self._value, placeholder="the new value, then Enter")
            yield Static(id="value-problem", markup=False)

    def on_mount(self) -> None:
        """Start in the line."""
        self.query_one(LineEditor).focus()

    @on(Input.Submitted)
    def typed(self, event: Input.Submitted) -> None:
        """Take the value, if it is one."""
        text = event.value.strip() or DEFAULT
        try:
            if text != DEFAULT:
                self._spec.parse(text)
        except ValueError as error:
            self.query_one("#value-problem", Static).update(Content(f"! {error}"))
        else:
            self.dismiss(text)


async def change_settings(
    app: "App[object]", workplace: Workplace, changed: Callable[[], None]
) -> None:
    """List the settings and change those that are picked, until Escape.

    Args:
        app: Shows the questions.
        workplace: Where the settings are stored.
        changed: Reads again what rests on them.
    """
    while True:
        name = await app.push_screen_wait(await _list_screen(workplace))
        if name is None:
            return
        if name == NEW:
            await change_vocabulary(app, workplace, changed)
            continue
        if await _change(app, workplace, name):
            changed()


async def _list_screen(workplace: Workplace) -> PickScreen:
    from timeline.clinical.setting_specs import setting_specs

    settings = await asyncio.to_thread(workplace.registry.settings)
    specs = setting_specs()
    unchanged = [s for s in specs if getattr(settings, s.name) == s.default]
    words = await asyncio.to_thread(workplace.registry.own_words)
    rows = [vocabulary_row(words)]
    for spec in (*(s for s in specs if s not in unchanged), *unchanged):
        value = getattr(settings, spec.name)
        heading = f"{spec.title}: {spec.with_unit(value)}"
        if value != spec.default:
            heading = f"* {heading}   (default: {spec.with_unit(spec.default)})"
        rows.append(PickRow(spec.name, heading, spec.help))
    return PickScreen(TITLE, rows, "")


async def _change(app: "App[object]", workplace: Workplace, name: str) -> bool:
    """Ask for the new value and the reason, and store them."""
    from timeline.clinical.setting_specs import setting_specs

    registry = workplace.registry
    spec = next(spec for spec in setting_specs() if spec.name == name)
    now = spec.text(getattr(await asyncio.to_thread(registry.settings), name))
    text = await app.push_screen_wait(_value_screen(spec, now))
    if text is None or text == now:
        return False
    question = f"{spec.title}: why is this changed?"
    reason = await app.push_screen_wait(ReasonScreen(question, REASONS))
    if reason is None:
        return False
    value = None if text == DEFAULT else text
    return await store_setting(app, workplace, name, value, reason)


def _value_screen(spec: "SettingSpec", now: str) -> ModalScreen[str | None]:
    if not spec.words:
        return ValueScreen(spec, now)
    rows = [
        PickRow(word, f"{word}{'   (as it is now)' * (word == now)}")
        for word in spec.words
    ]
    return PickScreen(f"{spec.title} (Enter chooses)", rows, "")
