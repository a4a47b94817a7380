"""Lists and searches."""

import datetime as dt

import pytest

from registry.small import ACTOR, REASON, case, line, patient, record, store, undo_last
from timeline.case.case import Case
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.registry import Registry


def _named(code: str, headline: str, *entries: object) -> Case:
    return Case(patient(code, headline=headline), entries)  # type: ignore[arg-type]


def test_a_summary_says_what_the_records_say(registry: Registry) -> None:
    before = dt.datetime.now(dt.UTC)
    described = Case.of(
        (
            patient("P-1", headline="long survivor", sex="female", synthetic=True)
            .changed(age_at_presentation=61),
            record("diagnosis", "d", site="gallbladder", date="2017-09"),
            record("follow_up", "f1", date="2020-05"),
            record("follow_up", "f2", date="2025-03-01"),
            record("follow_up", "f3"),
        )
    )  # fmt: skip
    store(registry, described, Case(patient("P-0")))
    empty, full = registry.patients()
    assert (full.code, full.headline, full.sex) == ("P-1", "long survivor", "female")
    assert (full.synthetic, full.age_at_presentation) == (True, 61)
    assert (full.site, full.records) == ("gallbladder", 4)
    assert full.last_follow_up == PartialDate.parse("2025-03-01")
    assert before <= full.changed_at <= dt.datetime.now(dt.UTC)
    assert (empty.code, empty.headline, empty.sex, empty.site) == ("P-0",) + (None,) * 3
    assert (empty.synthetic, empty.age_at_presentation) == (None, None)
    assert (empty.records, empty.last_follow_up) == (0, UNKNOWN)


@pytest.fixture
def listed(registry: Registry) -> Registry:
    """Patients with text that a search could stumble over."""
    store(
        registry,
        _named("A-1", "100% response"),
        _named("A-2", "100 responses"),
        _named("B_1", "Große Läsion"),
        _named("BX1", 'said "no" \\ it\'s over'),
        _named("C-1", "liver", line("l", "GEMCIS + Trastuzumab")),
    )
    return registry


@pytest.mark.parametrize(
    ("search", "codes"),
    [
        ("", ["A-1", "A-2", "BX1", "B_1", "C-1"]),
        ("   ", ["A-1", "A-2", "BX1", "B_1", "C-1"]),
        ("100%", ["A-1"]),
        ("%", ["A-1"]),
        ("b_1", ["B_1"]),
        ("_", ["B_1"]),
        ('"no"', ["BX1"]),
        ("it's", ["BX1"]),
        ("\\", ["BX1"]),
        ("/", []),
        ("GROSSE", ["B_1"]),
        ("LÄSION", ["B_1"]),
        ("la\u0308sion", ["B_1"]),
        ("trastuzumab LIVER c-1", ["C-1"]),
        ("trastuzumab response", []),
        ("'; DROP TABLE cases; --", []),
    ],
)
def test_a_search_finds_every_word_as_it_is_written(
    listed: Registry, search: str, codes: list[str]
) -> None:
    assert [found.code for found in listed.patients(search)] == codes


def test_a_search_follows_a_correction(listed: Registry) -> None:
    store(listed, _named("C-1", "lung"), actor=ACTOR, reason=REASON)
    assert listed.patients("liver") == ()
    assert listed.patients("trastuzumab") == ()
    assert [found.code for found in listed.patients("lung")] == ["C-1"]
    undo_last(listed, "C-1")
    assert [found.code for found in listed.patients("liver trast")] == ["C-1"]


def test_ten_thousand_patients_are_listed(file_registry: Registry) -> None:
    codes = [f"N-{number:05}" for number in range(10_000)]
    store(file_registry, *(Case(patient(code)) for code in codes))
    assert [found.code for found in file_registry.patients()] == codes
    found = file_registry.patients("n-0999")
    assert [each.code for each in found] == codes[9990:]


def test_many_cases_are_compared_and_written_at_once(file_registry: Registry) -> None:
    cases = [case(f"N-{number:04}") for number in range(1_200)]
    store(file_registry, *cases)
    changed = [*cases[:-1], case("N-1199", line(cycles=4))]
    report = store(file_registry, *changed, reason=REASON)
    assert (report.updated, report.removed) == (1, 2)
    assert report.unchanged == 1_199 * 4 + 1
    assert file_registry.case("N-1199") == changed[-1]
