import pytest

from clinical.rule_examples import (
    PATIENT,
    Example,
    asked,
    check,
    course,
    diagnosis,
    ihc,
    line,
)
from clinical.small_case import record
from timeline.case.record import Entry
from timeline.clinical.queries.rules import biology

GASTRIC = record("diagnosis", "d", site="stomach")
ERLOTINIB = line(), course(drug="erlotinib")


def egfr(detection: str | None = "detected") -> Entry:
    return record("molecular_finding", "egfr", gene="ERBB1", detection=detection)


def colorectal(drug: str, gene: str, **more: object) -> tuple[Entry, ...]:
    """A line with an antibody for colorectal cancer, and a finding before it."""
    stated = {"gene": gene, "type": "variant", "detection": "detected"}
    finding = {**stated, "date": "2020-01-10", **more}
    return (
        record("diagnosis", "d", site="colon"),
        line(),
        course(drug=drug),
        record("molecular_finding", "ras", **finding),
    )


EXAMPLES = (
    Example(
        biology.ras_and_egfr_antibody,
        colorectal("cetuximab", "KRAS"),
        ("ras-and-egfr-antibody:course",),
        colorectal("cetuximab", "KRAS", detection="not detected"),
    ),
    Example(
        biology.ras_and_egfr_antibody,
        colorectal("Vectibix", "NRAS"),
        ("ras-and-egfr-antibody:course",),
        colorectal("bevacizumab", "NRAS"),
    ),
    Example(
        biology.sex_and_site,
        (PATIENT.changed(sex="male"), record("diagnosis", "d", site="ovary")),
        ("sex-and-site:d:site",),
        (PATIENT.changed(sex="female"), record("diagnosis", "d", site="ovary")),
    ),
    Example(
        biology.anti_her2_but_negative,
        (GASTRIC, line(), course(), ihc(specimen="biopsy", ihc_score="1+")),
        ("anti-her2-but-negative:line",),
        (GASTRIC, line(), course(), ihc(specimen="biopsy", ihc_score="3+")),
    ),
    Example(
        biology.equivocal_without_ish,
        (ihc(ihc_score="2+", specimen_date="2020-05"),),
        ("ihc-2-without-ish:ihc:ihc_score",),
        (
            ihc(ihc_score="2+", specimen_date="2020-05"),
            record("her2_test", "fish", method="FISH", specimen_date="2020-05-04"),
        ),
    ),
    Example(
        biology.target_absent,
        (*ERLOTINIB, egfr("not detected")),
        ("target-absent:course",),
        (*ERLOTINIB, egfr()),
    ),
    Example(
        biology.target_not_tested,
        ERLOTINIB,
        ("target-not-tested:course",),
        (*ERLOTINIB, egfr(None)),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


@pytest.mark.parametrize("other", ["2019", "2020-06"])
def test_ish_of_another_time_is_not_of_the_specimen(other: str) -> None:
    fish = record("her2_test", "fish", method="FISH", specimen_date=other)
    tests = ihc(ihc_score="2+", specimen_date="2020-05"), fish
    assert len(asked(biology.equivocal_without_ish, *tests)) == 1


@pytest.mark.parametrize(
    "drug", ["everolimus", "ibrutinib", "bevacizumab", "lapatinib", "panitumumab"]
)
def test_a_drug_that_needs_no_altered_gene_gives_no_hint(drug: str) -> None:
    assert asked(biology.target_not_tested, line(), course(drug=drug)) == []


def test_a_conjugate_in_her2_low_disease_is_no_contradiction() -> None:
    breast = record("diagnosis", "d", site="breast")
    low = ihc(specimen="biopsy", ihc_score="1+")
    rule = biology.anti_her2_but_negative
    assert asked(rule, breast, line(), course(drug="T-DXd"), low) == []
    assert len(asked(rule, breast, line(), course(), low)) == 1


def test_a_finding_in_words_counts_as_tested() -> None:
    words = record("finding", "f", type="biomarker", result="EGFR exon 19 deletion")
    assert asked(biology.target_not_tested, *ERLOTINIB, words) == []
    assert asked(biology.sex_and_site, diagnosis()) == []


def test_a_negative_test_after_the_start_may_show_a_loss() -> None:
    later = ihc(specimen="biopsy", ihc_score="1+", specimen_date="2021")
    rule = biology.anti_her2_but_negative
    assert asked(rule, GASTRIC, line("2020-05"), course(), later) == []


@pytest.mark.parametrize(
    "given",
    [
        colorectal("cetuximab", "BRAF"),
        colorectal("cetuximab", "KRAS", type="amplification"),
        # found after the start, as resistance is
        (
            *(
                e
                for e in colorectal("cetuximab", "KRAS", date="2021-01")
                if e.id != "course"
            ),
            course(drug="cetuximab", start="2020-05"),
        ),
        # beside an inhibitor of KRAS G12C
        (
            *colorectal("cetuximab", "KRAS"),
            record("drug_course", "k", line="line", drug="adagrasib"),
        ),
        # head and neck
        (
            record("diagnosis", "d", site="larynx"),
            *colorectal("cetuximab", "KRAS")[1:],
        ),
    ],
)
def test_a_mutation_of_ras_gives_no_hint(given: tuple[Entry, ...]) -> None:
    assert asked(biology.ras_and_egfr_antibody, *given) == []
