"""Backups are whole, verified and never in the way of anything."""

import threading
from contextlib import closing
from pathlib import Path

import pytest

from registry import writer
from registry.replay import assert_audit_tells_all, connect
from registry.small import REASON, case, full_case, line, store
from timeline.registry import Registry, RegistryError

KEY = "correct horse"


def _dump(path: Path) -> list[str]:
    with closing(connect(str(path))) as other:
        return list(other.iterdump())


@pytest.mark.parametrize("key", [None, KEY])
def test_a_restored_backup_is_equal(tmp_path: Path, key: str | None) -> None:
    place, copy, back = (tmp_path / name for name in ("a.db", "b.db", "c.db"))
    with Registry.open(place, key=key, create=True) as registry:
        store(registry, full_case(), case("P-2"))
        store(registry, case("P-2", line(cycles=2)), reason=REASON)
        registry.backup(copy)
        Registry.restore(copy, back, key=key)
        with Registry.open(back, key=key) as restored:
            assert restored.patients() == registry.patients()
            for code in ("P-1", "P-2"):
                assert restored.load(code) == registry.load(code)
                assert restored.history(code) == registry.history(code)
                assert restored.deleted(code) == registry.deleted(code)
            store(restored, case("P-3"))
    if key is None:
        assert _dump(copy) == _dump(place)


def test_a_backup_under_load_is_one_state(tmp_path: Path, path: Path) -> None:
    running = writer.start(path, tmp_path / "ledger", "w", 120)
    copies: list[Path] = []
    with Registry.open(path, create=True) as registry:
        while running.is_alive():
            copies.append(tmp_path / f"copy-{len(copies)}.db")
            registry.backup(copies[-1])
        running.join()
    assert running.exitcode == 0
    assert len(copies) >= 2
    for copy in copies:
        assert_audit_tells_all(str(copy))
        with Registry.open(copy) as found:
            for each in found.patients():
                assert found.case(each.code) == writer.case(each.code)


def test_what_stands_at_the_target_stays(tmp_path: Path, path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("precious")
    with Registry.open(path, create=True) as registry:
        store(registry, case())
        for taken in (target, path, tmp_path):
            with pytest.raises(RegistryError, match="exists already"):
                registry.backup(taken)
        copy = tmp_path / "copy.db"
        registry.backup(copy)
        with pytest.raises(RegistryError, match="exists already"):
            Registry.restore(copy, target)
        with pytest.raises(RegistryError, match="exists already"):
            Registry.restore(copy, path)
        assert registry.case("P-1") == case()
    assert target.read_text() == "precious"


@pytest.mark.parametrize("key", [None, KEY])
def test_a_damaged_backup_is_refused(tmp_path: Path, key: str | None) -> None:
    place, copy, back = (tmp_path / name for name in ("a.db", "b.db", "c.db"))
    with Registry.open(place, key=key, create=True) as registry:
        store(registry, *(full_case(f"P-{n}") for n in range(10)))
        registry.backup(copy)
    content = bytearray(copy.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 300] = b"\xff" * 300
    copy.write_bytes(content)
    with pytest.raises(RegistryError, match="damaged"):
        Registry.restore(copy, back, key=key)
    assert not list(tmp_path.glob("c.db*"))


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    back = tmp_path / "back.db"
    text = tmp_path / "text"
    text.write_text("no database" * 1000)
    with closing(connect(str(tmp_path / "other.db"))) as other:
        other.execute("CREATE TABLE theirs (x)")
    for wrong in (text, tmp_path / "other.db", tmp_path / "missing", tmp_path):
        with pytest.raises(RegistryError):
            Registry.restore(wrong, back)
        assert not list(tmp_path.glob("back.db*"))


def test_a_failed_backup_leaves_nothing(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Registry.open(path, create=True) as registry:
        store(registry, case())
        found = iter(({"rows": 1}, {"rows": 2}))
        monkeypatch.setattr(
            "timeline.registry.backup._contents", lambda _connection: next(found)
        )
        with pytest.raises(RegistryError, match="not equal"):
            registry.backup(tmp_path / "copy.db")
        assert not list(tmp_path.glob("copy.db*"))
        assert registry.case("P-1") == case()


def test_readers_go_on_during_a_backup(tmp_path: Path, path: Path) -> None:
    with Registry.open(path, create=True) as registry:
        store(registry, *(case(f"P-{n}") for n in range(50)))
        failed: list[BaseException] = []
        done = threading.Event()

        def read() -> None:
            try:
                while not done.is_set():
                    assert len(registry.patients()) == 50
            except BaseException as error:  # noqa: BLE001 - told to the test
                failed.append(error)

        reader = threading.Thread(target=read)
        reader.start()
        for number in range(3):
            registry.backup(tmp_path / f"copy-{number}.db")
        done.set()
        reader.join()
    assert failed == []
