"""The cases that come with the program, for a first look at it.

They lie in `cases/` of the project; a wheel carries them inside the package.
"""

from pathlib import Path

INSTALLED = Path(__file__).parent / "shipped_cases"
CHECKOUT = Path(__file__).parents[3] / "cases"


def shipped_cases() -> tuple[Path, ...]:
    """Case files, by name; empty where an installation came without them."""
    folder = INSTALLED if INSTALLED.is_dir() else CHECKOUT
    return tuple(sorted(folder.glob("*.toml")))
