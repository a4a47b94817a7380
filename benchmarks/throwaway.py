"""A virtual environment for a library that only a comparison needs.

It lies in a temporary folder, sees what is installed here, and is gone afterwards.
"""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

NOT_MEASURED = "not measured here: pip could not install"


def environment(folder: Path, *packages: str) -> Path | None:
    """Make an environment with some packages beside those installed here.

    Returns:
        Its interpreter; None where the packages cannot be installed.
    """
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    own = folder / "lib" / version / "site-packages"
    ours = sysconfig.get_paths()["purelib"]
    source = Path(__file__).parent.parent / "src"
    (own / "ours.pth").write_text(f"{ours}\n{source}\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(own)]
    try:
        subprocess.run(  # noqa: S603 - pip, with names that stand in the benchmark
            [*pip, *packages], check=True, capture_output=True, timeout=600
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        sys.stdout.write(f"{NOT_MEASURED} {', '.join(packages)}\n")
        return None
    return python
