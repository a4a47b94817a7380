"""A typed line says which tumour it is, or its stage at another time."""

import pytest

from timeline.tui.entry.quick.understand import understand

PATHOLOGICAL = {"t": "3", "n": "1", "m": "0", "basis": "pathological"}


@pytest.mark.parametrize(
    ("line", "kind", "texts"),
    [
        (
            "Moderately differentiated gallbladder adenocarcinoma pT3N1M0, stage IIIA",
            "diagnosis",
            {
                **PATHOLOGICAL,
                "site": "gallbladder",
                "histology": "adenocarcinoma",
                "differentiation": "moderately differentiated",
                "stage_stated": "IIIA",
            },
        ),
        (
            "FIGO stage IIIC ovarian cancer 2019",
            "diagnosis",
            {
                "site": "ovary",
                "stage_stated": "IIIC",
                "stage_system": "FIGO",
                "date": "2019",
            },
        ),
        (
            "right lung adenocarcinoma 3.2024",
            "diagnosis",
            {
                "site": "lung",
                "histology": "lung adenocarcinoma",
                "laterality": "right",
                "date": "3.2024",
            },
        ),
        (
            "TNM pT3 pN1 M0, AJCC 8",
            "staging",
            {**PATHOLOGICAL, "tnm_edition": "AJCC 8"},
        ),
        (
            "ypT2N0 3.2021",
            "staging",
            {
                "t": "2",
                "n": "0",
                "basis": "post-therapy, pathological",
                "date": "3.2021",
            },
        ),
    ],
)
def test_a_tumour_or_its_stage(line: str, kind: str, texts: dict[str, str]) -> None:
    (fact,) = understand(line)
    (form,) = fact.forms
    assert fact.left_over == ""
    assert (form.record_class.kind, dict(form.texts)) == (kind, texts)


@pytest.mark.parametrize(
    "line",
    [
        "suspected lung cancer",
        "liver metastasis adenocarcinoma",  # no primary tumour
        "T3",  # a hormone, too
        "lung 3.2024",
    ],
)
def test_what_is_no_diagnosis_fills_nothing(line: str) -> None:
    (fact,) = understand(line)
    assert (fact.forms, fact.left_over) == ((), line)
