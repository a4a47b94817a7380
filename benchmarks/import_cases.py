"""Times the import of many small cases beside plain inserts of the same rows.

The plain inserts go through the standard library's `sqlite3` into tables without
triggers, checks and audit, so that the ratio is what the registry's promises cost.
Run as `python benchmarks/import_cases.py [CASES]`.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.registry import Put, Registry, Session, additions


def small_case(number: int) -> Case:
    def made(kind: str, **values: object) -> Entry:
        values = {"id": f"{kind.replace('_', '-')}", **values}
        return KINDS[kind].model_validate(values)

    year = 2001 + number % 20
    return Case.of(
        (
            made("patient", code=f"B-{number:06}", sex="female", headline="benchmark"),
            made("diagnosis", site="gallbladder", date=f"{year}-03", t="2", n="0"),
            made("therapy_line", regimen="GEMCIS", start=f"{year}-04", cycles=6),
            made("drug_course", line="therapy-line", drug="cisplatin", dose=25),
            made("result", analyte="CEA", comparator="=", value=4.2, unit="ng/mL"),
            made("follow_up", date=f"{year + 2}-01-15", vital_status="alive"),
        )
    )


@contextmanager
def timed(what: str, times: dict[str, float]) -> Iterator[None]:
    start = time.perf_counter()
    yield
    times[what] = time.perf_counter() - start
    print(f"{what:42} {times[what]:8.3f} s")


def plain_inserts(source: Path, target: Path, times: dict[str, float]) -> None:
    with closing(sqlite3.connect(source)) as read:
        rows = {
            kind: read.execute(f'SELECT * FROM "{kind}"').fetchall()  # noqa: S608 - our tables
            for kind in KINDS
        }
    with closing(sqlite3.connect(target)) as write:
        marks = {
            kind: ",".join("?" * len(found[0])) for kind, found in rows.items() if found
        }
        for kind, each in marks.items():
            names = ", ".join(f"c{number}" for number in range(each.count("?")))
            write.execute(f'CREATE TABLE "{kind}" ({names})')
        with timed("plain sqlite3 inserts of the same rows", times), write:
            for kind, each in marks.items():
                write.executemany(f'INSERT INTO "{kind}" VALUES ({each})', rows[kind])  # noqa: S608 - our tables


def main(count: int) -> None:
    times: dict[str, float] = {}
    cases = [small_case(number) for number in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "registry.db"
        with Registry.open(place, create=True) as registry:
            session = Session("benchmark")
            with timed(f"import of {count} cases", times):
                registry.apply(additions(*cases), session)
            puts = [Put(case.code, e, 1) for case in cases for e in case.entries]
            with timed("the same import again", times):
                registry.apply(puts, session)
            with timed("list of all patients", times):
                registry.patients()
            with timed("search among them", times):
                registry.patients("cisplatin 00009")
        plain_inserts(place, Path(folder) / "plain.db", times)
    plain = times["plain sqlite3 inserts of the same rows"]
    ratio = times[f"import of {count} cases"] / plain
    print(f"ratio of the import to plain inserts: {ratio:.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
