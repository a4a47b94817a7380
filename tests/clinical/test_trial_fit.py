"""Which rows of the catalogue fit, worked out by hand from its columns."""

import pytest

from clinical.small_case import case_of, line, record
from timeline.case.chronology import Chronology
from timeline.case.record import Entry
from timeline.case.tumour_vocabulary import Site
from timeline.clinical.benchmarks import Benchmark, LineBenchmarks, benchmarks
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.trials import all_arms
from timeline.clinical.her2.at_line import Her2AtLine
from timeline.clinical.trial_population import (
    PatientAtLine,
    of_her2,
    population_fits,
)

UNKNOWN = PatientAtLine(Her2AtLine(), frozenset())


def diagnosis(site: str, histology: str = "adenocarcinoma", **more: object) -> Entry:
    values = {"id": "d", "site": site, "histology": histology, **more}
    return record("diagnosis", str(values.pop("id")), **values)


def ihc(score: str, date: str = "2020-01-01", **more: object) -> Entry:
    values = {"specimen": "biopsy", "specimen_site": "tumour", **more}
    return record(
        "her2_test",
        str(values.pop("id", "ihc")),
        method="IHC",
        ihc_score=score,
        specimen_date=date,
        **values,
    )


def fish(ratio: float, date: str = "2020-01-01") -> Entry:
    return record(
        "her2_test",
        "fish",
        method="FISH",
        ish_ratio=ratio,
        her2_copies=4 * ratio / 2,
        specimen="biopsy",
        specimen_site="tumour",
        specimen_date=date,
    )


def beside(*entries: Entry) -> tuple[LineBenchmarks, ...]:
    case = case_of(*entries)
    return benchmarks(case, Chronology(case))


def ids(arms: tuple[Benchmark, ...]) -> set[str]:
    return {benchmark.arm.id for benchmark in arms}


def first_line(drugs: str) -> tuple[Entry, ...]:
    dates = {"start": "2020-02-01", "stop": "2020-08-01"}
    return line("first", drugs, **dates, stop_reason="progression")


def test_every_criterion_of_the_catalogue_can_be_judged() -> None:
    for arm in all_arms():
        assert all(Site(site) for site in arm.sites), arm
        for criterion in arm.population:
            assert population_fits(criterion, UNKNOWN) in (None, False, True)


def test_unknown_her2_fits_no_population_that_asks_for_it() -> None:
    asked = {c for arm in all_arms() for c in arm.population if of_her2(c)}
    assert len(asked) > 10
    assert not any(population_fits(criterion, UNKNOWN) for criterion in asked)


def test_every_arm_with_an_anti_her2_drug_says_which_her2_it_asked_for() -> None:
    """Arms of FGFR inhibitors and the like ask for none; a whole trial may not either.

    Of the arms without a criterion only these gave such a drug: case reports, a trial
    that reports its classes arm by arm, and afatinib by its mutations.
    """
    silent = {
        arm.id
        for arm in all_arms()
        if any((drug := find_drug(name)) and drug.anti_her2 for name in arm.drugs)
        and not any(of_her2(criterion) for criterion in arm.population)
    }
    assert silent == {"T001", "T064", "T065", "T066", "T069"}


def test_her2_low_breast_cancer_has_no_trial_of_her2_positive_patients_beside_it() -> (
    None
):
    (line_1,) = beside(
        diagnosis("breast", "ductal carcinoma"),
        ihc("1+"),
        *line("a", "trastuzumab deruxtecan", start="2020-02-01"),
    )
    assert line_1.benchmarks == ()
    assert line_1.open == ()
    assert {"T046", "T082", "T083", "T129"} <= ids(line_1.unfit)
    breast_03 = next(b for b in line_1.unfit if b.arm.id == "T046")
    assert "trial: HER2-positive; before this line negative (rule B4), HER2-low" in (
        breast_03.why
    )


