"""Writes down at build time which commit a distribution was made from.

An installed program cannot ask git. A wheel that is made from an unpacked sdist keeps
what the sdist says; without git and without that, nothing is written, and the program
says that the commit is unknown.
"""

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NOTE = "timeline/built_from.txt"


class CommitHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds one small file to the wheel and to the sdist."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the file, but not to an editable installation, which asks git itself."""
        kept = Path(self.root) / "src" / NOTE
        if version == "editable" or kept.exists():
            return
        commit = commit_of(Path(self.root))
        if commit:
            note = Path(self.directory) / "built_from.txt"
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_text(f"{commit}\n", encoding="ascii")
            inside = NOTE if self.target_name == "wheel" else f"src/{NOTE}"
            build_data["force_include"][str(note)] = inside

    def finalize(self, *_: object) -> None:
        """Leave nothing but the distribution behind."""
        (Path(self.directory) / "built_from.txt").unlink(missing_ok=True)


def commit_of(root: Path) -> str:
    """The commit of a checkout, with a plus sign where files differ from it."""
    if not (root / ".git").exists():
        return ""
    try:
        commit = _git(root, "rev-parse", "--short=12", "HEAD")
        changed = _git(root, "status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.CalledProcessError):
        return ""
    return commit + ("+" if changed else "")


def _git(root: Path, *words: str) -> str:
    ran = subprocess.run(  # noqa: S603 - git with fixed words
        ["git", *words],  # noqa: S607 - whichever git is on PATH
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    return ran.stdout.strip()
