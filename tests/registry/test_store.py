"""Opening a registry, and what the disk, other processes and kills can do to it."""

import time
from contextlib import closing
from multiprocessing.process import BaseProcess
from pathlib import Path
from signal import SIGKILL
from stat import S_IMODE

import pytest
from sqlalchemy import event

from effort import effort, proof
from registry import writer
from registry.replay import assert_audit_tells_all, connect
from registry.small import case, full_case, store
from timeline.registry import Registry, RegistryError

CANARY = "Xanthippe-Canary"
KEY = "correct horse ' battery"
KILLS = effort(8, 200)


def test_files_and_folders_are_the_owner_s_alone(tmp_path: Path) -> None:
    place = tmp_path / "one" / "two" / "registry.db"
    with Registry.open(place, create=True) as registry:
        store(registry, case())
        registry.backup(tmp_path / "three" / "copy.db")
        files = sorted(tmp_path.rglob("*.db*"))
        names = {file.name for file in files}
        assert {"registry.db", "registry.db-wal", "registry.db-shm"} <= names
        assert {S_IMODE(file.stat().st_mode) for file in files} == {0o600}
        folders = [tmp_path / "one", place.parent, tmp_path / "three"]
        assert {S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


@pytest.mark.parametrize("content", [b"just a text file\n" * 99, b"\x00" * 5000])
def test_what_is_no_registry_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(RegistryError, match="no timeline registry"):
        Registry.open(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    with closing(connect(str(path))) as other, other:
        other.execute("CREATE TABLE theirs (x)")
    with pytest.raises(RegistryError, match="another program"):
        Registry.open(path)
    with closing(connect(str(path))) as other:
        names = other.execute("SELECT name FROM sqlite_master").fetchall()
    assert names == [("theirs",)]


def test_impossible_places_are_said_in_plain_words(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    for place in (
        tmp_path,
        file / "registry.db",
        file / "folder" / "registry.db",
        tmp_path / ("x" * 300),
        str(tmp_path / "a\x00b"),
        "mysql://server/database",
        "postgresql+psycopg://nobody:secret@127.0.0.1:1/none",
        "://",
    ):
        with pytest.raises(RegistryError) as caught:
            Registry.open(place)
        assert "secret" not in str(caught.value)
    assert file.read_text() == "x"


def test_a_damaged_file_is_named_as_such(path: Path) -> None:
    with Registry.open(path, create=True) as registry:
        store(registry, *(full_case(f"P-{n}") for n in range(20)))
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // 4096, 2):
        content[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(content)
    with pytest.raises(RegistryError, match="damaged"):
        _read_all(path)


def _read_all(path: Path) -> None:
    with Registry.open(path) as registry:
        for patient in registry.patients():
            registry.case(patient.code)


def test_an_encrypted_registry_shows_nothing(tmp_path: Path) -> None:
    place, copy = tmp_path / "registry.db", tmp_path / "copy.db"
    secret = full_case(CANARY, CANARY)
    with Registry.open(place, key=KEY, create=True) as registry:
        store(registry, secret)
        registry.backup(copy)
        assert KEY not in repr(vars(registry))
        for file in tmp_path.iterdir():
            content = file.read_bytes()
            assert CANARY.encode() not in content
            assert CANARY.casefold().encode() not in content
            assert not content.startswith(b"SQLite format 3")
    with Registry.open(copy, key=KEY) as registry:
        assert registry.case(CANARY) == secret
    for wrong in ("wrong", None):
        with pytest.raises(RegistryError, match="another key"):
            Registry.open(place, key=wrong)
    with pytest.raises(RegistryError, match="key is empty"):
        Registry.open(place, key="")


def test_a_plain_registry_does_not_open_with_a_key(path: Path) -> None:
    with Registry.open(path, create=True) as registry:
        store(registry, case())
    with pytest.raises(RegistryError, match="another key"):
        Registry.open(path, key=KEY)
    with Registry.open(path) as registry:
        assert registry.case("P-1") == case()


def test_a_full_disk_keeps_what_was_acknowledged(path: Path) -> None:
    with Registry.open(path, create=True) as registry:
        engine = registry._store.engine

        @event.listens_for(engine, "checkout")
        def _limit(connection: object, *_: object) -> None:
            connection.execute("PRAGMA max_page_count=500")  # type: ignore[attr-defined]

        stored = 0
        with pytest.raises(RegistryError, match="disk is full") as caught:  # noqa: PT012 - until it is
            for number in range(1000):
                store(registry, full_case(f"P-{number}", "x" * 150))
                stored += 1
        assert "everything before it was" in str(caught.value)
        assert stored > 0
        assert len(registry.patients()) == stored
    with Registry.open(path) as registry:
        assert registry.case(f"P-{stored - 1}") == full_case(
            f"P-{stored - 1}", "x" * 150
        )
    assert_audit_tells_all(str(path))


@proof
def test_a_kill_loses_nothing_that_was_acknowledged(path: Path) -> None:
    """Two processes at a time are killed in the middle of their writes."""
    ledgers: list[Path] = []
    while len(ledgers) < KILLS:
        pair = [path.with_name(f"ledger-{len(ledgers) + each}") for each in range(2)]
        running = [writer.start(path, file, file.name, 10_000) for file in pair]
        for process, ledger in zip(running, pair, strict=True):
            _wait_for_lines(ledger, process)
            process.kill()
            process.join()
            assert process.exitcode == -SIGKILL
        ledgers += pair
    acknowledged = {code for file in ledgers for code in file.read_text().split()}
    assert len(acknowledged) >= KILLS
    with Registry.open(path) as registry:
        stored = registry.patients()
        assert acknowledged <= {each.code for each in stored}
        for each in stored:
            assert registry.case(each.code) == writer.case(each.code)
    with closing(connect(str(path))) as other:
        assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert other.execute("SELECT count(*) FROM audit_context").fetchone() == (0,)
    assert_audit_tells_all(str(path))


def _wait_for_lines(ledger: Path, process: BaseProcess) -> None:
    deadline = time.monotonic() + 30
    while not ledger.exists() or ledger.stat().st_size < 36:  # some transactions
        assert process.is_alive()
        assert time.monotonic() < deadline
        time.sleep(0.003)


@proof
def test_processes_write_and_read_at_once(path: Path) -> None:
    """Three start on a registry that is not there yet, while another one reads."""
    count = effort(30, 100)
    running = [writer.start(path, path.with_name(name), name, count) for name in "abc"]
    with Registry.open(path, create=True) as registry:
        seen = 0
        while any(process.is_alive() for process in running):
            listed = registry.patients()
            assert len(listed) >= seen
            seen = len(listed)
            if listed:
                registry.load(listed[-1].code)
                registry.history(listed[0].code)
        assert [process.exitcode for process in running] == [0, 0, 0]
        assert len(registry.patients()) == 3 * count
    assert_audit_tells_all(str(path))


@pytest.mark.postgres
def test_processes_write_to_a_server_at_once(server_url: str, tmp_path: Path) -> None:
    place = server_url.format(database="postgres")  # no registry stands there yet
    running = [writer.start(place, tmp_path / name, name, 30) for name in "abc"]
    for process in running:
        process.join()
    assert [process.exitcode for process in running] == [0, 0, 0]
    with Registry.open(place) as registry:
        assert len(registry.patients()) == 90
    assert_audit_tells_all(place)
