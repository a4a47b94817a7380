"""The terminal app: opens the registry and moves between screens.

The first screen is painted before the registry answers; what needs the database is
imported in the worker that opens it.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events, on, work
from textual.app import App
from textual.binding import Binding
from textual.filter import LineFilter
from textual.screen import Screen

from timeline.errors import TimelineError
from timeline.tui.drawing.colours import DARK, LIGHT
from timeline.tui.entry.drafts import Drafts
from timeline.tui.help.keys import HOME, declared
from timeline.tui.help.palette import ActionsProvider
from timeline.tui.messages import (
    CohortRequested,
    Failed,
    PatientChosen,
    RegistryMissing,
    RegistryOpened,
)
from timeline.tui.running.control_filter import ControlGuard
from timeline.tui.running.demo_registry import demo_place, is_demo, open_demo
from timeline.tui.running.garbage_collection import collect_rarely
from timeline.tui.running.type_ahead import TypeAhead
from timeline.tui.screens.patients import PatientsScreen
from timeline.tui.workplace import Workplace

if TYPE_CHECKING:
    from timeline.registry import Registry

GUARD = ControlGuard()
FAULT = (
    "timeline met a fault and closed. What was stored is unchanged.\n"
    "Please report these words; they hold no patient data: "
)


class TimelineApp(App[None]):
    """Shows the patients of one registry."""

    TITLE = "timeline"
    CSS_PATH: ClassVar = [
        Path(__file__).parent / name
        for name in (
            "timeline.tcss",
            "review.tcss",
            "entry.tcss",
            "cohort.tcss",
            "export.tcss",
        )
    ]
    BINDINGS: ClassVar = [
        Binding("ctrl+t", "toggle_look", "Light or dark", show=False),
        # Through questions that lie over a screen too; a screen's own F1 comes first.
        Binding("f1", "explain", "Help", show=False, priority=True),
        Binding("question_mark", "explain", "Help", key_display="?"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True),
    ]
    # Textual's own commands would offer a second help, and pictures of patients' data.
    COMMANDS: ClassVar = {ActionsProvider}

    def __init__(self, place: str | Path) -> None:
        """Prepare the app.

        Args:
            place: Path or database URL of the registry.
        """
        super().__init__()
        self._place = place
        self.type_ahead = TypeAhead(self, super().on_event)
        self.workplace: Workplace | None = None
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def get_default_screen(self) -> Screen[None]:
        """The list of patients."""
        return PatientsScreen()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The usual filters, and the one that no control character passes."""
        return [*super().get_line_filters(), GUARD]

    async def on_event(self, event: events.Event) -> None:
        """Take a key when the one before it is done, anything else at once."""
        typed = isinstance(event, events.Key | events.Paste)
        if typed and not event.is_forwarded:
            await self.type_ahead.add(event)
        else:
            await super().on_event(event)

    async def push_screen_wait(self, screen: Any, **options: Any) -> Any:  # noqa: ANN401 - as in Textual
        """Show a screen and wait for its answer; what was typed before goes to it."""
        await self._flush_next_callbacks()
        answer = self.push_screen(screen, wait_for_dismiss=True, **options)
        self.type_ahead.asks(answer)
        return await asyncio.shield(answer)

    def on_mount(self) -> None:
        """Open the registry when the first screen has been painted."""
        collect_rarely()
        self.call_after_refresh(self._open)

    @work(thread=True, exclusive=True, group="registry", exit_on_error=False)
    def _open(self) -> None:
        from timeline.registry import NoRegistryError, Registry

        try:
            registry = Registry.open(self._place)
            empty = registry.is_empty()
        except NoRegistryError as error:
            self.post_message(RegistryMissing(error.message))
        except TimelineError as error:
            self.post_message(Failed(error.title, str(error)))
        else:
            self.post_message(RegistryOpened(registry, empty=empty))

    @on(RegistryOpened)
    def list_patients(self, message: RegistryOpened) -> None:
        """Hand the registry to the list; offer a beginning where it is empty."""
        self._close()
        demo = is_demo(self._place)
        self.workplace = Workplace(message.registry, Drafts(self._place), demo)
        first = self.screen_stack[0]
        if isinstance(first, PatientsScreen):
            first.use(self.workplace)
            if message.empty and len(self.screen_stack) == 1:
                self._offer_beginning()

    @on(RegistryMissing)
    def offer_a_new_one(self, message: RegistryMissing) -> None:
        """Offer a beginning; nothing is made before it is chosen."""
        if isinstance(self.screen_stack[0], PatientsScreen):
            self._offer_beginning(message.text)

    def _offer_beginning(self, missing: str = "") -> None:
        from timeline.tui.screens.first_start import FirstStartScreen

        def begin(chosen: str | None) -> None:
            if chosen == "demo":
                self._open_demo(missing)
            elif chosen == "new":
                self._begin()

        place = "" if "://" in str(self._place) else str(self._place)
        self.push_screen(FirstStartScreen(place, missing), begin)

    @work(thread=True, exclusive=True, group="registry", exit_on_error=False)
    def _begin(self) -> None:
        """Enter the first patient; a registry that does not stand yet is made."""
        from timeline.registry import Registry

        if self.workplace is None:
            try:
                registry = Registry.open(self._place, create=True)
            except TimelineError as error:
                self.post_message(Failed(error.title, str(error)))
                return
            self.call_from_thread(self.list_patients, RegistryOpened(registry))
        first = self.screen_stack[0]
        if isinstance(first, PatientsScreen):
            self.call_from_thread(first.action_add_patient)

    @work(thread=True, exclusive=True, group="registry", exit_on_error=False)
    def _open_demo(self, missing: str) -> None:
        try:
            registry = open_demo(self._place)
        except TimelineError as error:
            self.post_message(Failed(error.title, str(error)))
            if self.workplace is None:
                self.post_message(RegistryMissing(missing))
            return
        self.call_from_thread(self._use_demo, registry)

    def _use_demo(self, registry: "Registry") -> None:
        """Change to the demo registry, drafts included."""
        self._place = demo_place(self._place)
        self.list_patients(RegistryOpened(registry))
        words = f"These cases lie in {self._place}, apart from your own patients."
        self.notify(words, title="Demo cases", markup=False)

    @on(Failed)
    def say_so(self, message: Failed) -> None:
        """Show an error until it is read."""
        self.notify(
            message.text,
            title=message.title,
            severity="error",
            timeout=30,
            markup=False,
        )

    @on(PatientChosen)
    def open_patient(self, message: PatientChosen) -> None:
        """Open one patient."""
        from timeline.tui.screens.patient import PatientScreen

        if self.workplace is not None:
            self.push_screen(PatientScreen(self.workplace, message.code))

    @on(CohortRequested)
    def open_cohort(self, message: CohortRequested) -> None:
        """Open the picture of many patients."""
        from timeline.tui.screens.cohort import CohortScreen

        if self.workplace is not None:
            self.push_screen(CohortScreen(self.workplace.registry, message.codes))

    def action_toggle_look(self) -> None:
        """Change between the dark and the light look."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    async def action_explain(self) -> None:
        """Explain the keys of the screen."""
        from timeline.tui.help.keys import COLUMNS, key_sections
        from timeline.tui.screens.sections import SectionsScreen

        screen = self.screen
        if not type(screen).__module__.startswith(HOME):
            return
        for binding in declared(type(screen)):
            if "f1" in binding.key.split(","):
                await self.run_action(binding.action, screen)
                return
        around = [node for node in (screen.focused, screen, self) if node is not None]
        self.push_screen(SectionsScreen(key_sections(around), name=COLUMNS))

    def on_unmount(self) -> None:
        """Close the registry."""
        self._close()

    def _close(self) -> None:
        if self.workplace is not None:
            self.workplace.registry.close()

    def _fatal_error(self) -> None:
        """Say where the fault is, without the values that a traceback would show."""
        self.bell()
        self._exit_renderables.append(Text(fault_text(self._exception)))
        self._close_messages_no_wait()


def fault_text(error: BaseException | None) -> str:
    """Type and place of an error, and nothing of its values."""
    trace = error.__traceback__ if error else None
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = ""
    if trace:
        code = trace.tb_frame.f_code
        place = f" in {code.co_name}, {Path(code.co_filename).name} line "
        place += str(trace.tb_lineno)
    return f"{FAULT}{type(error).__name__}{place}"
