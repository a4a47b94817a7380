from dataclasses import replace

import pytest

from timeline.case.case import Case
from timeline.charts.shortening import shortened
from timeline.swimlane.build import build
from timeline.swimlane.model import Swimlane


def said(swimlane: Swimlane, label: str) -> str:
    """A label after shortening."""
    lane = swimlane.lanes[0]
    told = replace(lane, marks=(replace(lane.marks[0], label=label),))
    return shortened(replace(swimlane, lanes=(told,))).swimlane.lanes[0].marks[0].label


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("Cryoablation, right adrenal gland", "Cryoablation, R adrenal"),
        ("May 2020 to Aug 2021, progression", "May 2020\u2013Aug 2021, PD"),
        ("2 cycles, toxicity: pneumonitis grade 2", "2 cycles, tox.: pneumonitis G2"),
        ("Disease control \u2020 18 months", "Disease control \u2020 18 mo"),
        ("Stereotactic body radiotherapy", "SBRT"),
        ("Brightness of metastasis-like foci", "Brightness of met.-like foci"),
        ("CT: two to three nodules, months later", None),
    ],
)
def test_words_with_a_usual_short_form(
    gallbladder: Case, label: str, short: str | None
) -> None:
    assert said(build(gallbladder), label) == (short or label)


def test_every_short_form_is_explained_and_only_those(gallbladder: Case) -> None:
    meanings = dict(shortened(build(gallbladder)).meanings)
    assert meanings["nab-paclitaxel"] == "albumin-bound paclitaxel"
    assert "L" not in meanings
    assert all(meanings.values())
