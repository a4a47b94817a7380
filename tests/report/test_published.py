"""The catalogue on a patient's page: what concerns the tumour and the drugs given.

Expected values are rows of the tables in `clinical/data`, which tests of their own hold
against the sources.
"""

import pytest

from clinical.small_case import line, record
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.clinical.catalogues.tables import rows
from timeline.clinical.catalogues.trials import all_arms
from timeline.clinical.review import review
from timeline.report.build import document_of
from timeline.report.document import ReportSection, Sentence
from timeline.report.sections.published import published_section

TITLE = "Published on HER2 and on the drugs given"


def section(*entries: Entry, site: str | None = "gallbladder") -> ReportSection | None:
    disease = () if site is None else (record("diagnosis", "d", site=site),)
    case = Case.of((record("patient", "patient", code="X-1"), *disease, *entries))
    return published_section(review(case))


def words(told: ReportSection | None) -> list[str]:
    assert told is not None
    return [part.text for part in told.parts if isinstance(part, Sentence)]


def test_frequencies_are_those_of_the_tumour_and_of_its_part() -> None:
    told = words(section())
    korea = "gallbladder, South Korea: any HER2 alteration 36.4 %"
    assert f"{korea} [Review of HER2 in biliary tract cancer]" in told
    assert any("(11 of 100)" in text for text in told)
    assert not any("ampulla of Vater" in text for text in told)
    ampulla = words(section(site="ampulla of Vater"))
    assert any("ampulla of Vater, Japan: HER2 positivity 16.4 %" in t for t in ampulla)


def test_a_doubtful_unit_and_a_disagreement_are_said() -> None:
    told = words(section())
    assert any("0.27-0.96 (unit unclear)" in text for text in told)
    assert sum("Unit of the variant frequencies" in text for text in told) == 1


def test_every_frequency_of_the_tumour_is_given_as_data() -> None:
    told = section()
    assert told is not None
    given = [entry["id"] for entry in told.data["published"]["prevalence"]]
    printed = ("biliary", "several")
    assert given == [r["id"] for r in rows("prevalence") if r["tumour"] in printed]


def test_a_drug_is_told_with_its_approvals_and_their_dates() -> None:
    told = words(section(*line("a", "pyrotinib")))
    drug = next(text for text in told if text.startswith("pyrotinib (TKI, anti-HER2)"))
    assert "targets: EGFR, HER2" in drug
    approval = "NMPA, 2018-08-16: approval; recurrent or metastatic HER2-positive"
    assert any(text.startswith(approval) for text in told)
    assert any(text.startswith("NMPA, date not stated: approval") for text in told)


def test_a_regimen_is_told_with_its_published_dose() -> None:
    drugs = ("gemcitabine", "cisplatin")
    courses = [record("drug_course", d, drug=d, line="a") for d in drugs]
    told = words(section(record("therapy_line", "a", regimen="GEMCIS"), *courses))
    regimen = next(text for text in told if text.startswith("GP (chemotherapy)"))
    assert "gemcitabine + cisplatin; dose: 4 cycles in the case report" in regimen


def test_registered_trials_share_tumour_and_a_drug_against_her2() -> None:
    told = words(section(*line("a", "tucatinib")))
    trial = next(text for text in told if "HER2-altered solid tumours" in text)
    assert trial.startswith("NCT04579380, phase II: tucatinib + trastuzumab")
    assert "recruiting when printed" in trial
    assert not any(text.startswith("NCT03613168") for text in told)  # no tucatinib
    other_tumour = words(section(*line("a", "tucatinib"), site="stomach"))
    assert not any(text.startswith("NCT04579380") for text in other_tumour)


def test_decisions_on_tests_stand_where_her2_was_tested() -> None:
    test = record("her2_test", "t", method="IHC", ihc_score="3+")
    decision = "Guardant360 CDx: FDA, 2022-08: companion diagnostic"
    assert any(text.startswith(decision) for text in words(section(test)))
    assert not any(text.startswith(decision) for text in words(section()))


def test_nothing_is_told_of_an_unknown_tumour_and_unknown_drugs() -> None:
    assert section(*line("a", "study drug X"), site=None) is None


@pytest.mark.parametrize("every_record", [True, False])
def test_it_belongs_to_the_long_page(every_record: bool) -> None:
    case = Case.of(
        (
            record("patient", "patient", code="X-1"),
            record("diagnosis", "d", site="gallbladder"),
        )
    )
    document = document_of(review(case), every_record=every_record)
    assert (TITLE in [part.title for part in document.sections]) is every_record


def test_a_trial_says_how_it_defined_her2() -> None:
    case = Case.of(
        (
            record("patient", "patient", code="X-1"),
            record("diagnosis", "d", site="gallbladder"),
            *line("a", "trastuzumab deruxtecan", setting="palliative"),
        )
    )
    section = next(
        part
        for part in document_of(review(case)).sections
        if part.title == "Published trials beside the lines"
    )
    arms = [arm for arm in all_arms() if arm.study == "HERB" and arm.her2_definition]
    assert arms
    assert any(f"HER2: {arms[0].her2_definition}" in text for text in words(section))
