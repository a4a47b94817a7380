"""Stores one setting or one word of the vocabulary, and says how to take it back."""

import asyncio
from typing import TYPE_CHECKING

from timeline.tui.workplace import Workplace, actor

if TYPE_CHECKING:
    from textual.app import App


async def store_setting(
    app: "App[object]", workplace: Workplace, name: str, value: str | None, reason: str
) -> bool:
    """Write one setting with its reason, as the audit keeps it.

    Args:
        app: Says that it was stored.
        workplace: Where the settings are stored.
        name: Name of the setting.
        value: Its text; None for the default, or for a word that is to go.
        reason: Why it is changed.

    Returns:
        Whether anything was changed.

    Raises:
        TimelineError: If the registry refuses it, or somebody else changed it.
    """
    from timeline.registry import Configure, Session

    registry = workplace.registry
    stored = await asyncio.to_thread(registry.stored_settings)
    _, seen = stored.get(name, (None, None))
    change, session = Configure(name, value, seen), Session(actor(), reason)
    receipt = await asyncio.to_thread(registry.apply, [change], session)
    if receipt.transaction is not None:
        words = f"Stored. `timeline undo {receipt.transaction}` takes it back."
        app.notify(words, markup=False)
    return receipt.transaction is not None
