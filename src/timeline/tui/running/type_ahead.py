"""Takes keys in the order they were typed, each when the one before it is done.

A key may open a form, and the form may have to wait for the registry. What is typed
meanwhile is meant for the form; the screen beneath would take it for commands.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar, cast

from textual import events
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.worker import Worker

if TYPE_CHECKING:
    from textual.app import App

S = TypeVar("S", bound=DOMNode)
P = ParamSpec("P")
T = TypeVar("T")
LEAVE = "ctrl+q"
"""Pressed again it waits for nothing, so that a registry which hangs can be left."""
PATIENCE = 2.0
"""Seconds after which a widget that does not answer is no longer waited for."""


class _TypedInto(Protocol):
    @property
    def type_ahead(self) -> "TypeAhead": ...


class TypeAhead:
    """The keys and pastes that an app has not taken yet."""

    def __init__(
        self, app: "App[None]", take: Callable[[events.Event], Awaitable[None]]
    ) -> None:
        """Prepare for an app.

        Args:
            app: Whose keys they are.
            take: Gives one of them to the screen that is shown.
        """
        self._app, self._take = app, take
        self._typed: deque[events.Event] = deque()
        self._taking: Worker[None] | None = None
        self._steps: set[asyncio.Task[object] | None] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def done(self) -> bool:
        """Whether everything that was typed has been taken."""
        return self._taking is None or self._taking.is_finished

    async def add(self, event: events.Event) -> None:
        """Take a key or a paste, at once or when it is its turn."""
        if _leaves(event) and any(map(_leaves, self._typed)):
            await self._take(event)
            return
        self._typed.append(event)
        if self.done:
            self._taking = self._app.run_worker(self._take_all, group="keys")

    async def _take_all(self) -> None:
        if not self._idle.is_set():
            await self._rest()
        while self._typed:
            nodes = self._nodes()
            await self._take(self._typed.popleft())
            await _gone_through(nodes)
            await self._rest()

    def _nodes(self) -> Sequence[MessagePump]:
        return (self._app.focused or self._app.screen).ancestors_with_self

    async def _rest(self) -> None:
        """Wait until no step is under way and the screen that it opened is ready."""
        nodes: Sequence[MessagePump] = ()
        while not self._idle.is_set() or nodes != self._nodes():
            await self._idle.wait()
            nodes = self._nodes()
            await _gone_through(nodes)

    @contextmanager
    def step(self) -> Iterator[None]:
        """Keep what is typed until the work within is done or asks something."""
        task = asyncio.current_task()
        self._begin(task)
        try:
            yield
        finally:
            self._end(task)

    def asks(self, answer: "asyncio.Future[T]") -> None:
        """Let the screen that the step has opened take keys until it is answered."""
        task = asyncio.current_task()
        if task in self._steps:
            self._end(task)
            # before the step itself goes on, so that no key slips in between
            answer.add_done_callback(lambda _: self._begin(task))

    def _begin(self, task: asyncio.Task[object] | None) -> None:
        if task is not None and not task.done():
            self._steps.add(task)
            self._idle.clear()

    def _end(self, task: asyncio.Task[object] | None) -> None:
        self._steps.discard(task)
        if not self._steps:
            self._idle.set()


def _leaves(event: events.Event) -> bool:
    return isinstance(event, events.Key) and event.key == LEAVE


async def _gone_through(nodes: Sequence[MessagePump]) -> None:
    """Wait until messages sent to a widget have gone up from it to the app."""
    for node in nodes:
        done = asyncio.Event()
        if node.is_running and node.call_later(done.set):
            try:
                await asyncio.wait_for(done.wait(), PATIENCE)
            except TimeoutError:
                return


def keeps_keys(
    work: Callable[Concatenate[S, P], Awaitable[T]],
) -> Callable[Concatenate[S, P], Coroutine[None, None, T]]:
    """Keep what is typed while a method of a screen works, for what it opens."""

    @wraps(work)
    async def step(screen: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with cast("_TypedInto", screen.app).type_ahead.step():
            return await work(screen, *args, **kwargs)

    return step
