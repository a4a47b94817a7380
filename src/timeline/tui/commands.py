"""The actions of a screen as entries of the command palette."""

from collections.abc import Iterable

from textual.app import SystemCommand
from textual.binding import Binding
from textual.screen import Screen

HOME = "timeline."


def commands_of(screen: Screen[object]) -> Iterable[SystemCommand]:
    """One entry for each key binding that the screen declares itself."""
    own = (base for base in type(screen).__mro__ if base.__module__.startswith(HOME))
    for declared in (one for base in own for one in base.__dict__.get("BINDINGS", ())):
        if isinstance(declared, Binding) and declared.description:
            keys = declared.key_display or declared.key.split(",")[0]
            action = declared.action
            yield SystemCommand(
                declared.description,
                f"Key: {keys}",
                lambda action=action: screen.run_action(action),
            )
