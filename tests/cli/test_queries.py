"""What `timeline queries` says does not add up, of one patient and of all."""

import json
from pathlib import Path

from timeline.registry.collected import LEAST_CASES

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
    for each in listed:
        shown = json.loads(filled("show", each["patient"], "--json").stdout)
        assert each["queries"] == shown["queries"]
    page = filled("queries", "--all").stdout
    assert [line for line in page.splitlines() if line in codes] == codes


STUDY = """
format = 1
origin = "STUDY-1"

[patient]
code = "S-{number}"

[[adverse_event]]
id = "ae"
term = "Nausea"
date = "2020-03-01"
"""


def test_what_a_source_never_gives_is_said_once(timeline: Run, tmp_path: Path) -> None:
    """And by `show` and in the JSON of each patient, where it is a note."""
    for number in range(LEAST_CASES):
        text = STUDY.format(number=number)
        (tmp_path / f"{number}.toml").write_text(text, "utf-8")
    assert not timeline("import", *tmp_path.glob("*.toml")).returncode
    page = " ".join(timeline("queries", "--all").stdout.split())
    assert page.count("STUDY-1 never gives, in 30 cases") == 1
    assert page.startswith("STUDY-1")
    assert "grade (adverse event)" in page
    assert "The grade of" not in page
    shown = " ".join(timeline("show", "S-7").stdout.split())
    assert shown.count("STUDY-1 never gives") == 1
    (listed,) = json.loads(timeline("queries", "S-7", "--json").stdout)
    (note,) = [q for q in listed["queries"] if q["rule"] == "not-collected"]
    assert note["state"] == "noted"


def test_the_page_says_what_a_query_unlocks_and_ends_with_the_notes(
    filled: Run,
) -> None:
    page = filled("queries", CASE).stdout
    words = " ".join(page.split())
    assert "Unlocks progression-free survival of line 2" in words
    assert page.index("MISSING") < page.index("NOTES (8)")
    assert "odine-125" in page[page.index("NOTES (8)") :]
