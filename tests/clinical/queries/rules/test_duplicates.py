import pytest

from clinical.rule_examples import Example, asked, check, marker
from clinical.small_case import record
from timeline.case.record import Entry
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules import duplicates


def scan(record_id: str, result: str, date: str = "2020-05-01") -> Entry:
    stated = {"type": "imaging", "method": "CT", "result": result, "date": date}
    return record("finding", record_id, **stated)


EXAMPLES = (
    Example(
        duplicates.entered_twice,
        (scan("a", "stable"), scan("b", "stable")),
        ("entered-twice:a:b",),
        (scan("a", "stable"), scan("b", "new lesion"), scan("c", "stable", "2020-05")),
    ),
    Example(
        duplicates.duplicates,
        (marker("a", date="2020-05-01"), marker("b", date="2020-05-01", value=41)),
        ("duplicate:a:b",),
        (
            marker("a", date="2020-05-01", assay="Roche"),
            marker("b", date="2020-05-01", assay="Abbott", value=41),
        ),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


def test_the_same_value_twice_is_a_notice_and_another_value_a_conflict() -> None:
    first, same = marker("a", date="2020-05-01"), marker("b", date="2020-05-01")
    other = marker("b", date="2020-05-01", value=41)
    (notice,) = asked(duplicates.duplicates, first, same)
    (conflict,) = asked(duplicates.duplicates, first, other)
    assert notice.severity is Severity.NOTICE
    assert conflict.severity is Severity.CONFLICT


def test_two_values_of_one_month_need_not_be_of_one_day() -> None:
    first = marker("a", date="2020-05")
    (query,) = asked(
        duplicates.duplicates, first, marker("b", date="2020-05", value=41)
    )
    assert query.severity is Severity.NOTICE
    assert "may be two records of one measurement" in query.text


def test_two_drugs_of_one_name_on_one_day_are_one_drug_twice() -> None:
    courses = (
        record("drug_course", "a", line="line", drug="T-DXd", start="2020-05-01"),
        record("drug_course", "b", line="line", drug="DS-8201", start="2020-05-01"),
    )
    assert [query.key for query in asked(duplicates.duplicates, *courses)] == [
        "duplicate:a:b"
    ]


def test_two_samples_of_one_day_are_no_duplicate() -> None:
    first = marker("a", date="2020-05-01", time="08:00")
    later = marker("b", date="2020-05-01", time="16:00", value=41)
    assert asked(duplicates.duplicates, first, later) == []
    pieces = [
        marker(name, date="2020-05-01", from_specimen=piece, value=value)
        for name, piece, value in (("c", "s1", 40), ("d", "s2", 41))
    ]
    assert asked(duplicates.duplicates, *pieces) == []


def test_pieces_of_one_tumour_are_alike() -> None:
    pieces = [record("specimen", name, date="2020-05-01") for name in ("a", "b")]
    assert asked(duplicates.entered_twice, *pieces) == []