def test_gastric_2_plus_with_ish_is_positive_and_no_3_plus() -> None:
    one, two = beside(
        diagnosis("stomach"),
        ihc("2+"),
        fish(2.4),
        *first_line("trastuzumab + cisplatin + capecitabine"),
        *line("second", "trastuzumab deruxtecan", start="2020-09-01"),
    )
    assert {"T048", "T049", "T050", "T086", "T087", "T117"} <= ids(one.benchmarks)
    assert ids(two.benchmarks) == {"T038", "T056", "T108"}
    assert ids(two.open) == {"T082", "T129"}
    assert {"T057", "T083"} <= ids(two.unfit)


def test_colon_3_plus_with_mutated_ras_fits_what_the_columns_ask_for() -> None:
    """The catalogue says nothing of RAS, so no row is refused or chosen for it."""
    _, two = beside(
        diagnosis("colon"),
        ihc("3+"),
        record("molecular_finding", "kras", gene="KRAS", change="G12D"),
        *first_line("fluorouracil + leucovorin + oxaliplatin"),
        *line("second", "tucatinib + trastuzumab", start="2020-09-01"),
    )
    assert ids(two.benchmarks) == {"T078", "T079", "T080"}
    assert ids(two.unfit) == {"T077"}


def test_her2_negative_biliary_cancer_has_neither_cohort_of_herb() -> None:
    one, two = beside(
        diagnosis("gallbladder"),
        ihc("0"),
        fish(1.2),
        *first_line("durvalumab + gemcitabine + cisplatin"),
        *line("second", "trastuzumab deruxtecan", start="2020-09-01"),
    )
    assert {"T004", "T005"} <= ids(one.benchmarks)
    assert {"T024", "T025"} <= ids(one.open)
    assert two.benchmarks == ()
    assert {"T039", "T041", "T126", "T082", "T129", "T083"} <= ids(two.unfit)


def test_unknown_her2_is_said_and_not_assumed() -> None:
    (only,) = beside(
        diagnosis("gallbladder"),
        *line("a", "trastuzumab + pertuzumab", start="2020-02-01"),
    )
    assert only.benchmarks == ()
    assert {"T034"} <= ids(only.open)
    assert {"T033", "T037"} <= ids(only.unfit), "trials of pretreated patients"
    words = next(b.why for b in only.open if b.arm.id == "T034")
    assert "HER2 on tissue before this line is not recorded" in words
    assert only.her2 == ""


def two_primaries(primary: str | None) -> tuple[LineBenchmarks, ...]:
    named = {"primary": primary} if primary else {}
    return beside(
        diagnosis("breast", "ductal carcinoma", id="breast"),
        diagnosis("gallbladder", id="gall"),
        ihc("3+", "2009-05-04", id="old", primary="breast"),
        ihc("2+", "2019-03-01", id="new", primary="gall"),
        *line(
            "b", "letrozole", start="2010-01-01", stop="2011-01-01", primary="breast"
        ),
        *line("g", "gemcitabine + cisplatin", start="2019-04-01", **named),
        *line("h", "trastuzumab + pertuzumab", start="2020-04-01", **named),
    )


def test_each_line_is_compared_by_its_own_tumour() -> None:
    _, chemotherapy, antibodies = two_primaries("gall")
    assert "T005" in ids(chemotherapy.benchmarks), "first line of this tumour"
    assert antibodies.benchmarks == ()
    assert {"T033", "T034"} <= ids(antibodies.open)
    assert "2+" in antibodies.her2
    assert "3+" not in antibodies.her2


def test_a_line_of_no_named_tumour_is_not_compared() -> None:
    *_, antibodies = two_primaries(None)
    assert (antibodies.benchmarks, antibodies.open, antibodies.unfit) == ((), (), ())
    assert "do not say to which of them" in antibodies.reason


@pytest.mark.parametrize(
    ("date", "fits"),
    [
        ("2020-02-01", "fits"),  # the first day of the line
        ("2020-02-02", "not recorded"),
        ("2020-02", "open"),
    ],
)
def test_her2_is_that_of_the_start_of_the_line(date: str, fits: str) -> None:
    (only,) = beside(
        diagnosis("gallbladder"),
        ihc("3+", date),
        *line("a", "trastuzumab + pertuzumab", start="2020-02-01"),
    )
    assert ("T034" in ids(only.benchmarks)) is (fits == "fits")
    assert ("T034" in ids(only.open)) is (fits != "fits")
    assert (only.her2 == "") is (fits == "not recorded")
    assert ("perhaps after the start" in only.her2) is (fits == "open")


