import pytest

from clinical.rule_examples import Example, check, diagnosis, ihc
from timeline.clinical.queries.rules import stage

EXAMPLES = (
    Example(
        stage.stated_stage,
        (diagnosis(stage_stated="IIIA"),),
        ("stage:d:stage_stated",),
        (diagnosis(stage_stated="IIIB"),),
    ),
    Example(
        stage.metastasis_despite_m0,
        (
            diagnosis(date="2017-09"),
            ihc(specimen_date="2017-09", specimen_site="liver metastasis"),
        ),
        ("metastasis-despite-m0:d:m",),
        (
            diagnosis(date="2017-09"),
            ihc(specimen_date="2017-09", specimen_site="gallbladder"),
        ),
    ),
    Example(
        stage.unread_edition,
        (diagnosis(tnm_edition="the usual one"),),
        ("tnm-edition-unread:d:tnm_edition",),
        (diagnosis(tnm_edition="AJCC 7th ed."),),
    ),
    Example(
        stage.edition,
        (diagnosis(tnm_edition=None),),
        ("tnm-edition:d:tnm_edition",),
        (diagnosis(),),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)
