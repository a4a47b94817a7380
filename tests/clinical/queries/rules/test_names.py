import pytest

from clinical.rule_examples import Example, check, course, line, operation
from timeline.clinical.queries.rules import names

EXAMPLES = (
    Example(
        names.normalised_term,
        (operation(procedures=("iodine-125 seeds",), as_written="odine-125"),),
        ("normalised-term:op:as_written",),
        (operation(procedures=("iodine-125 seeds",), as_written="seed implant"),),
    ),
    Example(
        names.unusual_term,
        (operation(procedures=("odine-125 seeds",)),),
        ("unusual-term:op:procedures",),
        (operation(procedures=("iodine-125 seeds",)),),
    ),
    Example(
        names.unknown_drug,
        (line(), course(drug="nosuchmab")),
        ("unknown-drug:course:drug",),
        (line(), course(drug="Herceptin")),
    ),
    Example(
        names.unknown_drug,
        (line(regimen="nosuchmab + Herceptin"),),
        ("unknown-drug:line:regimen",),
        (line(), course(drug="nosuchmab", drug_class="targeted")),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)
