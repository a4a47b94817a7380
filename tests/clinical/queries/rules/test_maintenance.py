import pytest

from clinical.rule_examples import Example, asked, check, course, line
from clinical.small_case import record
from timeline.case.record import Entry
from timeline.clinical.queries.rules import maintenance


def then(
    drug: str, start: str = "2022-03-01", setting: str = "palliative", **more: object
) -> tuple[Entry, ...]:
    """A second line of one drug, more than 120 days after the end of the first."""
    later = line(start, "", id="next", regimen=drug, setting=setting, **more)
    return later, record("drug_course", "n", line="next", drug=drug)


FIRST = (
    line(),
    course(),
    record("drug_course", "p", line="line", drug="pertuzumab"),
)
GRAFT = record(
    "cell_therapy", "g", type="autologous transplantation", line="line", date="2021-10"
)
PROGRESSED = record("assessment", "pd", response="PD", line="line", date="2021-07")
EXAMPLES = (
    Example(
        maintenance.maintenance_goes_on,
        (*FIRST, *then("niraparib", setting="maintenance")),
        ("goes-on:next:continues",),
        (*FIRST, *then("niraparib", setting="maintenance", continues="line")),
    ),
    Example(
        maintenance.maintenance_goes_on,
        (*FIRST, *then("niraparib", setting="consolidation")),
        ("goes-on:next:continues",),
        (*FIRST, *then("niraparib", setting="maintenance"), PROGRESSED),
    ),
    Example(
        maintenance.maintenance_goes_on,
        (*FIRST, *then("pertuzumab")),
        ("goes-on:next:continues",),
        (*FIRST, *then("niraparib")),
    ),
    Example(
        # within 120 days it is one line by the rules, and nothing is open
        maintenance.maintenance_goes_on,
        (*FIRST, *then("pertuzumab", "2022-01-01")),
        ("goes-on:next:continues",),
        (*FIRST, *then("pertuzumab", "2021-11-28")),
    ),
    Example(
        maintenance.maintenance_goes_on,
        (*FIRST, GRAFT, *then("niraparib")),
        ("goes-on:next:continues",),
        (*FIRST, GRAFT.changed(line=None), *then("niraparib")),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


def test_maintenance_of_another_tumour_is_no_part_of_the_line() -> None:
    tumours = [record("diagnosis", name, site=name) for name in ("breast", "ovary")]
    first = line(primary="breast"), course()
    own = then("niraparib", setting="maintenance", primary="ovary")
    assert asked(maintenance.maintenance_goes_on, *tumours, *first, *own) == []
