"""Writes the pages of docs/ that are made from the program itself."""

import json
from pathlib import Path
from typing import Any

import typer
from exchange_page import exchange_page
from keys_page import keys_page
from layers import with_drawing
from queries_page import queries_page
from rules_page import rules_page

from timeline.cli.app import app
from timeline.exchange.dictionary import dictionary_page
from timeline.exchange.json_schema import json_schema

DOCS = Path(__file__).parent
_COMMANDS = """# Commands

This page is made from the program by `make docs`. Every command takes `--help`.

A command ends with 0 when it is done, with 1 when the data has problems and with 2 when
it was used wrongly. An error is one plain paragraph on standard error.

"""


def commands_page() -> str:
    """The reference of the command line, as Markdown."""
    root: Any = typer.main.get_command(app)
    context = typer.Context(root, info_name="timeline")
    parts = [_command("timeline", root, "timeline [OPTIONS] [COMMAND]")]
    for name in sorted(root.commands):
        command = root.commands[name]
        own = typer.Context(command, info_name=name, parent=context)
        usage = command.get_usage(own).removeprefix("Usage: ")
        parts.append(_command(f"timeline {name}", command, usage))
    return _COMMANDS + "\n".join(parts)


def _command(title: str, command: Any, usage: str) -> str:  # noqa: ANN401 - of typer
    rows = [
        f"| `{_name(parameter)}` | {parameter.help or ''} |"
        for parameter in command.params
    ]
    table = "| | |\n|---|---|\n" + "\n".join(rows) + "\n" if rows else ""
    text = " ".join((command.help or "").split())
    return f"## {title}\n\n{text}\n\n`{' '.join(usage.split())}`\n\n{table}"


def _name(parameter: Any) -> str:  # noqa: ANN401 - of typer
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name.upper())
    return ", ".join(parameter.opts)


def pages() -> dict[str, str]:
    """Every page that is made, wholly or in part, by the name of its file."""
    schema = json.dumps(json_schema(), indent=2, ensure_ascii=False)
    architecture = (DOCS / "architecture.md").read_text(encoding="utf-8")
    return {
        "architecture.md": with_drawing(architecture),
        "case-file.schema.json": f"{schema}\n",
        "case-files.md": dictionary_page(),
        "commands.md": commands_page(),
        "exchange.md": exchange_page(),
        "keys.md": keys_page(),
        "queries.md": queries_page(),
        "rules.md": rules_page(),
    }


def main() -> None:
    """Write every generated page."""
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
