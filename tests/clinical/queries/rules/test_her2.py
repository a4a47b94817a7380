import pytest

from clinical.rule_examples import (
    PD,
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
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules import duplicates, her2

SAME_DAY = {"specimen_date": "2020-05-14"}
TUMOURS = (
    record("diagnosis", "d1", site="breast"),
    record("diagnosis", "d2", site="stomach"),
)
EXAMPLES = (
    Example(
        her2.warnings,
        (
            diagnosis(),
            record(
                "her2_test",
                "fish",
                method="FISH",
                specimen="resection",
                ish_ratio=3.0,
                her2_copies=4.0,
                cep17_copies=2.0,
            ),
        ),
        ("w-ratio:fish",),
        (
            diagnosis(),
            record(
                "her2_test",
                "fish",
                method="FISH",
                specimen="resection",
                ish_ratio=2.0,
                her2_copies=4.0,
                cep17_copies=2.0,
            ),
        ),
    ),
    Example(
        her2.discordant_methods,
        (
            ihc(specimen="resection", ihc_score="0", specimen_date="2020-05"),
            record(
                "her2_test",
                "ctc",
                method="FISH on CTC",
                specimen_date="2020-05",
                specimen="circulating tumour cells",
                result_reported="amplified",
            ),
        ),
        ("w-ctc-discord:ihc:ctc",),
        (
            ihc(specimen="resection", ihc_score="3+", specimen_date="2020-05"),
            record(
                "her2_test",
                "ctc",
                method="FISH on CTC",
                specimen_date="2020-05",
                specimen="circulating tumour cells",
                result_reported="amplified",
            ),
        ),
    ),
    Example(
        her2.tested_after_use,
        (line(), course(), ihc(specimen_date="2022")),
        ("untested:line",),
        (line(), course(), ihc(specimen_date="2019")),
    ),
    Example(
        her2.no_retest,
        (line(), course(), PD, ihc(specimen_date="2019")),
        ("her2-retest:pd",),
        (line(), course(), PD, ihc(specimen_date="2021-10")),
    ),
    Example(
        her2.ihc_score,
        (ihc(result_reported="positive"),),
        ("ihc-score:ihc:ihc_score",),
        (ihc(ihc_score="2+"), ihc("figure", figure_only=True)),
    ),
    Example(
        her2.test_date,
        (record("her2_test", "ngs", method="NGS", ngs_fold=7.4),),
        ("her2-date:ngs:specimen_date",),
        (record("her2_test", "ngs", method="NGS", ngs_fold=7.4, assay_date="2020-04"),),
    ),
    Example(
        her2.test_specimen,
        (record("her2_test", "ngs", method="NGS", ngs_fold=7.4),),
        ("her2-specimen:ngs:specimen",),
        (record("her2_test", "ngs", method="NGS", ngs_fold=7.4, specimen="plasma"),),
    ),
    Example(
        her2.two_methods,
        (ihc(ihc_score="2+", ish_ratio=2.4),),
        ("her2-fields:ihc:ish_ratio",),
        (ihc(ihc_score="2+"), record("her2_test", "f", method="FISH", ish_ratio=2.4)),
    ),
    Example(
        her2.unsettled,
        (ihc("b", **SAME_DAY, ihc_score="3+"), ihc("a", **SAME_DAY, ihc_score="1+")),
        ("her2-unsettled:a:b",),
        (ihc("b", **SAME_DAY, ihc_score="3+"), ihc("a", **SAME_DAY, ihc_score="3+")),
    ),
    Example(
        her2.disputed_variant,
        (record("her2_test", "ngs", method="NGS", variants=("S310F",)),),
        ("disputed-variant:ngs:S310F:variants",),
        (record("her2_test", "ngs", method="NGS", variants=("X1Y",)),),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


def test_an_undated_test_makes_the_retest_indeterminate() -> None:
    undated = record("her2_test", "ngs", method="NGS", ngs_fold=7.4)
    (query,) = asked(her2.no_retest, line(), course(), PD, undated)
    assert query.severity is Severity.NOTICE
    assert "indeterminate" in query.text
    assert query.records == ("pd", "line", "ngs")


def test_an_anti_her2_line_without_any_test_is_asked_about() -> None:
    (query,) = asked(her2.tested_after_use, line(), course())
    assert query.severity is Severity.MISSING
    assert asked(her2.tested_after_use, line(), course(drug="gemcitabine")) == []


def test_a_re_test_after_the_next_line_names_both_dates() -> None:
    following = line("2025-02-10", "2025-12", id="l2", regimen="T-DXd")
    progression = record(
        "assessment", "pd", date="2025-01-20", response="PD", line="line"
    )
    first = line("2024-06-01", "2025-01-20", regimen="trastuzumab")
    late = ihc(specimen_date="2025-10", ihc_score="1+")
    (query,) = asked(her2.no_retest, first, following, progression, late)
    assert query.severity is Severity.MISSING
    assert "HER2 not re-tested before line 2, T-DXd (10 Feb 2025)" in query.text
    assert "only after that, IHC 1+ (Oct 2025)" in query.text


def test_what_is_not_recorded_is_not_called_not_tested() -> None:
    (untested,) = asked(her2.tested_after_use, line(), course())
    assert untested.text == "No HER2 test is recorded before HP (May 2020)."
    (query,) = asked(her2.no_retest, line(), course(), PD)
    assert query.text.startswith("No HER2 re-test is recorded after")


def test_one_contradiction_is_asked_about_once() -> None:
    tests = ihc("b", **SAME_DAY, ihc_score="3+"), ihc("a", **SAME_DAY, ihc_score="1+")
    assert asked(duplicates.duplicates, *tests) == []
    assert asked(her2.warnings, *tests) == []


def on_one_specimen(score: str, **fish: object) -> tuple[Entry, ...]:
    """IHC and FISH of one biopsy of a breast cancer."""
    specimen = {
        "specimen": "biopsy",
        "specimen_site": "breast",
        "specimen_date": "2020-01-10",
    }
    dual = {"method": "FISH", "ish_probe": "dual probe", **specimen}
    return (
        diagnosis(site="breast"),
        ihc(ihc_score=score, **specimen),
        record("her2_test", "fish", **dual, **fish),
    )


GROUP_2 = {"ish_ratio": 2.2, "her2_copies": 3.5, "cep17_copies": 1.6}
GROUP_3 = {"ish_ratio": 1.6, "her2_copies": 6.2, "cep17_copies": 3.9}
GROUP_4 = {"ish_ratio": 1.5, "her2_copies": 5.0, "cep17_copies": 3.3}
GROUP_5 = {"ish_ratio": 1.1, "her2_copies": 2.2, "cep17_copies": 2.0}


@pytest.mark.parametrize(
    ("score", "group", "result", "keys"),
    [
        ("2+", GROUP_3, "amplified", ["w-recount:fish"]),
        ("2+", GROUP_3, "not amplified", ["w-recount:fish", "w-discord:fish"]),
        ("2+", GROUP_2, "not amplified", ["w-recount:fish"]),
        ("2+", GROUP_2, "amplified", ["w-recount:fish", "w-discord:fish"]),
        ("2+", GROUP_4, "not amplified", ["w-recount:fish"]),
        ("3+", GROUP_3, "amplified", []),
        ("3+", GROUP_5, "not amplified", ["w-discord:fish"]),
        ("1+", GROUP_3, "not amplified", []),
    ],
)
def test_ish_is_judged_by_its_group_and_each_specimen_asked_once(
    score: str, group: dict[str, float], result: str, keys: list[str]
) -> None:
    """Results by ASCO/CAP 2018, the table of dual-probe groups."""
    tests = on_one_specimen(score, result_reported=result, **group)
    assert [query.key for query in asked(her2.warnings, *tests)] == keys
