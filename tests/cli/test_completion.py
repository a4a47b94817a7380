"""A shell is told the commands and options that go on with what was typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Run


@pytest.mark.parametrize(
    ("typed", "at", "offered"),
    [("timeline sh", "1", "show"), ("timeline figure --pres", "2", "--preset")],
)
def test_bash_is_told_what_fits(typed: str, at: str, offered: str) -> None:
    asked = {"_TIMELINE_COMPLETE": "complete_bash", "COMP_WORDS": typed}
    ran = subprocess.run(
        [Path(sys.executable).with_name("timeline")],
        env={**os.environ, **asked, "COMP_CWORD": at},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.stdout.split() == [offered]


def test_the_app_does_not_wait_where_there_is_no_terminal(timeline: Run) -> None:
    ran = timeline()
    assert ran.returncode == 1
    assert "needs a terminal" in ran.stderr
    assert "timeline --help" in ran.stderr
