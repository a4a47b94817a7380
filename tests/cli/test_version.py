"""The version names the commit, and says so where it cannot."""

import re
from pathlib import Path

from timeline.cli.version import PACKAGE, commit

from .conftest import Run


def test_the_version_names_a_commit(timeline: Run) -> None:
    said = timeline("--version").stdout
    assert re.fullmatch(
        r"timeline \d+\.\d+\.\d+ \((commit [0-9a-f]{12}\+?|unknown commit)\)\n", said
    )
    if (PACKAGE.parents[1] / ".git").exists():
        assert "(commit " in said


def test_what_the_build_wrote_down_counts(tmp_path: Path) -> None:
    (tmp_path / "built_from.txt").write_text("0123456789ab\n")
    assert commit(tmp_path) == "commit 0123456789ab"


def test_a_copy_without_git_says_that_the_commit_is_unknown(tmp_path: Path) -> None:
    package = tmp_path / "src" / "timeline"
    package.mkdir(parents=True)
    assert commit(package) == "unknown commit"
