"""The line at the top of a form that says who changed its record meanwhile."""

from textual import work
from textual.content import Content
from textual.widgets import Static

from timeline.errors import TimelineError
from timeline.tui.drawing.cell import plain
from timeline.tui.entry.desk import Desk
from timeline.tui.entry.form_model import Opening
from timeline.tui.entry.history_text import changed_since
from timeline.tui.running.registry_watch import RegistryWatch


class ChangedLine(Static):
    """Takes no room while nobody else has changed the record."""

    def __init__(self, desk: Desk, opening: Opening) -> None:
        """Prepare for a form.

        Args:
            desk: Where its record is stored.
            opening: How the form is opened.
        """
        super().__init__(markup=False)
        self.display = False
        self._desk, self._opening = desk, opening

    def on_mount(self) -> None:
        """Begin to look; a new record is nobody else's."""
        if self._opening.seen is None:
            return
        desk = self._desk
        self._watch = RegistryWatch(
            self.screen,
            desk.registry,
            desk.news,
            self._changed,
            code=lambda: desk.code,
        )
        self._look_at_record()

    def _changed(self, _words: str) -> None:
        self._look_at_record()

    @work(thread=True, exclusive=True, group="look", exit_on_error=False)
    def _look_at_record(self) -> None:
        record, seen = self._opening.form.original, self._opening.seen or 0
        try:
            self._watch.begin(self._desk.registry.last_transaction())
            changes = self._desk.history(record.id) if record else ()
        except TimelineError:
            return  # saving says so
        self.call_later(self._say, changed_since(changes, seen))

    def _say(self, words: str) -> None:
        self.update(Content(plain(words)))
        self.display = bool(words)
