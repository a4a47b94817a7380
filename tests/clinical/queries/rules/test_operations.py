import pytest

from clinical.rule_examples import Example, asked, check, diagnosis, line, operation
from clinical.small_case import record
from timeline.clinical.queries.rules import operations

RADIATION = "external beam radiotherapy"
EXAMPLES = (
    Example(
        operations.more_positive_than_examined,
        (operation(nodes_positive=4, nodes_examined=3),),
        ("nodes-positive:op:nodes_positive",),
        (operation(nodes_positive=3, nodes_examined=3),),
    ),
    Example(
        operations.positive_nodes_despite_n0,
        (diagnosis(n="0"), operation(nodes_positive=1)),
        ("nodes-and-n:op:nodes_positive",),
        (diagnosis(n="0"), operation(nodes_positive=0)),
    ),
    Example(
        operations.margin_without_operation,
        (operation(type="biopsy", margin="R0"),),
        ("margin-without-operation:op:margin",),
        (operation(margin="R0"),),
    ),
    Example(
        operations.fraction_size,
        (operation(type=RADIATION, dose_gy=504, fractions=10),),
        ("fraction-size:op:dose_gy",),
        (operation(type=RADIATION, dose_gy=50.4, fractions=28),),
    ),
    Example(
        operations.volume_dose,
        (
            operation(type=RADIATION, dose_gy=50),
            record(
                "radiotherapy_volume",
                "v",
                intervention="op",
                volume="boost",
                dose_gy=60,
            ),
        ),
        ("volume-dose:v:dose_gy",),
        (
            operation(type=RADIATION, dose_gy=60),
            record(
                "radiotherapy_volume",
                "v",
                intervention="op",
                volume="boost",
                dose_gy=60,
            ),
        ),
    ),
    Example(
        operations.adjuvant_without_operation,
        (line("2020-05", setting="adjuvant"), operation(date="2020-06")),
        ("adjuvant-without-operation:line:setting",),
        (line("2020-05", setting="adjuvant"), operation(date="2020-05")),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


def test_a_biopsy_is_nothing_to_be_adjuvant_to() -> None:
    records = line(setting="adjuvant"), operation(type="biopsy", date="2019")
    (query,) = asked(operations.adjuvant_without_operation, *records)
    assert query.records == ("line",)


def test_a_clinical_n0_says_nothing_of_the_nodes_at_operation() -> None:
    clinical = diagnosis(n="0", basis="clinical"), operation(nodes_positive=2)
    assert asked(operations.positive_nodes_despite_n0, *clinical) == []
