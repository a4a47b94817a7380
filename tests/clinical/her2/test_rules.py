"""Classes of tests in a case, and what must hold for any input."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.assay_vocabulary import Her2Method, Her2Result, IhcScore
from timeline.case.case import Case
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.finding import Lesion
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.molecular import Specimen
from timeline.case.records.patient import Patient
from timeline.case.tumour_vocabulary import Site
from timeline.clinical.her2.classification import Classification
from timeline.clinical.her2.evidence import Her2Evidence
from timeline.clinical.her2.ish import IshValues
from timeline.clinical.her2.rules import classify, classify_test
from timeline.clinical.her2.terms import (
    BILIARY_SITES,
    Call,
    Her2Class,
    Her2Low,
    Her2RuleSet,
    SourceLabel,
)
from timeline.clinical.settings import Settings

BILIARY_RULES = [rules for rules in Her2RuleSet if rules.key.startswith("BTC")]
IHC: dict[str, object] = {
    "method": "IHC",
    "specimen_date": "2020-05",
    "specimen_site": "liver",
}
FISH: dict[str, object] = {**IHC, "method": "FISH"}


def case_of(
    site: Site | None, *tests: dict[str, object], histology: str | None = None
) -> Case:
    records = [
        Her2Test.model_validate({"id": f"t{number}", **values})
        for number, values in enumerate(tests, start=1)
    ]
    diagnosis = Diagnosis(id="d", site=site, histology=histology)
    return Case(Patient(id="p", code="P1"), (diagnosis, *records))


def first(
    site: Site | None, *tests: dict[str, object], rules: Her2RuleSet = Her2RuleSet.HERB
) -> Classification:
    case = case_of(site, *tests)
    test = case.get("t1")
    assert isinstance(test, Her2Test)
    return classify_test(case, test, Settings(biliary_her2_rules=rules))


@pytest.mark.parametrize(
    ("site", "rules"),
    [
        (Site.BREAST, Her2RuleSet.BREAST),
        (Site.STOMACH, Her2RuleSet.GASTRIC),
        (Site.JUNCTION, Her2RuleSet.GASTRIC),
        (Site.GALLBLADDER, Her2RuleSet.HERB),
        (Site.AMPULLA, Her2RuleSet.HERB),
        (Site.LUNG, None),
        (None, None),
    ],
)
def test_the_primary_site_chooses_the_rules(
    site: Site | None, rules: Her2RuleSet | None
) -> None:
    assert first(site, {**IHC, "ihc_score": "3+"}).rule_set is rules


@pytest.mark.parametrize(
    ("histology", "rules", "missing"),
    [
        ("adenocarcinoma", Her2RuleSet.GASTRIC, ()),
        ("squamous cell carcinoma", None, ()),
        ("adenosquamous carcinoma", None, ()),
        (None, None, ("histology",)),
    ],
)
def test_adenocarcinoma_of_the_oesophagus_goes_by_the_gastric_rules(
    histology: str | None, rules: Her2RuleSet | None, missing: tuple[str, ...]
) -> None:
    score = {**IHC, "ihc_score": "3+"}
    case = case_of(Site.OESOPHAGUS, score, histology=histology)
    found = classify_test(case, case.of_kind(Her2Test)[0])
    assert found.rule_set is rules
    assert found.inputs_missing == missing


def test_two_scores_on_one_specimen_are_not_settled() -> None:
    reported = {"ihc_score": "3+", "result_reported": "positive"}
    found = first(Site.BREAST, {**IHC, **reported}, {**IHC, "ihc_score": "1+"})
    assert found.her2_class is Her2Class.NOT_SETTLED
    assert found.rule == ""
    assert found.in_words == "not settled, IHC 1+ against IHC 3+"
    assert found.tests == ("t1", "t2")
    assert [w.code for w in found.warnings] == ["W-CLASH"]
    assert "IHC 1+ and IHC 3+" in found.warnings[0].message


def test_polysomy_of_a_gastric_cancer_is_read_from_both_tests() -> None:
    fish = {**FISH, "ish_ratio": 1.5, "her2_copies": 7.5, "cep17_copies": 5.0}
    found = first(Site.STOMACH, fish, {**IHC, "ihc_score": "2+"})
    assert (found.her2_class, found.rule) == (Her2Class.POSITIVE, "G4")
    assert found.her2_low is Her2Low.NOT_APPLICABLE
    assert found.flags == ("F2b",)
    assert [w.code for w in found.warnings] == ["W-POLYSOMY"]


def test_ultralow_stands_beside_the_class() -> None:
    score = {**IHC, "ihc_score": "0", "ultralow": "yes"}
    breast = first(Site.BREAST, score)
    assert breast.in_words == "negative by rule B4, HER2-ultralow"
    assert first(Site.STOMACH, score).her2_ultralow is Her2Low.UNDEFINED


def test_the_primary_named_by_test_lesion_or_specimen_chooses_the_rules() -> None:
    score = {**IHC, "ihc_score": "3+"}
    tests = [
        {**score, "primary": "d2"},
        {**score, "lesion": "l"},
        {**score, "from_specimen": "n"},
        score,
    ]
    case = case_of(Site.BREAST, *tests)
    case = case.with_record(Diagnosis(id="d2", site=Site.STOMACH))
    case = case.with_record(Lesion(id="l", name="S8", primary="d2"))
    case = case.with_record(Specimen(id="n", primary="d"))
    found = [classify_test(case, test).rule_set for test in case.of_kind(Her2Test)]
    gastric, breast = Her2RuleSet.GASTRIC, Her2RuleSet.BREAST
    assert found == [gastric, gastric, breast, None]


def test_ihc_and_fish_of_one_specimen_are_read_together() -> None:
    tests = {**IHC, "ihc_score": "2+"}, {**FISH, "ish_ratio": 2.0}
    found = first(Site.GALLBLADDER, *tests)
    assert found.her2_class is Her2Class.POSITIVE
    assert found.rule == "BTC-c"
    assert found.tests == ("t1", "t2")
    assert found.rule_set is not None
    assert found.rule_set.version.startswith("HERB")


def test_tests_of_other_specimens_are_not_mixed_in() -> None:
    tests = (
        {**IHC, "ihc_score": "2+"},
        {**FISH, "ish_ratio": 2.0, "specimen_site": "lung"},
    )
    assert first(Site.GALLBLADDER, *tests).her2_class is Her2Class.EQUIVOCAL


def test_a_site_without_rules() -> None:
    found = first(Site.LUNG, {**IHC, "ihc_score": "3+", "result_reported": "positive"})
    assert found.her2_class is Her2Class.NOT_CLASSIFIABLE
    assert found.her2_low is Her2Low.UNDEFINED
    assert found.shown == "positive (as reported)"


def test_a_site_that_is_not_stated() -> None:
    found = first(None, {**IHC, "ihc_score": "3+"})
    assert found.her2_class is Her2Class.NOT_CLASSIFIABLE
    assert found.inputs_missing == ("site",)
    assert found.her2_low is None
    assert found.source_label is None


def test_two_primaries_are_not_guessed_between() -> None:
    case = case_of(Site.BREAST, {**IHC, "ihc_score": "3+"})
    case = case.with_record(Diagnosis(id="d2", site=Site.STOMACH))
    test = case.of_kind(Her2Test)[0]
    assert classify_test(case, test).rule_set is None


@pytest.mark.parametrize("rules", BILIARY_RULES)
def test_her2_low_of_biliary_cancer_is_herbs_alone(rules: Her2RuleSet) -> None:
    low = first(Site.GALLBLADDER, {**IHC, "ihc_score": "1+"}, rules=rules).her2_low
    assert low is (Her2Low.YES if rules is Her2RuleSet.HERB else Her2Low.UNDEFINED)


@pytest.mark.parametrize("rules", BILIARY_RULES)
@pytest.mark.parametrize("method", ["NGS", "NGS on tissue", "NGS on ctDNA"])
def test_a_fold_change_fires_no_rule(rules: Her2RuleSet, method: str) -> None:
    found = first(
        Site.GALLBLADDER,
        {"method": method, "ngs_fold": 7.4, "result_reported": "amplified"},
        rules=rules,
    )
    assert found.her2_class is Her2Class.NOT_CLASSIFIABLE
    assert found.rule == ""
    assert not {"F1", "F2"} & set(found.flags)
    assert found.shown == "amplified (as reported)"


@pytest.mark.parametrize(
    ("tests", "warned"),
    [
        (({**IHC, "ihc_score": "1+", "result_reported": "positive"},), True),
        (({**IHC, "ihc_score": "3+", "result_reported": "positive"},), False),
        (({**FISH, "ish_ratio": 1.5, "result_reported": "amplified"},), True),
        (({**FISH, "ish_ratio": 2.5, "result_reported": "amplified"},), False),
        # An equivocal IHC report is right although ISH made the specimen positive.
        (
            (
                {**IHC, "ihc_score": "2+", "result_reported": "equivocal"},
                {**FISH, "ish_ratio": 2.5},
            ),
            False,
        ),
        (
            (
                {**IHC, "ihc_score": "2+", "result_reported": "negative"},
                {**FISH, "ish_ratio": 2.5},
            ),
            True,
        ),
        (({**IHC, "result_reported": "positive"},), False),
    ],
)
def test_a_report_that_contradicts_its_numbers(
    tests: tuple[dict[str, object], ...], warned: bool
) -> None:
    found = first(Site.STOMACH, *tests)
    assert ("W-DISCORD" in {w.code for w in found.warnings}) is warned
    assert found.reported == tests[0].get("result_reported")


def test_a_wrong_ratio_is_pointed_out_on_the_test_that_has_it() -> None:
    ihc = {**IHC, "ihc_score": "2+"}
    fish = {**FISH, "ish_ratio": 2.5, "her2_copies": 4.0, "cep17_copies": 2.0}
    assert [w.code for w in first(Site.STOMACH, fish, ihc).warnings] == ["W-RATIO"]
    assert first(Site.STOMACH, ihc, fish).warnings == ()


def test_the_optimal_ratio_is_a_gastric_flag() -> None:
    tests = {**IHC, "ihc_score": "2+"}, {**FISH, "ish_ratio": 4.0}
    assert first(Site.STOMACH, *tests).flags == ("F1", "F2")
    assert first(Site.GALLBLADDER, *tests).flags == ("F1",)
    assert first(Site.BREAST, *tests).flags == ()


def test_an_activating_mutation_is_a_flag_and_no_class() -> None:
    found = first(
        Site.GALLBLADDER,
        {
            "method": "NGS on tissue",
            "variants": ["V659E"],
            "result_reported": "mutated",
        },
    )
    assert found.her2_class is Her2Class.NOT_CLASSIFIABLE
    assert found.flags == ("actionable_mutation",)
    disputed = first(
        Site.GALLBLADDER, {"method": "NGS on tissue", "variants": ["S310F"]}
    )
    assert disputed.flags == ()


def test_a_positive_tumour_needs_no_flag_for_a_mutation() -> None:
    sequenced = {**IHC, "method": "NGS on tissue", "variants": ["V659E"]}
    positive = first(Site.GALLBLADDER, sequenced, {**IHC, "ihc_score": "3+"})
    negative = first(Site.GALLBLADDER, sequenced, {**IHC, "ihc_score": "0"})
    assert positive.flags == ()
    assert negative.flags == ("actionable_mutation",)


def test_plasma_stays_a_surrogate() -> None:
    found = first(
        Site.STOMACH, {"method": "NGS on ctDNA", "result_reported": "amplified"}
    )
    assert found.her2_class is Her2Class.NOT_CLASSIFIABLE
    assert found.surrogate == "plasma_amplified"


scores = st.sampled_from([*IhcScore, None])
ratios = st.sampled_from([None, 0.5, 1.99, 2.0, 3.99, 4.0, 8.0])
copies = st.sampled_from([None, 1.0, 3.99, 4.0, 5.99, 6.0, 12.0])
calls = st.sampled_from([None, *Call])
evidence = st.builds(
    Her2Evidence,
    ihc=scores,
    ish=st.builds(IshValues, ratio=ratios, her2_copies=copies, reported=calls),
    ngs_copy_number=copies,
)


@given(evidence, st.sampled_from(Her2RuleSet))
def test_a_score_that_is_added_later_never_overturns_a_class(
    known: Her2Evidence, rules: Her2RuleSet
) -> None:
    """A definite class without a score holds for every score.

    But for 3+ beside a negative dual probe on breast, which is positive by itself (B1,
    with W-DISCORD), although the probe's group 5 is negative where no score is known.
    """
    without = Her2Evidence(None, known.ish, known.ngs_copy_number)
    outcome = classify(without, rules).her2_class
    if not outcome.definite:
        return
    completed = {
        classify(
            Her2Evidence(score, known.ish, known.ngs_copy_number), rules
        ).her2_class
        for score in IhcScore
        if not (
            rules is Her2RuleSet.BREAST
            and outcome is Her2Class.NEGATIVE
            and score is IhcScore.THREE
        )
    }
    assert completed == {outcome}


@given(evidence, st.sampled_from(Her2RuleSet))
def test_an_open_class_names_what_is_missing(
    known: Her2Evidence, rules: Her2RuleSet
) -> None:
    outcome = classify(known, rules)
    if outcome.her2_class in (Her2Class.POSITIVE, Her2Class.NEGATIVE):
        assert outcome.missing == ()
    else:
        assert outcome.missing != ()


@given(st.sampled_from(Her2RuleSet))
def test_nothing_recorded_gives_nothing(rules: Her2RuleSet) -> None:
    outcome = classify(Her2Evidence(), rules)
    assert outcome.her2_class is Her2Class.NOT_CLASSIFIABLE
    assert outcome.low is None


@given(
    st.sampled_from([*Her2Result, None]),
    st.sampled_from(Her2Method),
    scores,
    ratios,
    st.sampled_from(sorted(BILIARY_SITES)),
)
def test_the_rule_set_never_changes_what_was_reported(
    reported: Her2Result | None,
    method: Her2Method,
    score: IhcScore | None,
    ratio: float | None,
    site: Site,
) -> None:
    values: dict[str, object] = {
        "method": method,
        "result_reported": reported,
        "ihc_score": score,
        "ish_ratio": ratio,
    }
    found = {first(site, values, rules=rules).reported for rules in BILIARY_RULES}
    assert found == {reported}


def test_definitions_do_disagree() -> None:
    """The choice matters: one tumour, different classes."""
    found = {
        rules: first(
            Site.GALLBLADDER,
            {**IHC, "ihc_score": "1+"},
            {**FISH, "ish_ratio": 2.5},
            rules=rules,
        ).her2_class
        for rules in (Her2RuleSet.HERB, Her2RuleSet.HERIZON)
    }
    assert list(found.values()) == [Her2Class.NEGATIVE, Her2Class.POSITIVE]


@pytest.mark.parametrize("rules", BILIARY_RULES)
def test_the_published_case_has_no_class_by_rule(
    cases: tuple[Case, ...], rules: Her2RuleSet
) -> None:
    case = next(case for case in cases if case.code == "GBC-90")
    settings = Settings(biliary_her2_rules=rules)
    by_id = {t.id: classify_test(case, t, settings) for t in case.of_kind(Her2Test)}
    assert {c.her2_class for c in by_id.values()} == {Her2Class.NOT_CLASSIFIABLE}
    ihc = by_id["e07-ihc-2017"]
    assert ihc.shown == "positive (as reported)"
    assert ihc.source_label is SourceLabel.REPORTED
    if rules is Her2RuleSet.HERB:
        assert ihc.inputs_missing == ("ihc_score",)
    ngs = case.get("e16-ngs")
    assert isinstance(ngs, Her2Test)
    assert (ngs.ngs_fold, ngs.ish_ratio) == (7.4, None)
    flags = itertools.chain.from_iterable(c.flags for c in by_id.values())
    assert set(flags) == set()


def test_the_specimen_is_dated_and_the_assay_is_not(cases: tuple[Case, ...]) -> None:
    case = next(case for case in cases if case.code == "GBC-90")
    test = case.get("e07-ihc-2017")
    assert isinstance(test, Her2Test)
    assert test.specimen_date.canonical == "2017-09"
    assert not test.assay_date.known
