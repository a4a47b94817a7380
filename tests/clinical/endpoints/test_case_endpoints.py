"""The published case with its 90 months, against the specification."""

import pytest

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.clinical.durations import Agreement
from timeline.clinical.endpoints.case_endpoints import Endpoint, Endpoints, endpoints
from timeline.clinical.endpoints.intervals import LimitAnswer, interval
from timeline.clinical.settings import CensorRule, IndexEvent, Settings


@pytest.fixture(scope="module")
def strict(published: Case) -> Endpoints:
    return endpoints(published, Chronology(published))


@pytest.fixture(scope="module")
def narrative(published: Case) -> Endpoints:
    return endpoints(published, Chronology(published, accept_narrative=True))


def with_settings(case: Case, settings: Settings) -> Endpoints:
    return endpoints(case, Chronology(case), settings)


def months(endpoint: Endpoint) -> tuple[float, float]:
    assert endpoint.months_min is not None
    assert endpoint.months_max is not None
    return round(endpoint.months_min, 2), round(endpoint.months_max, 2)


def test_overall_survival(strict: Endpoints) -> None:
    found = strict.survival
    assert months(found) == (89.00, 90.94)
    assert found.months_calendar == 90
    assert found.censored is True
    assert found.label == "90+ mo"
    assert found.text == "89.0-90.9 mo (calendar 90), censored"
    assert found.start == "first operation (no date of diagnosis)"
    assert found.records == ("e05-first-operation", "e42-last-follow-up")
    assert (found.reported, found.agreement) == (90, Agreement.WITHIN)


def test_survival_in_years_is_not_compared(strict: Endpoints) -> None:
    records = [reported.record for reported in strict.survival.comparisons]
    assert records == ["e43-overall-survival"]


def test_survival_from_the_fourth_line(strict: Endpoints) -> None:
    found = strict.line(4).survival
    assert months(found) == (57.00, 58.97)
    assert found.months_calendar == 58
    assert found.comparisons == ()


def test_follow_up(strict: Endpoints) -> None:
    assert months(strict.follow_up) == (89.00, 90.94)


def test_disease_free_survival(strict: Endpoints) -> None:
    found = strict.disease_free
    assert months(found) == (0.00, 18.92)
    assert found.months_calendar is None
    assert found.censored is False
    assert found.records == ("e05-first-operation", "e09-hepatic-recurrence")
    assert found.comparisons == ()


def test_time_on_treatment_disagrees_with_the_reported_control(
    strict: Endpoints,
) -> None:
    found = strict.line(4).on_treatment
    assert months(found) == (14.03, 16.00)
    assert found.duration.text == "14.0-16.0 mo (calendar 15)"
    assert found.reported == 18
    assert found.agreement is Agreement.EXCEEDS_MAX
    assert found.gap == pytest.approx(2.00, abs=0.005)
    assert [r.record for r in found.comparisons] == ["e19-disease-control"]


def test_progression_free_survival_agrees(strict: Endpoints) -> None:
    found = strict.line(4).progression_free
    assert months(found) == (14.03, 21.03)
    assert found.censored is False
    assert found.end == "progression (author-stated)"
    assert found.agreement is Agreement.WITHIN
    assert [r.record for r in found.comparisons] == ["e19-progression-free"]


def test_eighteen_months_between_operations_are_compared_with_nothing(
    strict: Endpoints, published: Case
) -> None:
    between = interval(
        Chronology(published), "e05-first-operation", "e10-second-operation"
    )
    assert between.months_calendar == 18
    compared = {
        reported.record
        for line in strict.lines
        if line.number != 4
        for endpoint in (line.progression_free, line.on_treatment, line.survival)
        for reported in endpoint.comparisons
    }
    assert compared == set()


@pytest.mark.parametrize("number", [1, 2, 3, 6])
def test_progression_free_survival_is_not_computable(
    strict: Endpoints, number: int
) -> None:
    assert not strict.line(number).progression_free.duration.computable


def test_reasons_are_given(strict: Endpoints) -> None:
    ends = {line.number: line.progression_free.end for line in strict.lines}
    assert ends[1] == "curative intent: see disease-free survival"
    assert ends[2] == "line 3 before progression, and no assessment to censor at"
    assert ends[3] == "progression (author-stated)"
    assert ends[6] == "last assessment: no progression"
    assert strict.line(6).progression_free.censored is True


def test_reasons_name_what_is_not_dated_or_not_recorded(strict: Endpoints) -> None:
    assert strict.line(4).on_treatment.reason == ""
    assert strict.line(6).on_treatment.reason == "not dated: start of line 6"
    undated = "not dated: start of line 1 and end of line 1"
    assert strict.line(1).on_treatment.reason == undated
    curative = "curative intent: see disease-free survival"
    assert strict.line(1).progression_free.reason == curative
    unordered = "start of line 6, order not established"
    assert strict.line(5).to_next_treatment.reason == unordered


def test_the_fifth_line_progressed_after_local_therapy(strict: Endpoints) -> None:
    found = strict.line(5).progression_free
    assert months(found) == (0.03, 19.94)
    assert "e30-pd-adrenal" in found.records
    assert found.censored is False


def test_local_therapy_may_censor(published: Case) -> None:
    found = with_settings(published, Settings(local_therapy_censors=True)).line(5)
    assert not found.progression_free.duration.computable
    assert found.progression_free.censored is True
    assert "e25-sd-on-dp303c" in found.progression_free.records
    assert "local therapy censors" in found.progression_free.rule


