"""The wheel and the sdist hold all that the program needs, and say what they are."""

import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parent.parent


def _built(kind: type, target: Path, root: Path = ROOT) -> Path:
    builder = kind(str(root))
    return Path(next(builder.build(directory=str(target), versions=["standard"])))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(SdistBuilder, tmp_path_factory.mktemp("sdist"))


def test_the_wheel_is_whole(tmp_path: Path) -> None:
    with zipfile.ZipFile(_built(WheelBuilder, tmp_path)) as wheel:
        names = set(wheel.namelist())
    package = ROOT / "src" / "timeline"
    wanted = {
        path.relative_to(ROOT / "src").as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    cases = {
        f"timeline/exchange/shipped_cases/{path.name}"
        for path in (ROOT / "cases").glob("*.toml")
    }
    assert len(cases) >= 3
    assert wanted | cases <= names
    for ending in (".tcss", ".ttf", ".min.js", ".csv", "py.typed", "LICENSE.txt"):
        assert any(name.endswith(ending) for name in wanted), ending
    licences = [name for name in names if "/licenses/" in name]
    assert len(licences) == 4


def test_a_wheel_from_an_sdist_without_git_keeps_the_commit(
    sdist: Path, tmp_path: Path
) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    assert not (unpacked / ".git").exists()
    with zipfile.ZipFile(_built(WheelBuilder, tmp_path, unpacked)) as wheel:
        names = wheel.namelist()
        noted = "timeline/built_from.txt"
        kept = wheel.read(noted).decode().strip() if noted in names else ""
    assert "timeline/exchange/shipped_cases/gallbladder_90_month.toml" in names
    if not (ROOT / ".git").exists():
        assert kept == ""
        return
    git = ["git", "rev-parse", "--short=12", "HEAD"]
    head = subprocess.run(git, cwd=ROOT, check=True, capture_output=True, text=True)
    assert kept.rstrip("+") == head.stdout.strip()


def test_the_sdist_can_be_tested(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "Makefile", "requirements.lock", "hatch_build.py", "README.md", "LICENSE",
        "cases/gallbladder_90_month.toml", "tests/conftest.py", "docs/generate.py",
        "screenshots/make.py", "zensical.toml", "benchmarks/build_page.py",
    } <= names  # fmt: skip
