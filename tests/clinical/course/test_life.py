import pytest

from clinical.small_case import assessment, case_of, follow_up, line, order, record
from timeline.case.chronology import Chronology
from timeline.case.record import Entry
from timeline.clinical.course.history import History
from timeline.clinical.course.life import Life


def life(*entries: Entry) -> Life:
    case = case_of(*entries)
    return History(case, Chronology(case)).life


def last_day(found: Life) -> tuple[str, ...]:
    assert found.last_alive is not None
    return found.last_alive.records


@pytest.mark.parametrize(
    "later",
    [
        assessment("later", "SD", "2021-05-03"),
        record("result", "later", analyte="Hb", value=9, date="2021-05-03"),
        record("specimen", "later", date="2021-05-03"),
        record("local_intervention", "later", type="surgery", date="2021-05-03"),
        record("adverse_event", "later", term="fatigue", date="2021-05-03"),
        record("her2_test", "later", method="IHC", specimen_date="2021-05-03"),
        record("cell_therapy", "later", type="CAR-T cells", date="2021-05-03"),
        record("medication", "later", drug="morphine", date="2021-05-03"),
        line("later", "S-1", start="2021-05-03")[0],
        line("later", "S-1", start="2020-01-01", stop="2021-05-03")[0],
    ],
    ids=lambda entry: entry.kind,
)
def test_whatever_needs_a_living_patient_is_evidence_of_life(later: Entry) -> None:
    found = life(follow_up("2020-12-01"), later)
    assert last_day(found) == ("later",)
    assert found.deceased is not True


@pytest.mark.parametrize(
    "other",
    [
        record("tumour_board", "other", date="2021-05-03"),
        record("her2_test", "other", method="IHC", assay_date="2021-05-03"),
        record("diagnosis", "other", date="2021-05-03"),
        line("other", "S-1", start="2020-01-01")[0],
        follow_up("", record_id="other"),
    ],
    ids=lambda entry: entry.kind,
)
def test_what_needs_no_living_patient_or_has_no_day_is_not(other: Entry) -> None:
    assert "other" not in last_day(life(follow_up("2020-12-01"), other))


def test_a_death_of_a_year_lies_after_the_last_day_alive() -> None:
    found = life(follow_up("2019-08-12"), follow_up("2019", "dead", "death"))
    assert found.death is not None
    first, last = found.death.bounds
    assert first is not None
    assert last is not None
    # 12 August to 31 December
    assert last - first == 141


def test_a_scan_of_a_year_lies_before_the_death() -> None:
    scan = assessment("scan", "PD", "2019")
    case = case_of(scan, follow_up("2019-03-01", "dead", "death"))
    bounds = Chronology(case).when(scan)
    assert bounds.latest == Chronology(case).bounds("death").latest


def test_what_is_dated_after_a_death_bounds_nothing() -> None:
    late = assessment("late", "SD", "2021-01-01")
    case = case_of(late, follow_up("2019", "dead", "death"))
    chronology = Chronology(case)
    assert chronology.contradictions == ()
    first, last = chronology.bounds("death")
    assert first is not None
    assert last is not None
    assert last - first == 364


def test_an_order_that_contradicts_a_death_is_named_and_not_mended() -> None:
    case = case_of(
        assessment("scan", "SD", "2019-06-01"),
        follow_up("2019-03-01", "dead", "death"),
        order("scan", "death"),
    )
    assert Chronology(case).contradictions


def test_without_any_day_nothing_is_known() -> None:
    found = life(record("diagnosis", "dx"))
    assert found.last_alive is None
    assert found.death is None
    assert found.last_contact is None
    assert found.deceased is None
