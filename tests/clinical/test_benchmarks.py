import pytest

from clinical.small_case import case_of, line, record
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record import Entry
from timeline.clinical.benchmarks import (
    CAUTION,
    COMPARED,
    LineBenchmarks,
    SharedTreatment,
    benchmarks,
)
from timeline.clinical.catalogues.trial_figures import TrialEndpoint

SITE = record("diagnosis", "d", site="gallbladder")


def beside(*entries: Entry) -> tuple[LineBenchmarks, ...]:
    case = case_of(*entries)
    return benchmarks(case, Chronology(case))


def studies(found: LineBenchmarks) -> set[str]:
    return {benchmark.arm.study for benchmark in found.benchmarks}


@pytest.fixture(scope="module")
def published(cases: tuple[Case, ...]) -> tuple[LineBenchmarks, ...]:
    case = next(case for case in cases if case.code == "GBC-90")
    return benchmarks(case, Chronology(case))


def test_trials_of_the_same_drugs_tumour_and_line_stand_beside_a_line() -> None:
    (found,) = beside(SITE, *line("a", "durvalumab + gemcitabine + cisplatin"))
    closest = found.benchmarks[0]
    assert (closest.arm.study, closest.match) == ("TOPAZ-1", SharedTreatment.SAME_DRUGS)
    assert {f.endpoint for f in closest.figures} <= set(COMPARED)
    survival = closest.arm.figure(TrialEndpoint.OS)
    assert survival is not None
    assert survival.value == 12.8


def test_second_line_trials_stand_beside_the_second_line_only() -> None:
    first, second = beside(
        SITE,
        *line(
            "a", "gemcitabine + cisplatin", start="2020-01", stop_reason="progression"
        ),
        *line("b", "fluorouracil + leucovorin + oxaliplatin", start="2020-09"),
    )
    assert "ABC-06" not in studies(first)
    assert "ABC-06" in studies(second)
    assert "TOPAZ-1" not in studies(second)


def test_another_tumour_has_other_trials() -> None:
    drugs = "trastuzumab + pyrotinib"
    known = record("her2_test", "h", method="IHC", result_reported="positive")
    before = record("order", "", earlier="h", later="a", confidence="stated")
    colon = record("diagnosis", "d", site="colon")
    (bowel,) = beside(colon, known, before, *line("a", drugs))
    (biliary,) = beside(SITE, known, before, *line("a", drugs))
    assert "HER2-FUSCC-G" in studies(bowel)
    assert "HER2-FUSCC-G" not in studies(biliary)


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ((), "primary site"),
        ((record("diagnosis", "d", site="pancreas"),), "primary site"),
        ((SITE,), "No trial of these drugs"),
    ],
)
def test_where_there_is_nothing_it_says_why(
    entries: tuple[Entry, ...], reason: str
) -> None:
    (found,) = beside(*entries, *line("a", "lenvatinib + pembrolizumab"))
    assert found.benchmarks == ()
    assert reason in found.reason


def test_a_curative_line_has_no_benchmarks() -> None:
    (found,) = beside(SITE, *line("a", "gemcitabine + cisplatin", setting="adjuvant"))
    assert found.benchmarks == ()
    assert "Curative" in found.reason


def test_a_drug_without_a_group_matches_no_class() -> None:
    (found,) = beside(SITE, *line("a", "nosuchmab"))
    assert found.benchmarks == ()


def test_the_case_report_and_the_span_are_never_benchmarks(
    published: tuple[LineBenchmarks, ...],
) -> None:
    shown = {b.arm.id for found in published for b in found.benchmarks}
    assert not shown & {"T001", "T002", "T003"}


def test_the_patient_stands_beside_with_a_range(
    published: tuple[LineBenchmarks, ...],
) -> None:
    dual = published[3]
    assert dual.progression_free.text.startswith("14.0-21.0 mo")
    assert dual.survival.censored
    assert {"MyPathway, biliary cohort", "KCSG-HB19-14"} <= studies(dual)


def test_both_sides_of_a_conflict_are_shown_and_named(
    published: tuple[LineBenchmarks, ...],
) -> None:
    herb = [
        b
        for b in published[4].benchmarks
        if b.arm.study == "HERB" and b.arm.arm == "HER2-positive"
    ]
    medians = {
        f.value for b in herb for f in b.figures if f.endpoint is TrialEndpoint.PFS
    }
    assert medians == {4.4, 5.7, 5.1}
    for benchmark in herb:
        assert any("sources disagree" in remark for remark in benchmark.remarks)
        assert "line of therapy not stated" in benchmark.remarks


def test_what_no_review_states_is_marked(
    published: tuple[LineBenchmarks, ...],
) -> None:
    outside = [
        b
        for found in published
        for b in found.benchmarks
        if b.arm.source.startswith("Published report outside")
    ]
    assert outside
    for benchmark in outside:
        assert any(remark.startswith("verify:") for remark in benchmark.remarks)


def test_sources_that_agree_are_no_disagreement(
    published: tuple[LineBenchmarks, ...],
) -> None:
    pathway = [b for b in published[3].benchmarks if b.arm.conflict == "C06"]
    assert len(pathway) == 2
    assert not any("disagree" in remark for b in pathway for remark in b.remarks)


def test_nothing_is_claimed() -> None:
    words = CAUTION.casefold()
    assert "nothing is inferred" in words
    assert not any(claim in words for claim in ("better", "superior", "longer"))
