"""A kill at any step of making, copying or migrating a registry leaves old or new."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from effort import IN_FULL, proof, sampled
from killing import count_steps, kill_at, names_in
from registry.replay import connect
from registry.small import full_case, store
from timeline.registry import Registry, RegistryError, migrate, schema

NOW = schema.VERSION
KEY = "correct horse"


def _make(folder: Path) -> None:
    Registry.open(folder / "new.db", create=True).close()


def _make_sealed(folder: Path) -> None:
    Registry.open(folder / "sealed.db", key=KEY, create=True).close()


def _back_up(folder: Path) -> None:
    with Registry.open(folder / "registry.db") as registry:
        registry.backup(folder / "copy.db")


def _restore(folder: Path) -> None:
    Registry.restore(folder / "registry.db", folder / "back.db")


def _add_a_table(operations: Any) -> None:  # noqa: ANN401 - Alembic's
    operations.create_table("extra", sa.Column("number", sa.Integer, primary_key=True))
    with operations.batch_alter_table("setting", recreate="auto") as table:
        table.add_column(sa.Column("shelf", sa.String(20)))


def _migrate(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(migrate.STEPS, NOW, _add_a_table)
        patch.setattr(schema, "VERSION", NOW + 1)
        Registry.open(folder / "registry.db").close()


def _is_whole(path: Path) -> bool:
    """Whether a registry is intact and holds what was stored."""
    with closing(connect(str(path))) as other:
        intact = other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        codes = other.execute("SELECT code FROM cases").fetchall()
        lines = other.execute("SELECT count(*) FROM therapy_line").fetchone()
    return bool(intact and codes == [("P-1",)] and lines == (1,))


def _is_empty_registry(path: Path, key: str | None = None) -> bool:
    with Registry.open(path, key=key) as registry:
        return registry.is_empty() and registry.health().intact


def _is_whole_in_all_its_versions(path: Path) -> bool:
    backups = path.parent.glob("registry.db.*.bak")
    return _is_whole(path) and all(map(_is_whole, backups))


@dataclass(frozen=True)
class Job:
    """Work that gives a file its name."""

    work: Callable[[Path], None]
    target: str
    is_whole: Callable[[Path], bool]
    repeats: bool = False
    """Whether it is done again where its file stands; else it is refused."""


JOBS = {
    "make": Job(_make, "new.db", _is_empty_registry, repeats=True),
    "make sealed": Job(
        _make_sealed,
        "sealed.db",
        lambda path: _is_empty_registry(path, KEY),
        repeats=True,
    ),
    "backup": Job(_back_up, "copy.db", _is_whole),
    "restore": Job(_restore, "back.db", _is_whole),
    "migrate": Job(
        _migrate, "registry.db", _is_whole_in_all_its_versions, repeats=True
    ),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry of one case, to be copied."""
    place = tmp_path_factory.mktemp("filled") / "registry.db"
    with Registry.open(place, create=True) as registry:
        store(registry, full_case())
    return place


@pytest.fixture
def folders(tmp_path: Path, filled: Path) -> Iterator[Path]:
    """Folders that hold that registry and nothing else, one after the other."""

    def make() -> Iterator[Path]:
        for number in range(10_000):
            folder = tmp_path / str(number)
            folder.mkdir()
            shutil.copy(filled, folder)
            yield folder
            shutil.rmtree(folder)

    return make()


@proof
@pytest.mark.parametrize(
    "name", [name for name in JOBS if IN_FULL or "seal" not in name]
)
def test_a_kill_leaves_old_or_new_and_nothing_in_the_way(
    folders: Iterator[Path], name: str
) -> None:
    job = JOBS[name]
    steps = count_steps(job.work, next(folders))
    assert steps > 30
    killed = 0
    for step in sampled(range(1, steps + 1), 5, 60):
        folder = next(folders)
        target = folder / job.target
        killed += kill_at(step, job.work, folder)
        done = target.exists()
        assert not done or job.is_whole(target), step
        if done and not job.repeats:
            with pytest.raises(RegistryError, match="exists already"):
                job.work(folder)
        else:
            job.work(folder)
        assert job.is_whole(target), step
        assert not [n for n in names_in(folder) if ".part" in n], step
    assert killed > 2
