import pytest

from clinical.rule_examples import Example, asked, check, line
from clinical.small_case import assessment
from timeline.clinical.queries.rules.open_orders import order_open

FIRST = line("2020-01-01", "2020-11-30", id="a", regimen="S-1")
RESPONSE = assessment("pr", "PR", "2020-04-10")

EXAMPLES = (
    Example(
        order_open,
        (
            FIRST,
            line("2020-12", "", id="b", regimen="GP"),
            RESPONSE,
            assessment("pd", "PD", "2020-12-20"),
        ),
        ("order-open:b:start",),
        (
            FIRST,
            line("2020-12-21", "", id="b", regimen="GP"),
            RESPONSE,
            assessment("pd", "PD", "2020-12-20"),
        ),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_examples(example: Example) -> None:
    check(example)


def test_one_date_is_asked_for_once_and_names_what_it_decides() -> None:
    (query,) = asked(order_open, *EXAMPLES[0].asks)
    assert query.text.startswith(
        "The start of GP (Dec 2020) decides the progression-free survival of line 1 "
    )
    assert "progression-free survival of line 2" in query.text
    assert query.text.count("duration of response of line 1") == 1
