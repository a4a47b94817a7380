import pytest

from clinical.small_case import assessment, computed, line, record
from timeline.case.record import Entry
from timeline.case.response_vocabulary import Response
from timeline.clinical.endpoints.intervals import LimitAnswer
from timeline.clinical.endpoints.response import BestResponse
from timeline.clinical.endpoints.words import response_in_words
from timeline.clinical.settings import DEFAULTS, Settings

FIRST = line("a", "S-1", start="2020-01-01", stop="2020-12-01")


def best(*entries: Entry, settings: Settings = DEFAULTS) -> BestResponse:
    return computed(*FIRST, *entries, settings=settings).line(1).best_response


def series(*responses: str) -> list[Entry]:
    return [
        assessment(f"r{month}", response, f"2020-{month:02d}-01", line="a")
        for month, response in enumerate(responses, start=2)
    ]


@pytest.mark.parametrize(
    ("responses", "expected"),
    [
        (["SD", "PR", "PD"], Response.PR),
        (["PR", "CR", "PD"], Response.CR),
        (["NE", "PD"], Response.PD),
        (["PD", "PR"], Response.PD),
        (["NE"], Response.NE),
        (["iUPD", "iSD"], Response.SD),
        (["SD", "NE"], Response.SD),
        (["PD"], Response.PD),
    ],
)
def test_best_of_the_line(responses: list[str], expected: Response) -> None:
    assert best(*series(*responses)).category is expected


@pytest.mark.parametrize(
    ("responses", "stated", "category"),
    [
        (["PR", "VGPR", "PD"], "VGPR", Response.PR),
        (["CR", "sCR"], "sCR", Response.CR),
        (["MR", "PD"], "MR", Response.SD),
        (["NON-CR/NON-PD", "PD"], "NON-CR/NON-PD", Response.SD),
        (["SD", "NON-CR/NON-PD"], "SD", Response.SD),
        (["iUPD", "iCPD"], "iCPD", Response.PD),
    ],
)
def test_the_best_stands_as_stated_and_counts_as_a_category(
    responses: list[str], stated: str, category: Response
) -> None:
    found = best(*series(*responses))
    assert (found.text, found.category) == (stated, category)


def test_stable_disease_too_soon_is_not_evaluable() -> None:
    """SD on day 31 (1 February) of at least 42 days is none; PD follows it."""
    settings = Settings(minimum_stable_days=42)
    assert best(*series("SD", "PD"), settings=settings).category is Response.PD
    assert best(*series("NE", "SD"), settings=settings).category is Response.SD


def test_nothing_recorded_is_unknown() -> None:
    found = best()
    assert found.text == "unknown"
    assert found.disease_control is LimitAnswer.INDETERMINATE


def test_a_response_of_one_lesion_is_none_of_the_disease() -> None:
    lesion = record("lesion", "liver", name="Liver")
    local = assessment("local", "PR", "2020-02-01", line="a", lesion="liver")
    assert best(lesion, local, *series("SD")).category is Response.SD


def test_reported_control_is_no_category() -> None:
    reported = record(
        "reported_outcome",
        "said",
        quantity="disease control",
        value=8,
        unit="months",
        line="a",
    )
    found = best(*series("PD"), reported)
    assert found.text == "unknown, at least SD"
    assert found.disease_control is LimitAnswer.YES
    assert found.records == ("said",)
    assert best(*series("PR", "PD"), reported).category is Response.PR


def test_duration_of_response_runs_from_the_first_response() -> None:
    found = computed(*FIRST, *series("SD", "PR", "CR", "PD")).line(1)
    duration = found.response_duration.duration
    assert (duration.days_min, duration.days_max) == (61, 61)  # 1 March to 1 May
    assert found.response_duration.censored is False
    assert found.stable_duration.end == "undefined: best response is CR"


def test_stable_disease_counts_from_the_first_dose() -> None:
    found = computed(*FIRST, *series("SD", "PD")).line(1)
    assert found.stable_duration.duration.days_max == 60
    assert found.response_duration.end == "undefined: best response is SD"


@pytest.mark.parametrize(
    ("days", "answer"), [(31, LimitAnswer.YES), (32, LimitAnswer.INDETERMINATE)]
)
def test_a_minimum_for_stable_disease(days: int, answer: LimitAnswer) -> None:
    found = best(*series("SD"), settings=Settings(minimum_stable_days=days))
    assert found.disease_control is answer


def test_clinical_benefit_needs_a_definition() -> None:
    assert best(*series("SD", "SD")).clinical_benefit is None
    asked = Settings(clinical_benefit_weeks=16)
    early = best(*series("SD", "PD"), settings=asked)
    assert early.clinical_benefit is LimitAnswer.NO  # 60 days
    late = best(*series("SD", "SD", "SD", "PD"), settings=asked)
    assert late.clinical_benefit is LimitAnswer.YES  # 121 of 112 days
    open_end = best(*series("SD"), settings=asked)
    assert open_end.clinical_benefit is LimitAnswer.INDETERMINATE
    assert best(*series("PR"), settings=asked).clinical_benefit is LimitAnswer.YES


@pytest.mark.parametrize(
    ("date", "minimum", "alone"),
    [
        ("2020-03-25", None, False),  # 84 days after the first dose
        ("2020-03-26", None, True),
        ("2020-02-13", 42, True),  # 43 days
        ("2020-02-12", 42, False),
        ("2020-03", None, False),  # 60 to 90 days
    ],
)
def test_pd_as_the_only_scan_far_from_the_start_is_not_known_to_be_the_best(
    date: str, minimum: int | None, alone: bool
) -> None:
    scan = assessment("pd", "PD", date, line="a")
    found = best(scan, settings=Settings(minimum_stable_days=minimum))
    assert (found.category, found.only_scan) == (Response.PD, alone)
    control = LimitAnswer.INDETERMINATE if alone else LimitAnswer.NO
    assert found.disease_control is control


def test_pd_after_another_scan_is_the_best_response() -> None:
    found = best(*series("NE"), assessment("pd", "PD", "2022-11-01", line="a"))
    assert (found.only_scan, found.disease_control) == (False, LimitAnswer.NO)


def test_the_only_scan_is_said() -> None:
    found = best(assessment("pd", "PD", "2022-11-01", line="a"))
    assert response_in_words(found, DEFAULTS) == (
        "PD (the only scan recorded); disease control: not known"
    )


@pytest.mark.parametrize(
    ("response", "criteria", "asked"),
    [
        ("CR", "RECIST 1.1", True),
        ("iPR", "iRECIST", True),
        ("PR", None, True),  # no criteria are named
        ("CMR", "PERCIST", False),
        ("sCR", "IMWG", False),
        ("CR", "IMWG", False),
        ("VGPR", None, False),
        ("CR", "Lugano", False),
    ],
)
def test_confirmation_is_asked_for_by_recist_alone(
    response: str, criteria: str | None, asked: bool
) -> None:
    more = {"criteria": criteria} if criteria else {}
    scan = assessment("r", response, "2020-03-01", line="a", **more)
    assert (best(scan).confirmed is LimitAnswer.NO) is asked
    strict = best(scan, settings=Settings(unconfirmed_counts=False))
    assert (strict.category is Response.SD) is asked
