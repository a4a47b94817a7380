"""Records that contradict each other, as people met them: one question names both."""

import datetime as dt
from pathlib import Path

import pytest

from timeline.clinical.queries.query import Severity
from timeline.clinical.review import review
from timeline.exchange.case_file import read

FOLDER = Path(__file__).parents[4] / "shared/found/records"
TODAY = dt.date(2026, 1, 1)
ASKS = {
    "AE-STOPPED": ("stopped-drug-goes-on", ("ae", "line-1-d2")),
    "AE5-ALIVE": ("fatal-event", ("ae", "fu")),
    "DEAD-ALIVE": ("after-end", ("fu", "d")),
    "FU-BEFORE-DX": ("before-diagnosis", ("fu", "dx")),
    "NEWLES-SD": ("new-lesion", ("a1", "a2")),
    "ONGOING-DEAD": ("ongoing-after-death", ("line-1", "fu")),
    "STOP-PD-SD": ("stop-without-progression", ("line-1", "a1")),
    "STOP-TOX": ("toxicity-without-event", ("line-1",)),
    "PLANTED-dose_tenfold": ("dose-magnitude", ("deruxtecan-5-4", "deruxtecan-4-4")),
    "PLANTED-grade5_alive": ("fatal-event", ("ae-nausea", "last-follow-up")),
    "PLANTED-ongoing_line_but_next_started": ("lines-overlap", ("line-4", "line-5")),
    "PLANTED-recist_pr_but_grew": (
        "growth-without-pd",
        ("scan-2023-04-03", "scan-2023-01-30"),
    ),
    "PLANTED-stop_progression_no_pd": (
        "stop-without-progression",
        ("line-2", "scan-2024-03-18"),
    ),
    "PLANTED-unit_error_ca199": (
        "value-magnitude",
        ("ca19-9-2023-02-27", "ca19-9-2023-01-30"),
    ),
}
"""The rule that asks of each file, and the records that it has to name first."""
SAYS = {
    "AE-STOPPED": ("10 Mar 2020", "1 Dec 2020"),
    "DEAD-ALIVE": ("1 Jan 2021", "1 Oct 2020"),
    "FU-BEFORE-DX": ("1 Mar 2020", "1 Jun 2020"),
    "STOP-PD-SD": ("stopped for progression", "SD (1 Apr 2020)"),
    "PLANTED-dose_tenfold": ("54 mg/kg", "4.4 mg/kg"),
    "PLANTED-recist_pr_but_grew": ("from 92 mm", "to 130 mm"),
    "PLANTED-unit_error_ca199": ("2.26", "1000 times below"),
}
"""Both sides as the file states them."""
HOLDS_UP = {
    "AE5-ALIVE": "overall survival",
    "DEAD-ALIVE": "overall survival",
    "NEWLES-SD": "progression-free survival of line 1",
    "STOP-PD-SD": "progression-free survival of line 1",
    "PLANTED-ongoing_line_but_next_started": (
        "progression-free survival of lines 4 and 5"
    ),
    "PLANTED-stop_progression_no_pd": "progression-free survival of line 2",
    "PLANTED-unit_error_ca199": "marker change",
}
"""The number that waits for the answer."""
ALSO = {"PLANTED-grade5_alive": {"undefined-grade"}}
"""CTCAE 5.0 has no grade 5 of nausea: another fact about the same record."""
GRAVE = (Severity.CONTRADICTION, Severity.CONFLICT)


@pytest.mark.parametrize("name", ASKS)
def test_each_contradiction_is_one_question_that_names_both(name: str) -> None:
    file = FOLDER / f"{name}.toml"
    if not file.exists():
        pytest.skip("needs the folder of inputs on which the product was wrong")
    (case,) = read(file, today=TODAY).cases
    rule, records = ASKS[name]
    listed = review(case, today=TODAY).queries
    (query,) = [q for q in listed if q.rule == rule]
    assert query.records[: len(records)] == records
    assert all(words in query.text for words in SAYS.get(name, ()))
    assert name not in HOLDS_UP or query.blocks[0] == HOLDS_UP[name]
    grave = {q.rule for q in listed if q.severity in GRAVE}
    assert grave <= {rule} | ALSO.get(name, set())


def test_every_file_has_its_rule() -> None:
    if not FOLDER.exists():
        pytest.skip("needs the folder of inputs on which the product was wrong")
    assert {file.stem for file in FOLDER.glob("*.toml")} == set(ASKS)