def test_a_new_line_may_be_ignored(published: Case) -> None:
    found = with_settings(published, Settings(censor_rule=CensorRule.EMA)).line(2)
    assert "e15-pd-on-as" in found.progression_free.records
    assert found.progression_free.censored is False


def test_time_to_next_treatment(strict: Endpoints, narrative: Endpoints) -> None:
    assert months(strict.line(4).to_next_treatment) == (14.03, 21.03)
    fifth = strict.line(5).to_next_treatment
    assert fifth.text == "not computable"
    assert fifth.end == "start of line 6, order not established"
    accepted = narrative.line(5).to_next_treatment
    assert months(accepted) == (12.94, 43.96)
    assert accepted.uses_narrative
    assert strict.line(6).to_next_treatment.censored is True


def test_narrative_order_marks_only_what_it_changes(
    strict: Endpoints, narrative: Endpoints
) -> None:
    assert not narrative.line(4).progression_free.uses_narrative
    assert not narrative.survival.uses_narrative
    assert not strict.line(5).to_next_treatment.uses_narrative
    assert narrative.line(6).survival.uses_narrative


def test_accepting_narrative_order_never_widens_a_range(
    strict: Endpoints, narrative: Endpoints
) -> None:
    for before, after in zip(strict.lines, narrative.lines, strict=True):
        for name in ("progression_free", "on_treatment", "to_next_treatment"):
            wide = getattr(before, name).duration
            narrow = getattr(after, name).duration
            if wide.days_min is not None:
                assert narrow.days_min >= wide.days_min
            if wide.days_max is not None:
                assert narrow.days_max <= wide.days_max


def test_undated_treatment_has_no_duration(strict: Endpoints) -> None:
    assert [line.on_treatment.text for line in strict.lines] == [
        "not computable",
        "not computable",
        "not computable",
        "14.0-16.0 mo (calendar 15)",
        "not computable",
        "not computable, censored",
    ]


def test_best_responses(strict: Endpoints) -> None:
    best = [line.best_response.text for line in strict.lines]
    expected = ["unknown", "unknown", "PD", "unknown, at least SD", "SD", "SD"]
    assert best == expected


def test_disease_control(strict: Endpoints) -> None:
    control = [line.best_response.disease_control for line in strict.lines]
    unknown = LimitAnswer.INDETERMINATE
    expected = [unknown, unknown, LimitAnswer.NO, *[LimitAnswer.YES] * 3]
    assert control == expected


def test_duration_of_response_is_undefined_and_never_zero(strict: Endpoints) -> None:
    for line in strict.lines:
        assert not line.response_duration.duration.computable
        assert line.response_duration.end.startswith("undefined: best response is")


def test_anti_her2_free_interval(strict: Endpoints) -> None:
    (found,) = strict.anti_her2_free
    assert (found.from_line, found.to_line) == (4, 5)
    duration = found.endpoint.duration
    assert (duration.days_min, duration.days_max) == (0, 183)
    assert found.exceeds is LimitAnswer.INDETERMINATE


def test_treatment_free_interval(strict: Endpoints, narrative: Endpoints) -> None:
    gap = strict.line(5).treatment_free
    assert gap is not None
    assert gap.text == "not computable"
    accepted = narrative.line(5).treatment_free
    assert accepted is not None
    assert accepted.duration.days_min == 394
    assert accepted.duration.days_max == 1338
    assert accepted.uses_narrative


@pytest.mark.parametrize(
    ("first", "second", "calendar", "shortest", "longest"),
    [
        ("e10-second-operation", "e14-ct-adrenal", 12, 11.04, 13.01),
        ("e14-ct-adrenal", "e17-trastuzumab-pyrotinib", 2, 1.02, 2.99),
        ("e17-trastuzumab-pyrotinib", "e22-ct-after-cryoablation", 9, 8.08, 9.95),
        ("e17-trastuzumab-pyrotinib.stop", "e28-cyberknife", 5, 4.04, 6.01),
        ("e28-cyberknife", "e31-iodine-seeds", 14, 12.94, 14.92),
        ("e31-iodine-seeds", "e42-last-follow-up", 24, 23.03, 25.00),
    ],
)
def test_intervals_between_dated_records(
    published: Case,
    first: str,
    second: str,
    calendar: int,
    shortest: float,
    longest: float,
) -> None:
    found = interval(Chronology(published), first, second)
    assert found.months_calendar == calendar
    computed = (found.months_min, found.months_max)
    assert computed == pytest.approx((shortest, longest), abs=0.005)


@pytest.mark.parametrize(
    ("index", "start"),
    [
        (IndexEvent.FIRST_OPERATION, "first operation"),
        (IndexEvent.FIRST_SYSTEMIC, "start of line 1"),
        (IndexEvent.FIRST_PALLIATIVE, "intent of line 2 not stated"),
    ],
)
def test_the_index_event_is_a_choice_and_named(
    published: Case, index: IndexEvent, start: str
) -> None:
    found = with_settings(published, Settings(index_event=index)).survival
    assert found.start == start
    assert start in f"{found.rule} {found.reason}"


def test_there_is_no_such_line(strict: Endpoints) -> None:
    with pytest.raises(KeyError):
        strict.line(7)
