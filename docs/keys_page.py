"""The page on keys, made from the bindings of every screen."""

import importlib
import pkgutil
from collections.abc import Iterator

from textual.dom import DOMNode
from textual.screen import Screen

import timeline.tui.screens
import timeline.tui.widgets
from timeline.tui.app import TimelineApp
from timeline.tui.help.keys import Key, keys_of
from timeline.tui.screens.asking import enterable_kinds

TO_PROGRAMMERS = ("Gives ", "Lies over ", "Reads ", "Lists the patients; posts")
"""How sentences begin that say what a class hands to the code that opened it."""
_HEAD = """# Keys

This page is made from the key bindings of the program by `make docs`. F1 shows the
keys of the screen that is open, and Ctrl+P finds an action by its name or by another
word for it.

"""


def documented() -> Iterator[tuple[type[DOMNode], tuple[Key, ...]]]:
    """Every class of the app that binds keys: the app, its screens, its widgets."""
    yield TimelineApp, keys_of(TimelineApp)
    for package in (timeline.tui.screens, timeline.tui.widgets):
        for node in _classes(package.__name__, package.__path__):
            keys = keys_of(node)
            if keys:
                yield node, keys


def _classes(package: str, path: list[str]) -> Iterator[type[DOMNode]]:
    for module in pkgutil.iter_modules(path):
        name = f"{package}.{module.name}"
        for found in vars(importlib.import_module(name)).values():
            own = isinstance(found, type) and issubclass(found, DOMNode)
            if own and found.__module__ == name:
                yield found


def keys_page() -> str:
    """The page."""
    nodes = dict(documented())
    leaves = [node for node in nodes if not any(_is_base(node, one) for one in nodes)]
    app = [node for node in leaves if node is TimelineApp]
    screens = [node for node in leaves if issubclass(node, Screen)]
    widgets = [node for node in leaves if node not in app and node not in screens]
    parts = [_HEAD, "## Everywhere\n\n", _table(nodes[TimelineApp])]
    parts += [f"## {_title(node)}\n\n{_table(nodes[node])}" for node in screens]
    parts.append("## Kinds of record\n\nAfter `a` on a patient:\n\n")
    kinds = enterable_kinds().items()
    rows = [Key(key, kind.title, _sentence(kind)) for key, kind in kinds]
    parts.append(_table(tuple(rows)))
    parts.append("## Parts of a screen\n\nWhile the cursor is in one of these.\n\n")
    parts += [f"### {_title(node)}\n\n{_table(nodes[node])}" for node in widgets]
    return "\n".join("".join(parts).splitlines()) + "\n"


def _is_base(node: type, other: type) -> bool:
    return other is not node and issubclass(other, node)


def _title(node: type[DOMNode]) -> str:
    """The class in words, with the sentence that stands in its docstring."""
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in node.__name__)
    words = words.replace(" her2", " HER2").removesuffix(" screen").strip()
    sentence = _sentence(node)
    if sentence.startswith(TO_PROGRAMMERS):
        sentence = ""
    return f"{words[:1].upper()}{words[1:]}\n\n{sentence}"


def _sentence(described: type) -> str:
    return " ".join((described.__doc__ or "").partition("\n\n")[0].split())


def _table(keys: tuple[Key, ...]) -> str:
    rows = "\n".join(
        f"| {_code(key.keys)} | {key.name} | {key.meaning} |" for key in keys
    )
    return f"| key | name | what it does |\n|---|---|---|\n{rows}\n\n"


def _code(keys: str) -> str:
    return f"`{keys}`".replace("|", "\\|")
