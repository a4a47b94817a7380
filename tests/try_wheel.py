"""Installs a wheel into an empty environment with an empty home, and uses it.

`make dist` runs this; it is no test, because it asks a package registry.
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

CASE = "GBC-90"


def main(wheel: str) -> None:
    """Try one wheel."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        environment = root / "environment"
        venv.create(environment, with_pip=True)
        programs = environment / ("Scripts" if os.name == "nt" else "bin")
        python = programs / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", wheel], check=True)
        home = root / "home"
        home.mkdir()
        found = subprocess.run(
            [python, "-c", "from timeline.exchange.shipped import *; "
             "print(*shipped_cases(), sep='\\n')"],
            check=True, capture_output=True, text=True, cwd=home,
        )  # fmt: skip
        cases = found.stdout.split("\n")[:-1]
        for words in (
            ["--version"],
            ["doctor"],
            ["import", *cases],
            ["show", CASE],
            ["chart", CASE, "-o", "case.html"],
            ["figure", CASE, "-o", "figure"],
            ["doctor"],
        ):
            print("$ timeline", *(Path(word).name for word in words), flush=True)  # noqa: T201
            subprocess.run(
                [programs / "timeline", *words],
                check=True,
                cwd=home,
                env={"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
                stdout=subprocess.DEVNULL if words[0] == "show" else None,
            )


if __name__ == "__main__":
    main(sys.argv[1])
