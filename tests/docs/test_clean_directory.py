"""Both commands of the README on a machine that has never seen the project.

Slow, and it asks a package registry: it runs where everything is tested. `make test`
is this suite, so of it only the set-up is run; nothing here starts the suite again.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".venv", ".git", "demo", "build", "dist", "__pycache__", ".*_cache", ".hypothesis"
)
EVERYTHING = bool(os.environ.get("TIMELINE_TEST_EVERYTHING"))


@pytest.mark.skipif(not EVERYTHING, reason="runs where everything is tested")
def test_the_demo_of_a_fresh_copy(tmp_path: Path) -> None:
    copy, home = tmp_path / "timeline", tmp_path / "home"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    home.mkdir()
    kept = {name: os.environ[name] for name in os.environ if name.startswith("PIP_")}
    settings = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}

    def ran(*words: str) -> str:
        done = subprocess.run(
            words, cwd=copy, env={**kept, **settings}, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    shown = ran("make", "demo", f"PYTHON={sys.executable}")
    assert "Open the app with" in shown
    cases = list((copy / "cases").glob("*.toml"))
    assert len(list((copy / "demo").glob("*.html"))) == len(cases) > 0
    assert "GBC-90" in ran(".venv/bin/timeline", "--db", "demo/registry.db", "list")
    assert "unknown commit" in ran(".venv/bin/timeline", "--version")
    assert list(home.rglob("registry.db")) == []
    ran(".venv/bin/timeline", "import", *map(str, cases))
    assert len(list(home.rglob("registry.db"))) == 1
