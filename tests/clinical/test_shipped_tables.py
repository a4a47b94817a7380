"""The tables hold facts in our own words, and no cell is of the wrong kind."""

import csv
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from timeline.clinical.catalogues.prevalence import all_prevalences
from timeline.clinical.catalogues.registry_ids import all_registry_ids
from timeline.clinical.catalogues.tables import rows

DATA = Path(str(files("timeline.clinical") / "data"))
TABLES = sorted(path.stem for path in DATA.glob("*.csv"))
LOCATOR = re.compile(r'00[0-4]:\s*"')
LONGEST_RUN = 8
"""Words that may stand in a cell in the same order as in a source document."""
NUMERIC = {
    "trial_figures": ("value", "low", "high", "level"),
    "trials": ("line_from", "line_to", "n", "follow_up_months"),
    "prevalence": ("value", "low", "high", "n_altered", "n_total"),
}


def cells(table: str) -> Iterator[str]:
    return (cell for row in rows(table) for cell in row.values())


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def runs(text: str) -> set[tuple[str, ...]]:
    found, length = words(text), LONGEST_RUN + 1
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


@pytest.fixture(scope="session")
def source_runs() -> set[tuple[str, ...]]:
    """Every run of nine words in the source documents, where these are at hand."""
    folder = Path(__file__).parents[3] / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the source documents are not on this machine")
    texts = [path.read_text("utf-8", "replace") for path in folder.glob("*.txt")]
    return set().union(*(runs(text) for text in texts))


@pytest.mark.parametrize("table", TABLES)
def test_every_row_fills_the_columns_of_its_table(table: str) -> None:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        head, *body = list(csv.reader(file))
    assert body
    assert len(set(head)) == len(head)
    assert {len(row) for row in body} == {len(head)}


@pytest.mark.parametrize("table", TABLES)
def test_cells_are_tidy_and_name_no_working_file(table: str) -> None:
    for cell in cells(table):
        assert cell == cell.strip()
        assert not LOCATOR.search(cell)


@pytest.mark.parametrize("table", TABLES)
def test_no_sentence_is_copied(table: str, source_runs: set[tuple[str, ...]]) -> None:
    copied = [cell for cell in cells(table) if runs(cell) & source_runs]
    assert copied == []


@pytest.mark.parametrize(("table", "columns"), NUMERIC.items())
def test_numbers_are_numbers(table: str, columns: tuple[str, ...]) -> None:
    for row in rows(table):
        for column in columns:
            assert row[column] == "" or float(row[column]) >= 0


@pytest.mark.parametrize("table", TABLES)
def test_every_row_names_its_source(table: str) -> None:
    if "source" in rows(table)[0]:
        assert [row for row in rows(table) if not row["source"]] == []


@pytest.mark.parametrize("table", ["trials", "prevalence", "conflicts"])
def test_ids_are_unique(table: str) -> None:
    ids = [row["id"] for row in rows(table)]
    assert len(ids) == len(set(ids))


def test_every_figure_belongs_to_a_trial() -> None:
    trials = {row["id"] for row in rows("trials")}
    assert {row["trial"] for row in rows("trial_figures")} <= trials


def test_a_share_lies_within_its_bounds() -> None:
    for row in rows("prevalence"):
        low, high = row["low"], row["high"]
        assert not (low and high) or float(low) <= float(high)
        if row["unit"] == "%" and row["n_altered"] and row["n_total"]:
            share = 100 * int(row["n_altered"]) / int(row["n_total"])
            assert float(row["value"]) == pytest.approx(share, abs=0.6)


def test_a_frequency_keeps_what_is_stated_of_it() -> None:
    korea = [
        entry
        for entry in all_prevalences()
        if (entry.subset, entry.population) == ("gallbladder", "South Korea")
    ]
    assert [(entry.value, entry.unit, entry.n_total) for entry in korea] == [
        (36.4, "%", None)
    ]


def test_the_unit_of_variant_frequencies_stays_doubtful() -> None:
    doubtful = [row for row in rows("prevalence") if row["unit"] == "unclear"]
    assert len(doubtful) == 18
    assert {row["conflict"] for row in doubtful} == {"C30"}


def test_registrations_are_those_of_the_sources() -> None:
    ids = {entry.nct_id for entry in all_registry_ids()}
    assert len(ids) == 125
    assert all(re.fullmatch(r"NCT\d{8}", nct_id) for nct_id in ids)
