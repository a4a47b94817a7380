"""Times a laboratory sheet, previewed and stored, and case files, beside raw inserts.

The raw inserts write the same rows into the same tables with their triggers; the aim is
at most three times as long. Run as
`python benchmarks/import_tables.py [ROWS] [CASE_FILES]`.
"""

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from import_cases import small_case
from raw_inserts import raw_inserts

from timeline.exchange import case_file
from timeline.exchange.import_choices import ImportChoices, TableChoices
from timeline.exchange.import_planning import planned_import
from timeline.exchange.import_reading import read_files
from timeline.exchange.import_storing import import_plans
from timeline.registry import Registry, Session

TODAY = dt.date(2026, 12, 1)
PER_PATIENT = 100
TESTS = (("CA19-9", "U/mL"), ("CEA", "ng/mL"), ("creatinine", "mg/dL"), ("CRP", "mg/L"))


def laboratory_sheet(path: Path, count: int) -> None:
    """Write a long sheet: 100 results of each patient, four tests a day."""
    first = dt.date(2020, 1, 1)
    lines = ["patient,date,test,value,unit,reference range,flag"]
    for number in range(count):
        patient, place = divmod(number, PER_PATIENT)
        day, test = divmod(place, len(TESTS))
        name, unit = TESTS[test]
        date = first + dt.timedelta(days=14 * day)
        value = 1 + number % 977 / 10
        lines.append(f"B-{patient:05},{date},{name},{value:.1f},{unit},0 - 37,")
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def case_files(folder: Path, count: int) -> list[Path]:
    """Write a case file for each of many small cases."""
    paths = []
    for number in range(count):
        path = folder / f"case-{number}.toml"
        path.write_text(case_file.write(small_case(number)), encoding="utf-8")
        paths.append(path)
    return paths


def compare(what: str, paths: Sequence[Path], folder: Path) -> None:
    """Import files into a new registry, and set the time beside that of raw inserts."""
    place = folder / "imported.db"
    start = time.perf_counter()
    with Registry.open(place, create=True) as registry:
        reading = read_files(paths, TableChoices(), [], None, TODAY)
        reading.check_settled()
        planned = planned_import(registry, reading, ImportChoices(), TODAY)
        previewed = time.perf_counter() - start
        import_plans(registry, planned.plans, Session("benchmark"))
    stored = time.perf_counter() - start - previewed
    raw = raw_inserts(place, folder / "raw.db")
    sys.stdout.write(
        f"{what}\n  previewed {previewed:9.2f} s\n  stored    {stored:9.2f} s\n"
        f"  raw       {raw:9.2f} s\n"
        f"  preview and storing: {(previewed + stored) / raw:.1f} times raw inserts "
        f"(aim: 3); storing alone: {stored / raw:.1f}\n"
    )


def main(rows: int, cases: int) -> None:
    """Compare both kinds of file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        laboratory_sheet(folder / "labs.csv", rows)
        compare(f"{rows:,} laboratory rows", [folder / "labs.csv"], folder)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compare(f"{cases:,} case files", case_files(folder, cases), folder)


if __name__ == "__main__":
    sizes = [int(text) for text in sys.argv[1:]]
    main(*[*sizes, *(100_000, 10_000)[len(sizes) :]])
