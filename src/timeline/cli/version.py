"""Which version runs, and which commit it was made from."""

import subprocess
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
UNKNOWN = "unknown commit"


def version_text() -> str:
    """Version and commit, such as `timeline 0.1.0 (commit 475a95512abc)`."""
    return f"timeline {version('timeline')} ({commit(PACKAGE)})"


def commit(package: Path) -> str:
    """The commit a package was built from, or that its checkout stands at.

    Args:
        package: Folder of the package, installed or in a checkout.

    Returns:
        `commit` and its short name, with a plus sign where files of the checkout
        differ from it; words that say so where nothing tells.
    """
    note = package / "built_from.txt"
    try:
        built_from = note.read_text(encoding="ascii").strip()
    except (OSError, UnicodeError):
        built_from = _of_checkout(package.parent.parent)
    return f"commit {built_from}" if built_from else UNKNOWN


def _of_checkout(root: Path) -> str:
    if not (root / ".git").exists() or not (root / "src" / "timeline").is_dir():
        return ""
    try:
        name = _git(root, "rev-parse", "--short=12", "HEAD")
        changed = _git(root, "status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.SubprocessError):
        return ""
    return name + ("+" if changed else "")


def _git(root: Path, *words: str) -> str:
    ran = subprocess.run(  # noqa: S603 - git with fixed words
        ["git", *words],  # noqa: S607 - whichever git is on PATH
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
        timeout=10,
    )
    return ran.stdout.strip()
