"""A name stands for a whole file, and nothing of a failed try is left."""

import os
from collections.abc import Callable
from pathlib import Path
from stat import S_IMODE

import pytest

from killing import names_in
from timeline.files import parts, rename, whole
from timeline.files.whole import whole_file, write_file, write_folder

DEAD = 2**22 + 1
"""More than any system gives to a process."""
Leave = Callable[..., Path]


@pytest.fixture
def leave(tmp_path: Path) -> Leave:
    """Leaves a part as a killed process would."""

    def make(
        process: int = DEAD, host: str = "", *, age: float = 0, end: str = ""
    ) -> Path:
        name = f".copy.db.{process}-{host or parts._host()}-0123456789ab.part{end}"
        path = tmp_path / name
        path.write_text("half")
        changed = path.stat().st_mtime - age
        os.utime(path, (changed, changed))
        return path

    return make


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "copy.db"
    with whole_file(target) as part:
        part.write_text("all")
        assert not target.exists()
        assert part.parent == target.parent
        assert S_IMODE(part.stat().st_mode) == 0o600
    assert target.read_text() == "all"
    assert S_IMODE(target.stat().st_mode) == 0o600
    assert S_IMODE(target.parent.stat().st_mode) == 0o700
    assert names_in(target.parent) == {"copy.db"}


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), whole_file(tmp_path / "copy.db") as part:  # noqa: PT012 - all of it is about the block
        part.write_text("half")
        part.with_name(f"{part.name}-wal").touch()
        raise RuntimeError
    assert names_in(tmp_path) == set()


def test_a_database_that_is_still_open_gets_no_name(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="reached the disk"):  # noqa: SIM117
        with whole_file(tmp_path / "copy.db") as part:
            part.with_name(f"{part.name}-wal").touch()
    assert names_in(tmp_path) == set()


def _without_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rename, "_libc", lambda: None)


def _without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "no links here")

    _without_flags(monkeypatch)
    monkeypatch.setattr(os, "link", refuse)


@pytest.mark.parametrize("system", [None, _without_flags, _without_links])
def test_what_came_meanwhile_stays(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    system: Callable[[pytest.MonkeyPatch], None] | None,
) -> None:
    if system:
        system(monkeypatch)
    target = tmp_path / "copy.db"
    with whole_file(target) as part:
        part.write_text("first")
    with pytest.raises(FileExistsError), whole_file(target):
        pytest.fail("refused too late")
    target.unlink()
    with pytest.raises(FileExistsError), whole_file(target) as part:  # noqa: PT012 - both write at once
        part.write_text("second")
        target.write_text("of another process")
    assert target.read_text() == "of another process"
    assert names_in(tmp_path) == {"copy.db"}


@pytest.mark.parametrize("system", [None, _without_flags, _without_links])
def test_a_folder_gives_way_to_a_whole_one(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    system: Callable[[pytest.MonkeyPatch], None] | None,
) -> None:
    if system:
        system(monkeypatch)
    folder = tmp_path / "deep" / "figure"
    write_folder(folder, {"a.svg": b"1", "b.csv": b"1"})
    write_folder(folder, {"a.svg": b"2"})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "a.svg": b"2"
    }
    assert names_in(folder.parent) == {"figure"}
    assert S_IMODE(folder.stat().st_mode) == 0o700
    assert S_IMODE((folder / "a.svg").stat().st_mode) == 0o600


def test_a_part_of_the_dead_is_taken_away(tmp_path: Path, leave: Leave) -> None:
    left = [leave(end=end) for end in ("", "-wal", "-journal")]
    left.append(leave(os.getppid(), age=2 * 24 * 60 * 60))
    left.append(leave(os.getpid()))  # of an earlier process with the same number
    folder = tmp_path / f".figure.{DEAD}-{parts._host()}-0123456789ab.part"
    folder.mkdir()
    (folder / "half.svg").touch()
    assert set(parts.leftovers(tmp_path)) == {*left, folder}
    write_file(tmp_path / "case.toml", "all")
    assert names_in(tmp_path) == {"case.toml"}


def test_a_part_that_may_be_in_use_stays(tmp_path: Path, leave: Leave) -> None:
    running = leave(os.getppid())
    elsewhere = leave(DEAD, "01234567")
    others = [
        tmp_path / name for name in (".copy.db.part", f".a.{DEAD}.part", "x.part")
    ]
    for path in others:
        path.touch()
    with whole_file(tmp_path / "a.db") as part:
        write_file(tmp_path / "case.toml", "all")
        assert {running, elsewhere, part, *others} < set(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["x" * 255, "ä" * 127, "a\nb.db", ".hidden"])
def test_any_name_that_a_file_can_have_will_do(tmp_path: Path, name: str) -> None:
    write_file(tmp_path / name, "all")
    assert names_in(tmp_path) == {name}


def test_everything_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(
        whole, "_to_disk", lambda path: done.append(f"sync {path.name[:3]}")
    )
    monkeypatch.setattr(whole, "rename_new", lambda *_: done.append("name"))
    folder = tmp_path / "new"
    with whole_file(folder / "copy.db") as part:
        part.write_text("all")
    assert done == [f"sync {tmp_path.name[:3]}", "sync .co", "name", "sync new"]
