"""A kill at any step of writing a file or a folder leaves the old or the new one."""

import shutil
from pathlib import Path

import pytest

from effort import proof, sampled
from killing import Work, count_steps, kill_at, names_in
from timeline.files.whole import write_file, write_folder

OLD, NEW = b"old" * 100, b"new" * 9000
OLD_FOLDER = {"a.svg": OLD, "gone.csv": OLD}
NEW_FOLDER = {"a.svg": NEW, "b.pdf": NEW, "c.csv": NEW}


def _replace(folder: Path) -> None:
    write_file(folder / "case.toml", NEW)


def _replace_folder(folder: Path) -> None:
    write_folder(folder / "figure", NEW_FOLDER)


def _content(path: Path) -> object:
    """What a file or each file of a folder holds; None where nothing stands."""
    if path.is_dir():
        return {file.name: file.read_bytes() for file in path.iterdir()}
    return path.read_bytes() if path.exists() else None


def _put(path: Path, content: object) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif isinstance(content, dict):
        write_folder(path, content)


@proof
@pytest.mark.parametrize("earlier", [True, False], ids=["replaced", "new"])
@pytest.mark.parametrize(
    ("work", "name", "old", "new"),
    [
        (_replace, "case.toml", OLD, NEW),
        (_replace_folder, "figure", OLD_FOLDER, NEW_FOLDER),
    ],
    ids=["file", "folder"],
)
def test_a_kill_leaves_old_or_new(
    tmp_path: Path, work: Work, name: str, old: object, new: object, *, earlier: bool
) -> None:
    target = tmp_path / name
    steps = count_steps(work, tmp_path)
    assert _content(target) == new
    killed = 0
    for step in sampled(range(1, steps + 1), 10, 1000):
        _put(target, old if earlier else None)
        killed += kill_at(step, work, tmp_path)
        assert _content(target) in (new, old if earlier else None), step
        work(tmp_path)
        assert _content(target) == new
        assert names_in(tmp_path) == {name}, step
    assert killed > 4
