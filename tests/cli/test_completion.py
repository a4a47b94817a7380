"""A shell is told the commands and options that go on with what was typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Run


def told(shell: str, **asked: str) -> str:
    """What the program tells the completion of a shell."""
    ran = subprocess.run(
        [Path(sys.executable).with_name("timeline")],
        env={**os.environ, "_TIMELINE_COMPLETE": f"complete_{shell}", **asked},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return ran.stdout


@pytest.mark.parametrize(
    ("typed", "at", "offered"),
    [("timeline sh", "1", "show"), ("timeline figure --pres", "2", "--preset")],
)
def test_bash_is_told_what_fits(typed: str, at: str, offered: str) -> None:
    assert told("bash", COMP_WORDS=typed, COMP_CWORD=at).split() == [offered]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("timeline sh", "show"), ("timeline figure --pres", "--preset")],
)
def test_zsh_is_told_what_fits(typed: str, offered: str) -> None:
    assert f'(("{offered}":' in told("zsh", _TYPER_COMPLETE_ARGS=typed)


def test_the_app_does_not_wait_where_there_is_no_terminal(timeline: Run) -> None:
    ran = timeline()
    assert ran.returncode == 1
    assert "needs a terminal" in ran.stderr
    assert "timeline --help" in ran.stderr
