"""Primary sites: one for every tissue of OncoTree, and words that fit their column."""

import json
from pathlib import Path

import pytest

from timeline.case.fields import specs_by_name
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.tumour_vocabulary import Site

TISSUES = {
    "Adrenal Gland": "adrenal gland",
    "Ampulla of Vater": "ampulla of Vater",
    "Biliary Tract": "gallbladder",
    "Bladder/Urinary Tract": "urinary bladder",
    "Bone": "bone",
    "Bowel": "colorectum",
    "Breast": "breast",
    "CNS/Brain": "brain",
    "Cervix": "cervix uteri",
    "Esophagus/Stomach": "stomach",
    "Eye": "eye",
    "Head and Neck": "head and neck",
    "Kidney": "kidney",
    "Liver": "liver",
    "Lung": "lung",
    "Lymphoid": "lymph nodes",
    "Myeloid": "bone marrow or blood",
    "Other": "other",
    "Ovary/Fallopian Tube": "ovary",
    "Pancreas": "pancreas",
    "Penis": "penis",
    "Peripheral Nervous System": "peripheral nervous system",
    "Peritoneum": "peritoneum",
    "Pleura": "pleura",
    "Prostate": "prostate",
    "Skin": "skin",
    "Soft Tissue": "soft tissue",
    "Testis": "testis",
    "Thymus": "thymus",
    "Thyroid": "thyroid",
    "Uterus": "corpus uteri",
    "Vulva/Vagina": "vulva",
}


def test_every_tissue_of_oncotree_has_a_site(shared_data: Path) -> None:
    tree = json.loads((shared_data / "vocab/oncotree_2025_10_03.json").read_text())
    nodes = tree if isinstance(tree, list) else list(tree.values())
    tissues = {tissue for node in nodes for tissue in _tissues(node)}
    assert tissues == set(TISSUES)
    assert {Site(site) for site in TISSUES.values()}


def _tissues(node: dict[str, object]) -> set[str]:
    children = node.get("children") or {}
    below = children.values() if isinstance(children, dict) else children
    own = {str(node["tissue"])} if node.get("tissue") else set()
    return own.union(*(_tissues(child) for child in below))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Site.COLON, Site.COLORECTUM, True),
        (Site.COLORECTUM, Site.RECTUM, True),
        (Site.COLON, Site.RECTUM, False),
        (Site.LARYNX, Site.HEAD_AND_NECK, True),
        (Site.LUNG, Site.LUNG, True),
        (Site.LUNG, Site.BREAST, False),
    ],
)
def test_a_site_that_is_named_finer_may_be_the_same(
    one: Site, other: Site, same: bool
) -> None:
    assert one.may_be(other) is same
    assert other.may_be(one) is same


def test_the_words_fit_their_column() -> None:
    for spec in specs_by_name(Diagnosis).values():
        assert all(len(word) <= 40 for word in spec.choices)
        assert len(set(spec.choices)) == len(spec.choices)
