import pytest

from clinical.rule_examples import Example, asked, check, ihc, line
from clinical.small_case import record
from timeline.case.record import Entry
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules import primaries

TUMOURS = (
    record("diagnosis", "d1", site="breast", date="2009-05-04"),
    record("diagnosis", "d2", site="gallbladder", date="2019-03-01"),
)


def marked(*answers: bool | None) -> tuple[Entry, ...]:
    return tuple(
        record("diagnosis", f"d{number}", site="breast", index_tumour=answer)
        for number, answer in enumerate(answers)
    )


EXAMPLES = (
    Example(
        primaries.index_tumour,
        TUMOURS,
        ("index-tumour:d1:index_tumour",),
        (TUMOURS[0], record("diagnosis", "d2", index_tumour=True)),
    ),
    Example(
        primaries.unnamed_tumours,
        (*TUMOURS, line(), record("staging", "s", date="2019-03", t="2")),
        ("record-primary:therapy_line:primary", "record-primary:staging:primary"),
        (
            *TUMOURS,
            line(primary="d2"),
            record("staging", "s", date="2019-03", t="2", primary="d2"),
            record("assessment", "a", date="2020-08", response="PD", line="line"),
        ),
    ),
    Example(
        primaries.unnamed_her2,
        (*TUMOURS, ihc(ihc_score="3+"), ihc("second", ihc_score="0")),
        ("her2-primary:ihc:primary",),
        (*TUMOURS, ihc(ihc_score="3+", primary="d2")),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


@pytest.mark.parametrize(
    ("answers", "severity"),
    [
        ((None,), None),
        ((True,), None),
        ((None, None), Severity.MISSING),
        ((False, False), Severity.MISSING),
        ((True, None), None),
        ((True, False), None),
        ((True, True), Severity.CONFLICT),
        ((True, True, False), Severity.CONFLICT),
    ],
)
def test_one_diagnosis_is_the_index_tumour(
    answers: tuple[bool | None, ...], severity: Severity | None
) -> None:
    queries = asked(primaries.index_tumour, *marked(*answers))
    assert [query.severity for query in queries] == ([severity] if severity else [])


def test_two_marked_diagnoses_are_both_named_and_the_third_is_not() -> None:
    (query,) = asked(primaries.index_tumour, *marked(True, True, False))
    assert query.records == ("d0", "d1")


def test_many_records_of_a_kind_are_one_question() -> None:
    lines = (line(id=f"line-{number}") for number in range(30))
    (query,) = asked(primaries.unnamed_tumours, *TUMOURS, *lines)
    assert len(query.records) == 30


def test_a_case_with_one_tumour_is_not_asked() -> None:
    assert asked(primaries.unnamed_tumours, TUMOURS[0], line()) == []
