"""Every command block of the README and of docs/ does what it says.

The blocks of a page are run in their order, in an empty home beside a copy of the
cases. `timeline` runs in this process, which is much faster; the shell runs the rest.
What installs the program, or is this test suite itself, is named in `ELSEWHERE`: the
test in an empty directory runs that.

Figures are slow. Unless everything is tested, the first of a page is written with
coarse pictures, and of the others it is only listed what would leave; that reads all
of their options.
"""

import glob
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from timeline.cli.app import app

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^```([a-z]+)$", re.MULTILINE)
SHELL = re.compile(r"[|<>&;$`]")
APP = "timeline"
EVERYTHING = bool(os.environ.get("TIMELINE_TEST_EVERYTHING"))
COMPLETION = "timeline --install-completion"
EXPORT = re.compile(r"export (\w+)=(\S+)")
ELSEWHERE = re.compile(r"make \w+|pipx install \.|uv tool install \.")


def commands_of(page: Path) -> Iterator[str]:
    """The command lines of a page, those that a backslash continues as one."""
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.replace("\\\n", " ").splitlines():
            if line.strip() and not line.lstrip().startswith("#"):
                yield line


WITH_COMMANDS = [page for page in PAGES if any(commands_of(page))]


@pytest.fixture
def home(tmp_path: Path, cases_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, and in it a working folder with the cases."""
    shutil.copytree(cases_folder, tmp_path / "work" / "cases")
    for name in ("TIMELINE_DB", "TIMELINE_ACTOR", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    programs = Path(sys.executable).parent
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


def quickened(words: list[str], *, first: bool) -> list[str]:
    """The same command with less to do, unless everything is tested."""
    if EVERYTHING or words[:2] != [APP, "figure"] or "-o" not in words:
        return words
    if first:
        return [*words, "--dpi", "72"]
    at = words.index("-o")
    return [*words[:at], *words[at + 2 :], "--preview"]


def run(line: str, *, first: bool = True) -> None:
    """Run one command line; it has to end well."""
    words = quickened(shlex.split(line, comments=True), first=first)
    command = shlex.join(words)
    if ELSEWHERE.fullmatch(command) or command in {APP, COMPLETION}:
        return
    if words[0] == APP and not SHELL.search(line.partition("#")[0]):
        spread = [each for word in words[1:] for each in (glob.glob(word) or [word])]  # noqa: PTH207
        ran = CliRunner().invoke(app, spread, catch_exceptions=False)
        assert ran.exit_code == 0, f"{line}\n{ran.output}"
        return
    subprocess.run(["sh", "-ec", line], check=True, capture_output=True)


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.name)
def test_its_commands_run(
    page: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if page.name != "README.md":  # the other pages go on where it ends
        run(f"{APP} import cases/*.toml")
    figures = 0
    for line in commands_of(page):
        if named := EXPORT.match(line):
            monkeypatch.setenv(named[1], named[2])
            continue
        run(line, first=figures == 0)
        figures += line.startswith(f"{APP} figure") and "-o" in line.split()
    if page.name == "README.md":
        own = list((home / "home").rglob("registry.db"))
        assert own == [], "the shipped cases may not enter the reader's own registry"
    kept = [path for path in home.rglob("registry.db") if "home" not in path.parts]
    assert kept == [], "only --db may put a registry elsewhere than into the home"


def test_make_targets_that_are_named_are_there() -> None:
    lines = [line for page in WITH_COMMANDS for line in commands_of(page)]
    targets = {line.split()[1] for line in lines if line.startswith("make ")}
    assert {"demo", "test"} <= targets
    for target in targets:
        dry = ["make", "--dry-run", "--silent", target]
        subprocess.run(dry, check=True, capture_output=True, cwd=ROOT)


@pytest.mark.usefixtures("home")
def test_a_command_that_fails_is_noticed() -> None:
    with pytest.raises(Exception, match="does not exist"):
        run("timeline show NOBODY")
    with pytest.raises(subprocess.CalledProcessError):
        run("test -e nothing | false")


def test_blocks_with_commands_are_marked_as_such() -> None:
    """A block without a language, or one called bash, would escape this test."""
    for page in PAGES:
        languages = FENCE.findall(page.read_text(encoding="utf-8"))
        assert set(languages) <= {"sh", "toml", "python", "json", "text"}, page.name
