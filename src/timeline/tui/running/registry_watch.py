"""Looks every few seconds whether a colleague has changed the registry."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from timeline.errors import TimelineError
from timeline.tui.entry.news import News, who_changed

if TYPE_CHECKING:
    from textual.screen import Screen

    from timeline.registry import Registry, Transaction

LOOK = 2.0
"""Seconds between two looks."""


class RegistryWatch:
    """Tells a screen what others stored while it is on top."""

    def __init__(
        self,
        screen: "Screen[Any]",
        registry: "Registry",
        news: News,
        changed: Callable[[str], None],
        *,
        code: Callable[[], str] | None = None,
        active: Callable[[], bool] | None = None,
    ) -> None:
        """Begin to look.

        Args:
            screen: Runs the look in a worker.
            registry: What is watched.
            news: Which transactions are no news.
            changed: Told that others stored something, on the screen's own thread,
                with a sentence; it is empty where the person was told before.
            code: Gives the study code of the patient whom it is about; None: anybody.
            active: Whether to look now; None: while no screen lies over this one.
        """
        self._screen, self._registry, self._news = screen, registry, news
        self._changed, self._code = changed, code
        self._active = active or (lambda: screen.app.screen is screen)
        self._seen: int | None = None
        self._timer = screen.set_interval(LOOK, self.look)

    def begin(self, number: int) -> None:
        """Tell what was stored after a transaction; the first call counts."""
        if self._seen is None:
            self._seen = number

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Look whether there is anything new."""
        if self._seen is not None and self._active():
            code = self._code() if self._code else None
            self._screen.run_worker(
                partial(self._look, self._seen, code),
                group="watch",
                exclusive=True,
                thread=True,
                exit_on_error=False,
            )

    def _look(self, seen: int, code: str | None) -> None:
        try:
            number = self._registry.last_transaction()
            if number == seen:
                return
            transactions = self._registry.transactions(after=seen, code=code)
        except TimelineError:
            return  # the next thing that the person does says so
        self._screen.call_later(self._take, number, transactions)

    def _take(self, number: int, transactions: "Sequence[Transaction]") -> None:
        if self._seen is not None and number <= self._seen:
            return
        self._seen = number
        others = [t for t in transactions if t.number not in self._news.own]
        if others:
            self._changed(who_changed(self._news.untold(others)))
