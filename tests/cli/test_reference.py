"""The page on commands is made from the commands."""

import importlib.util
from pathlib import Path
from typing import Any

import typer

from timeline.cli.app import app


def test_the_page_on_commands_is_current(cases_folder: Path) -> None:
    docs = cases_folder.parent / "docs"
    spec = importlib.util.spec_from_file_location("generate", docs / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    committed = (docs / "commands.md").read_text(encoding="utf-8")
    assert committed == generate.commands_page(), "run `make docs`"


def test_every_option_explains_itself() -> None:
    root: Any = typer.main.get_command(app)
    for name, command in root.commands.items():
        assert command.help, name
        assert all(p.help for p in command.params if p.name != "help"), name
