"""What must not be loaded before the first paint."""

import subprocess
import sys

HEAVY = ("plotly", "sqlmodel", "sqlalchemy", "alembic", "sqlcipher3", "pydantic")


def test_the_first_screen_needs_no_database_and_no_chart() -> None:
    program = (
        "import sys, timeline.tui.app\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"
