import csv
import datetime as dt
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.case.records.therapy import DrugCourse
from timeline.case.treatment_vocabulary import DrugGroup
from timeline.clinical.catalogues.drugs import (
    DrugKind,
    all_approvals,
    all_drugs,
    complete_drug,
    find_drug,
)
from timeline.clinical.catalogues.regimens import find_regimen
from timeline.clinical.catalogues.terms import folded


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("DS-8201", "trastuzumab deruxtecan"),
        ("T-DXd", "trastuzumab deruxtecan"),
        ("tdxd", "trastuzumab deruxtecan"),
        ("RC48-ADC", "disitamab vedotin"),
        ("ZW25", "zanidatamab"),
        ("5-FU", "fluorouracil"),
        ("nab-paclitaxel", "albumin-bound paclitaxel"),
        ("Nab paclitaxel", "albumin-bound paclitaxel"),
        ("s1", "S-1"),
        ("dp303C", "DP303c"),
        ("Herceptin", "trastuzumab"),
    ],
)
def test_a_drug_is_found_by_any_of_its_names(text: str, name: str) -> None:
    drug = find_drug(text)
    assert drug is not None
    assert drug.name == name


@pytest.mark.parametrize("text", ["", " ", "+", "trastuzuma", "aspirin", "P", "T"])
def test_what_is_no_name_of_a_drug_is_not_found(text: str) -> None:
    assert find_drug(text) is None


@pytest.mark.parametrize(
    ("name", "group", "anti_her2"),
    [
        ("trastuzumab", DrugGroup.ANTI_HER2, True),
        ("pyrotinib", DrugGroup.ANTI_HER2, True),
        ("zanidatamab", DrugGroup.ANTI_HER2, True),
        ("DP303c", DrugGroup.HER2_ADC, True),
        ("trastuzumab deruxtecan", DrugGroup.HER2_ADC, True),
        ("pembrolizumab", DrugGroup.IMMUNOTHERAPY, False),
        ("lenvatinib", DrugGroup.ANTI_ANGIOGENIC, False),
        ("gemcitabine", DrugGroup.CHEMOTHERAPY, False),
        ("pemigatinib", DrugGroup.TARGETED, False),
        ("89Zr-trastuzumab", DrugGroup.OTHER, False),
        ("iodine-125", DrugGroup.OTHER, False),
    ],
)
def test_a_drug_has_its_group(
    name: str,
    group: DrugGroup,
    anti_her2: bool,
) -> None:
    drug = find_drug(name)
    assert drug is not None
    assert (drug.group, drug.anti_her2) == (group, anti_her2)


def test_no_two_drugs_share_a_name() -> None:
    names = [folded(n) for drug in all_drugs() for n in (drug.name, *drug.synonyms)]
    assert len(names) == len(set(names))
    assert "" not in names


def test_classes_tracers_and_implants_are_known_but_not_offered_as_drugs() -> None:
    kinds = {drug.name: drug.kind for drug in all_drugs()}
    assert kinds["fluoropyrimidine"] is DrugKind.CLASS
    assert kinds["zirconium-89 trastuzumab"] is DrugKind.IMAGING_AGENT
    assert kinds["iodine-125 seed"] is DrugKind.IMPLANT
    offered = set(complete_drug(""))
    assert offered == {n for n, kind in kinds.items() if kind is DrugKind.DRUG}


def test_completion_offers_the_name_for_a_synonym() -> None:
    assert complete_drug("ds-8") == ("trastuzumab deruxtecan",)
    assert "trastuzumab" in complete_drug("tras")
    assert complete_drug("xyz") == ()


def test_a_payload_that_the_source_does_not_state_is_marked() -> None:
    drug = find_drug("DP303c")
    assert drug is not None
    assert drug.payload == ""
    assert "MMAE" in drug.verify


def test_approvals_keep_the_precision_of_their_date() -> None:
    drug = find_drug("pyrotinib")
    assert drug is not None
    assert [(a.agency, a.date) for a in drug.approvals] == [
        ("NMPA", "2018-08-16"),
        ("CSCO", "2020"),
        ("NMPA", ""),
    ]
    zanidatamab = find_drug("zanidatamab")
    assert zanidatamab is not None
    late = next(a for a in zanidatamab.approvals if a.date == "2024-11")
    assert late.verify


