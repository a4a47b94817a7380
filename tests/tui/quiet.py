"""When an app has done all that it was asked to do.

Textual's own wait takes a process that uses little processor time for an idle one. On a
busy machine a process that merely has to wait for its turn looks the same, so that a
picture may be taken too early, and every key costs 40 ms. Here the queues themselves
are looked at.
"""

import asyncio
import time
from typing import TYPE_CHECKING

from textual._context import active_app
from textual._queue import Queue
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual.screen import Screen

PATIENCE = 5.0
"""Seconds after which an app that never rests is taken as it is."""
ROUNDS = 3
"""Times that the event loop turns without work before the app counts as quiet."""


async def until_quiet(*_: float) -> None:
    """Return when no message waits, none is being handled and nothing is unpainted."""
    app = active_app.get()
    end = time.monotonic() + PATIENCE
    quiet = 0
    while quiet < ROUNDS and time.monotonic() < end:
        await asyncio.sleep(0 if quiet else 0.001)
        if not app._screen_stack:
            return
        if _has_messages(app):
            quiet = 0
        elif _is_unpainted(app.screen):
            app.screen._on_timer_update()
            quiet = 0
        else:
            quiet += 1


def _has_messages(app: App[None]) -> bool:
    pumps: list[MessagePump] = [app, *app.screen.walk_children(with_self=True)]
    return any(_is_busy(pump) for pump in pumps if pump._running)


def _is_busy(pump: MessagePump) -> bool:
    """Whether a pump does anything but wait for its next message."""
    queue: Queue[Message | None] = pump._message_queue
    waits = bool(queue.ready_event._waiters)
    return not waits or not queue.empty() or bool(pump._next_callbacks)


def _is_unpainted(screen: "Screen[object]") -> bool:
    return screen.is_current and bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )
