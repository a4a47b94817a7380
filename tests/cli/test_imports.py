"""What the command line must not load before it is needed."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    *("textual", "plotly", "sqlmodel", "sqlalchemy", "alembic", "sqlcipher3"),
    *("typst", "PIL", "pypdfium2", "timeline.report"),
)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["chart", "--help"],
        ["cohort", "--help"],
        ["report", "--help"],
    ],
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys\n"
        f"sys.argv = ['timeline', *{arguments!r}]\n"
        "from timeline.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines()[-1] == "LOADED []"


def test_show_draws_nothing_and_loads_nothing_that_draws(imported: Path) -> None:
    drawing = ("textual", "plotly", "typst", "PIL", "pypdfium2")
    program = (
        "import sys\n"
        f"sys.argv = ['timeline', '--db', {str(imported)!r}, 'show', 'GBC-90']\n"
        "from timeline.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        f"print('LOADED', [name for name in {drawing!r} if name in sys.modules])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines()[-1] == "LOADED []"
