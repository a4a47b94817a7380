"""What each key does, read from the bindings themselves.

The help of a screen, the command palette and the page on keys all say the same: the
name of a key is that of its binding, and what it does is the first sentence of the
method that it runs. Only pictures, tables and forms have help written by hand.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import format_key

from timeline.tui.help.sections import Sections

HOME = "timeline."
NAMES = {
    "enter": "Enter",
    "escape": "Escape",
    "space": "Space",
    "tab": "Tab",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Delete",
    "backspace": "Backspace",
    "@": "Space",  # a terminal sends Ctrl+Space as Ctrl+@
}
ELSEWHERE = {
    "app.quit": "Leave timeline.",
    "quit": "Leave timeline.",
    "app.focus_next": "Go to the next line.",
    "app.focus_previous": "Go to the line before.",
    "dismiss": "Close this and go back.",
    "scroll_up": "Scroll up by a line.",
    "scroll_down": "Scroll down by a line.",
    "page_up": "Scroll up by a page.",
    "page_down": "Scroll down by a page.",
}
"""What actions do whose methods are Textual's own."""
ALONE = {"dismiss", "open", "go"}
"""Actions that are several things, told apart by what stands in their brackets."""
_METHOD = re.compile(r"[\w.]+")
FEW = 3
COLUMNS = 16
"""Columns of the keys, in front of what they do."""
PALETTE = (("Ctrl+P", "Find an action by its name or by other words."),)
"""Textual's own key."""


@dataclass(frozen=True, slots=True)
class Key:
    """One or several keys that do the same thing, or the same in two directions."""

    keys: str
    name: str
    meaning: str
    """A sentence; empty where nobody wrote one."""


def declared(node: type[DOMNode]) -> Iterator[Binding]:
    """The bindings that our own classes declare, the nearest class first."""
    for base in node.__mro__:
        if base.__module__.startswith(HOME):
            bindings = base.__dict__.get("BINDINGS", ())
            yield from (binding for binding in bindings if isinstance(binding, Binding))


def keys_of(node: type[DOMNode]) -> tuple[Key, ...]:
    """The keys of a screen or a widget, those of one action in one row."""
    grouped = groupby(declared(node), key=lambda key: (_method(key), key.description))
    rows = [tuple(group) for _, group in grouped]
    merged: dict[str, list[Binding]] = {}
    for row in rows:
        method = _method(row[0])
        is_alone = method in ALONE
        merged.setdefault(row[0].action if is_alone else method, []).extend(row)
    return tuple(_key(node, bindings) for bindings in merged.values())


def _key(node: type[DOMNode], bindings: list[Binding]) -> Key:
    if len(bindings) > FEW:
        first, last = bindings[0], bindings[-1]
        keys = f"{shown(first)} to {shown(last)}"
        name = " to ".join((first.description, *last.description.split()[-1:]))
    else:
        keys = " / ".join(shown(binding) for binding in bindings)
        name = " / ".join(dict.fromkeys(binding.description for binding in bindings))
    return Key(keys, name, meaning_of(node, bindings[0]))


def meaning_of(node: type[DOMNode], binding: Binding) -> str:
    """The first sentence of the method that a binding runs."""
    method = _method(binding)
    if method == "dismiss" and binding.action != "dismiss(None)":
        return f"{binding.description}."
    if method in ELSEWHERE:
        return ELSEWHERE[method]
    action = getattr(node, f"action_{method.rpartition('.')[2]}", None)
    return (
        " ".join((action.__doc__ or "").partition("\n\n")[0].split()) if action else ""
    )


def _method(binding: Binding) -> str:
    match = _METHOD.match(binding.action)
    return match[0] if match else binding.action


def shown(binding: Binding) -> str:
    """The keys of a binding as a person would name them."""
    keys = [key.strip() for key in binding.key.split(",")]
    return " ".join(dict.fromkeys(_named(key) for key in keys))


def _named(key: str) -> str:
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    name = NAMES.get(last) or format_key(last)
    if modifiers and len(name) == 1:
        name = name.upper()
    if re.fullmatch(r"f\d+", name):
        name = name.upper()
    return "+".join([*(modifier.title() for modifier in modifiers), name])


def key_sections(nodes: Iterable[DOMNode]) -> Sections:
    """The keys of a screen, of the widgets around the cursor, and of the app."""
    groups = [keys_of(type(node)) for node in nodes]
    keys = [tuple((key.keys, key.meaning) for key in group) for group in groups]
    rows = [*filter(None, keys), PALETTE]
    return (("Keys of this screen", ()), *(("", group) for group in rows))
