import pytest

from clinical.small_case import line
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.clinical.lines.drugs import (
    added,
    anti_her2_agents,
    dropped_only,
    interchangeable,
    line_drugs,
)


@pytest.mark.parametrize(
    ("regimen", "drugs"),
    [
        ("GEMCIS", {"gemcitabine", "cisplatin"}),
        ("RT + S-1", {"S-1"}),
        ("Herceptin + pyrotinib", {"trastuzumab", "pyrotinib"}),
        ("cisplatin plus Newdrug-7", {"cisplatin", "newdrug-7"}),
    ],
)
def test_drugs_of_a_regimen_without_courses(regimen: str, drugs: set[str]) -> None:
    assert line_drugs(TherapyLine(id="a", regimen=regimen), ()) == drugs


def test_courses_say_more_than_the_name_of_the_regimen() -> None:
    recorded, *courses = line("a", "docetaxel + Herceptin", regimen="study arm B")
    assert isinstance(recorded, TherapyLine)
    given = tuple(c for c in courses if isinstance(c, DrugCourse))
    assert line_drugs(recorded, given) == {"docetaxel", "trastuzumab"}


def test_substitutes() -> None:
    platinum = frozenset({"cisplatin"}), frozenset({"carboplatin"})
    assert interchangeable(*platinum)
    assert added(*platinum) == frozenset()
    both = frozenset({"cisplatin", "gemcitabine"})
    assert dropped_only(both, frozenset({"carboplatin"}))
    assert not dropped_only(both, both)
    assert added(frozenset({"carboplatin"}), both) == {"gemcitabine"}


def test_agents_against_her2_include_conjugates() -> None:
    given = ("T-DXd", "pyrotinib", "docetaxel", "unheard-of")
    assert anti_her2_agents(given) == {"trastuzumab deruxtecan", "pyrotinib"}
