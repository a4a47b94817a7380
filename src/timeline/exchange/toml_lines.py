"""Finds the line on which each table and key of a TOML text stands.

`tomllib` gives values without their position, and a person who has to correct a file
needs the line. The text has already been accepted by `tomllib`, so this only has to
know where a statement ends, not whether it is right.
"""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field

# An unterminated string runs to the end of the line or of the file, so that every
# character belongs to exactly one token and the search never goes back.
_BASIC = r'"""(?:[^\\]|\\.)*?(?:"""|\\?\Z)"{0,2}|"(?:[^"\\\n]|\\[^\n])*"?'
_LITERAL = r"'''.*?(?:'''|\Z)'{0,2}|'[^'\n]*'?"
_TOKEN = re.compile(
    rf"(?P<string>{_BASIC}|{_LITERAL})|(?P<comment>#[^\n]*)"
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<newline>\n)|(?P<equals>=)|[^\"'#\[\]{}\n=]+",
    re.DOTALL,
)
_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_HEADER = re.compile(r"(\[\[?)\s*(.+?)\s*\]\]?")


@dataclass(slots=True)
class TableLines:
    """Where one table stands."""

    line: int
    """Line of its header, counted from 1."""
    keys: dict[str, int] = field(default_factory=dict)
    """Line of each key."""

    def of(self, key: str) -> int:
        """Line of a key, or of the table where the key is not written."""
        return self.keys.get(key, self.line)


def most_dots(text: str) -> int:
    """Most dots on one line outside texts and comments.

    Args:
        text: Any text. `tomllib` takes time by the square of the parts of a dotted
            key, so a file made to stop the program has to be found before it is parsed.
    """
    most = count = 0
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "newline":
            count = 0
        elif match.lastgroup is None:
            count += match[0].count(".")
            most = max(most, count)
    return most


class LineIndex:
    """The lines of all tables of a TOML text."""

    def __init__(self, text: str) -> None:
        """Index a text.

        Args:
            text: TOML that `tomllib` accepts.
        """
        self.root = TableLines(1)
        self._tables: dict[str, list[TableLines]] = defaultdict(list)
        current = self.root
        for line, statement in _statements(text):
            header = _HEADER.fullmatch(statement)
            if header:
                current = TableLines(line)
                self._tables[_plain(header[2])].append(current)
            else:
                current.keys.setdefault(_plain(statement), line)

    def table(self, name: str, number: int = 0) -> TableLines:
        """Where a table stands.

        Args:
            name: Name in its header.
            number: Which of the tables of that name, counted from 0.

        Returns:
            Its lines; where it has no header of its own, the line of its key.
        """
        tables = self._tables.get(name, [])
        if number < len(tables):
            return tables[number]
        return TableLines(self.root.of(name))


def _statements(text: str) -> list[tuple[int, str]]:
    """Headers, and keys without their values, each with its line."""
    statements: list[tuple[int, str]] = []
    line, start, depth = 1, 0, 0
    head, in_value = "", False
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match[0]
        if not head.strip():
            start = line
        line += token.count("\n")
        if kind == "newline" and (depth == 0 or not in_value):
            _append_key(statements, start, head)
            head, in_value, depth = "", False, 0
        elif kind == "equals" and not in_value:
            in_value = True
        elif in_value:
            depth += (kind == "open") - (kind == "close")
        elif kind != "comment":
            head += token
    _append_key(statements, start, head)
    return statements


def _append_key(statements: list[tuple[int, str]], line: int, head: str) -> None:
    if head.strip():
        statements.append((line, head.strip()))


def _plain(key: str) -> str:
    """The first part of a key, with its quotes and escapes resolved."""
    if _BARE.fullmatch(key):
        return key
    return next(iter(tomllib.loads(f"{key} = 0")))