def test_the_last_test_before_the_line_counts() -> None:
    (only,) = beside(
        diagnosis("gallbladder"),
        ihc("3+", "2019-01-01", id="old"),
        ihc("0", "2020-01-01", id="new"),
        *line("a", "trastuzumab + pertuzumab", start="2020-02-01"),
    )
    assert "T034" in ids(only.unfit)


def test_two_results_on_one_specimen_leave_it_open() -> None:
    (only,) = beside(
        diagnosis("gallbladder"),
        ihc("3+", id="old"),
        ihc("0", id="new"),
        *line("a", "trastuzumab + pertuzumab", start="2020-02-01"),
    )
    assert "T034" in ids(only.open)


@pytest.mark.parametrize(
    ("site", "histology", "drugs", "arm", "holds"),
    [
        ("gallbladder", "neuroendocrine carcinoma", "gemcitabine", "T005", False),
        ("gallbladder", "adenocarcinoma", "gemcitabine", "T005", True),
        ("lung", "small cell carcinoma", "pyrotinib + apatinib", "T059", False),
        ("lung", "non-small cell carcinoma", "pyrotinib + apatinib", "T059", None),
        ("lung", None, "pyrotinib + apatinib", "T059", None),
        ("distal bile duct", "adenocarcinoma", "trastuzumab", "T076", False),
    ],
)
def test_site_and_histology_decide(
    site: str, histology: str | None, drugs: str, arm: str, holds: bool | None
) -> None:
    stated = {"histology": histology} if histology else {}
    (only,) = beside(record("diagnosis", "d", site=site, **stated), *line("a", drugs))
    lists = {True: only.benchmarks, None: only.open, False: only.unfit}
    assert arm in ids(lists[holds])
    words = next(b.why for b in lists[holds] if b.arm.id == arm)
    unnamed = "histology of this tumour is not recorded" in words
    assert unnamed is (histology is None)


def named_lines(second: str | None, **third: object) -> LineBenchmarks:
    """The last of three lines; the second may be of unknown intent."""
    *_, last = beside(
        diagnosis("gallbladder"),
        *line("one", "gemcitabine + cisplatin", start="2020-01-01", stop="2020-03-01"),
        *line("two", "lenvatinib", start="2020-04-01", setting=second),
        *line("three", "fluorouracil + leucovorin + oxaliplatin", **third),
    )
    return last


def test_the_number_of_a_line_counts_what_was_palliative() -> None:
    """ABC-06 took in second lines."""
    assert "T006" in ids(named_lines("adjuvant", start="2020-09-01").benchmarks)
    third = named_lines("palliative", start="2020-09-01")
    assert "T006" in ids(third.unfit)
    assert "this is line 3" in next(b.why for b in third.unfit if b.arm.id == "T006")


def test_a_line_of_another_tumour_that_is_not_named_leaves_the_number_open() -> None:
    *_, last = beside(
        diagnosis("breast", "ductal carcinoma", id="breast"),
        diagnosis("gallbladder", id="gall"),
        *line("one", "gemcitabine", start="2019-01-01", stop="2019-03-01"),
        *line("two", "gemcitabine + cisplatin", start="2020-01-01", primary="gall"),
    )
    assert "T005" in ids(last.open), "first or second line of this tumour"


def test_a_tumour_outside_the_catalogue_has_no_comparable_trial() -> None:
    (only,) = beside(diagnosis("pancreas"), *line("a", "gemcitabine + cisplatin"))
    assert (only.benchmarks, only.open, only.unfit) == ((), (), ())
    assert "no trials in the catalogue" in only.reason


def test_a_sentence_says_why_each_arm_is_there() -> None:
    (only,) = beside(
        diagnosis("gallbladder"),
        ihc("3+"),
        *line("a", "trastuzumab + pertuzumab", start="2020-02-01"),
    )
    assert next(b.why for b in only.benchmarks if b.arm.id == "T034") == (
        "same drugs; fits: tumour gallbladder; the source does not state its line; "
        "trial: HER2-positive; before this line positive (rule BTC-c), IHC 3+, "
        "1 Jan 2020"
    )