def test_every_approval_is_of_a_known_drug_unless_it_is_of_no_drug() -> None:
    others = {a.drug for a in all_approvals() if find_drug(a.drug) is None}
    assert others == {
        "Guardant360 CDx",
        "Oncomine Dx Target Test",
        "any HER2-targeted drug",
        "any HER2 antibody",
    }


def test_every_drug_of_the_published_cases_is_known(cases: tuple[Case, ...]) -> None:
    courses = [course for case in cases for course in case.of_kind(DrugCourse)]
    unknown = {course.drug for course in courses if find_drug(course.drug) is None}
    assert courses
    assert not unknown


def test_every_drug_has_a_source_and_the_day_of_its_last_check() -> None:
    for drug in all_drugs():
        assert drug.source
        assert dt.date.fromisoformat(drug.checked)
    for approval in all_approvals():
        assert approval.source
        assert dt.date.fromisoformat(approval.checked)


_CONJUGATES = {DrugGroup.ADC, DrugGroup.HER2_ADC}
STEMS = {
    "ciclib": {DrugGroup.TARGETED, DrugGroup.OTHER},  # trilaciclib guards the marrow
    "parib": {DrugGroup.TARGETED},
    "rasib": {DrugGroup.TARGETED},
    "rafenib": {DrugGroup.TARGETED, DrugGroup.ANTI_ANGIOGENIC},  # sorafenib
    "tinib": {DrugGroup.TARGETED, DrugGroup.ANTI_ANGIOGENIC, DrugGroup.ANTI_HER2},
    "platin": {DrugGroup.CHEMOTHERAPY},
    "rubicin": {DrugGroup.CHEMOTHERAPY},
    "taxel": {DrugGroup.CHEMOTHERAPY},
    "mustine": {DrugGroup.CHEMOTHERAPY},
    "relin": {DrugGroup.HORMONAL},
    "relix": {DrugGroup.HORMONAL},
    "lutamide": {DrugGroup.HORMONAL},
    "estrant": {DrugGroup.HORMONAL},
    "autoleucel": {DrugGroup.IMMUNOTHERAPY},
    "predniso": {DrugGroup.GLUCOCORTICOID},
    "vedotin": _CONJUGATES,
    "deruxtecan": _CONJUGATES,
    "govitecan": _CONJUGATES,
    "ozogamicin": _CONJUGATES,
    "mafodotin": _CONJUGATES,
    "ravtansine": _CONJUGATES,
    "tesirine": _CONJUGATES,
}
"""Groups that the stem of an international name allows (WHO, stem book of INN)."""


@pytest.mark.parametrize("stem", STEMS)
def test_a_group_agrees_with_the_stem_of_the_name(stem: str) -> None:
    groups = {d.name: d.group for d in all_drugs() if stem in d.name.split(" ")[-1]}
    assert groups
    assert {name for name in groups if groups[name] not in STEMS[stem]} == set()


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Ibrance", DrugGroup.TARGETED),
        ("sacituzumab govitecan", DrugGroup.ADC),
        ("blinatumomab", DrugGroup.IMMUNOTHERAPY),
        ("177Lu-PSMA-617", DrugGroup.RADIONUCLIDE),
        ("MTX", DrugGroup.CHEMOTHERAPY),
        ("TAS-102", DrugGroup.CHEMOTHERAPY),
        ("leuprolide acetate", DrugGroup.HORMONAL),
        ("dexamethasone", DrugGroup.GLUCOCORTICOID),
        ("sunitinib", DrugGroup.ANTI_ANGIOGENIC),
    ],
)
def test_a_drug_of_other_tumours_has_its_group(name: str, group: DrugGroup) -> None:
    drug = find_drug(name)
    assert drug is not None
    assert drug.group is group


def test_every_licensed_drug_is_known(shared_data: Path) -> None:
    with (shared_data / "vocab" / "licensed_cancer_drugs_2024.csv").open() as file:
        names = [row["name"] for row in csv.DictReader(file)]
    assert {n for n in names if not (find_drug(n) or find_regimen(n))} == set()
