"""What `timeline queries` says does not add up, of one patient and of all."""

import json

from .conftest import Run

CASE = "GBC-90"


def test_the_queries_of_one_patient_are_those_of_show(filled: Run) -> None:
    (listed,) = json.loads(filled("queries", CASE, "--json").stdout)
    shown = json.loads(filled("show", CASE, "--json").stdout)
    assert listed == {"patient": CASE, "queries": shown["queries"]}
    first = listed["queries"][0]
    assert {"rule", "blocks", "covers", "settle", "state"} <= set(first)


def test_all_patients_are_told_one_after_the_other(filled: Run) -> None:
    codes = [row["patient"] for row in json.loads(filled("list", "--json").stdout)]
    listed = json.loads(filled("queries", "--all", "--json").stdout)
    assert [each["patient"] for each in listed] == codes
    page = filled("queries", "--all").stdout
    assert [line for line in page.splitlines() if line in codes] == codes


def test_the_page_says_what_a_query_unlocks_and_ends_with_the_notes(
    filled: Run,
) -> None:
    page = filled("queries", CASE).stdout
    words = " ".join(page.split())
    assert "Unlocks progression-free survival of line 2" in words
    assert page.index("MISSING") < page.index("NOTES (8)")
    assert "odine-125" in page[page.index("NOTES (8)") :]
