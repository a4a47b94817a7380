import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from timeline.clinical.lines.derived import DerivedLine, derive_lines
from timeline.clinical.lines.drugs import drug_name
from timeline.clinical.settings import Settings


def reasons(*given: tuple[str, int], settings: Settings | None = None) -> list[str]:
    return [line.why for line in derive_lines(given, settings or Settings())]


def test_nothing_given() -> None:
    assert derive_lines([]) == ()


@pytest.mark.parametrize(("day", "count"), [(28, 1), (29, 2)])
def test_the_window_of_a_regimen(day: int, count: int) -> None:
    assert len(derive_lines([("cisplatin", 0), ("gemcitabine", day)])) == count


@pytest.mark.parametrize(("day", "count"), [(120, 1), (121, 2)])
def test_the_gap_that_ends_a_line(day: int, count: int) -> None:
    assert len(derive_lines([("cisplatin", 0), ("cisplatin", day)])) == count


def test_order_and_spelling_of_the_input_do_not_matter() -> None:
    found = derive_lines([("CDDP", 21), ("Cisplatin", 0)])
    assert found == (DerivedLine(1, ("cisplatin",), 0, 21, "first line"),)


def test_a_substitute_joins_the_line() -> None:
    (found,) = derive_lines(
        [("carboplatin", 0), ("carboplatin", 21), ("cisplatin", 60)]
    )
    assert found.drugs == ("carboplatin",)
    assert found.later_drugs == ("cisplatin",)
    assert found.stop == 60


def test_a_switch_and_an_addition_are_told_apart() -> None:
    before = [("docetaxel", 0), ("docetaxel", 21), ("docetaxel", 42)]
    switch = [*before, ("irinotecan", 63)]
    addition = [*switch, ("docetaxel", 63)]
    assert reasons(*switch)[1] == "new line: changed to irinotecan"
    assert reasons(*addition)[1] == "new line: irinotecan added"
    joined = Settings(addition_starts_line=False)
    assert len(reasons(*switch, settings=joined)) == 2
    assert len(reasons(*addition, settings=joined)) == 1


def test_a_dropped_drug_leaves_the_line_as_it_is() -> None:
    given = [
        ("cisplatin", 0),
        ("pemetrexed", 0),
        ("pemetrexed", 21),
        ("pemetrexed", 90),
    ]
    (found,) = derive_lines(given)
    assert found.stop == 90


@dataclass(frozen=True)
class Row:
    patient: str
    number: int
    drugs: frozenset[str]
    start: int
    stop: int


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> int:
    pattern = "%Y-%m-%d" if "-" in text else "%m/%d/%y"
    return dt.datetime.strptime(text, pattern).date().toordinal()  # noqa: DTZ007 - a date


def expected_lines(path: Path) -> set[Row]:
    """Lines of the published output; maintenance rows belong to the line they name."""
    found: dict[tuple[str, int], Row] = {}
    for row in read(path):
        key = row["PATIENT_ID"], int(row["LINE_NUMBER"])
        drugs = frozenset(drug_name(name) for name in row["LINE_NAME"].split(","))
        line = Row(*key, drugs, day(row["START_DATE"]), day(row["END_DATE"]))
        before = found.setdefault(key, line)
        if before is not line:
            stop = max(before.stop, line.stop)
            found[key] = Row(*key, before.drugs, before.start, stop)
    return set(found.values())


def derived(path: Path, settings: Settings) -> Iterator[Row]:
    given: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in read(path):
        given[row["PATIENT_ID"]].append((row["MED_NAME"], day(row["MED_START"])))
    for patient, administrations in given.items():
        for line in derive_lines(administrations, settings):
            yield Row(
                patient, line.number, frozenset(line.drugs), line.start, line.stop
            )


@pytest.mark.parametrize(
    ("given", "published", "lines", "differing"),
    [
        (
            "mcc_example_input.csv",
            "mcc_output_lot.csv",
            12,
            {("10000001", 3), ("10000001", 4)},
        ),
        (
            "nsclc_example_input.csv",
            "nsclc_output_lot_example_input.csv",
            23,
            {("4444", 1), ("5555", 1)},
        ),
    ],
    ids=["Merkel cell", "lung"],
)
def test_agreement_with_a_published_algorithm(
    shared_data: Path, given: str, published: str, lines: int, differing: set[object]
) -> None:
    """Every line agrees in number, drugs and days but those in line-agreement.md."""
    folder = shared_data / "merck_lot"
    if not folder.is_dir():
        pytest.skip("the published example data are not on this machine")
    theirs = expected_lines(folder / published)
    ours = set(derived(folder / given, Settings()))
    assert len(theirs) == lines
    assert {(row.patient, row.number) for row in theirs - ours} == differing
