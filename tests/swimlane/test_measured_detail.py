"""A hover and the detail panel give the measured response beside the reported one."""

from clinical.response.scans import (
    BASELINE,
    DATES,
    case_with,
    judged,
    lesion,
    sizes,
    stated,
)
from timeline.case.case import Case
from timeline.language.words import Language
from timeline.swimlane.build import SwimlaneOptions, build

FIRST, SECOND = DATES[:2]


def details(case: Case, language: Language = Language.EN) -> dict[str, dict[str, str]]:
    """What is said of each drawn record, by its id."""
    picture = build(case, SwimlaneOptions(language=language))
    events = [event for lane in picture.lanes for event in lane.events]
    points = [point for series in picture.series for point in series.points]
    return {drawn.record: dict(drawn.detail) for drawn in (*events, *points)}


def test_an_assessment_has_both() -> None:
    scans = [
        stated(100, BASELINE),
        judged("SD", FIRST, sum_of_diameters=60),
        judged("PD", SECOND, sum_of_diameters=75),
    ]
    hovers = details(case_with(scans))
    assert hovers[f"j-{FIRST}"]["Response"] == "SD"
    assert hovers[f"j-{FIRST}"]["By measurement"] == "PR (60 mm, -40.0 %)"
    assert hovers[f"j-{SECOND}"]["By measurement"] == "PD (75 mm, +25.0 %, +15 mm)"


def test_a_sum_of_measured_lesions_has_it_too() -> None:
    case = case_with(lesion("liver"), sizes("liver", 50, 30))
    assert details(case)[f"liver-{FIRST}-"]["By measurement"] == "PR (30 mm, -40.0 %)"


def test_it_is_said_in_the_language_of_the_picture() -> None:
    """Both categories are possible: the baseline is of the month of the first dose."""
    case = case_with(stated(100, "2020-01"), judged("SD", FIRST, sum_of_diameters=60))
    hovers = details(case, Language.DE)[f"j-{FIRST}"]
    assert hovers["Nach Messung"] == "PR / ? (60 mm)"


def test_what_nothing_was_measured_of_says_nothing() -> None:
    assert "By measurement" not in details(case_with(judged("SD", FIRST)))[f"j-{FIRST}"]
