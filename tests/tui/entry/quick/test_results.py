"""Results, molecular findings and sizes of lesions in one typed line."""

import pytest

from timeline.tui.entry.quick.understand import understand

Texts = dict[str, str]


def _texts(line: str, kind: str) -> list[Texts]:
    """Texts of the forms of a line that is understood whole, all of one kind."""
    facts = understand(line)
    assert [fact.left_over for fact in facts] == [""] * len(facts)
    forms = [form for fact in facts for form in fact.forms]
    assert {form.record_class.kind for form in forms} == {kind}
    return [dict(form.texts) for form in forms]


def _value(analyte: str, value: str, unit: str = "", sign: str = "=") -> Texts:
    texts = {"analyte": analyte, "comparator": sign, "value": value}
    return {**texts, "unit": unit} if unit else texts


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("ECOG 1 3.2024", {**_value("ECOG", "1"), "date": "3.2024"}),
        ("ECOG PS 2", _value("ECOG", "2")),
        ("\uff23\uff25\uff21 \u2265\u00a05", _value("CEA", "5", "", ">=")),
        ("KPS 80 %", _value("Karnofsky", "80", "%")),
        (
            "Hb 9.8 g/dL 3.2024",
            {**_value("haemoglobin", "9.8", "g/dL"), "date": "3.2024"},
        ),
        ("3.2024 weight 62 kg", {**_value("weight", "62", "kg"), "date": "3.2024"}),
        ("CA 19-9: 1'234 U/ml", _value("CA19-9", "1234", "U/ml")),
        ("CEA 1 234,5 ng/ml", _value("CEA", "1234.5", "ng/ml")),
        ("CRP <5 mg/L", _value("CRP", "5", "mg/L", "<")),
        ("PD-L1 TPS 60 %", _value("PD-L1 TPS", "60", "%")),
        (
            "PD-L1 CPS >= 10 (22C3)",
            {**_value("PD-L1 CPS", "10", "", ">="), "assay": "22C3"},
        ),
        ("TMB 12 mut/Mb", _value("TMB", "12", "mut/Mb")),
        ("MSI-high", {"analyte": "MSI", "words": "MSI-high"}),
        ("MSS 3.2024", {"analyte": "MSI", "words": "MSS", "date": "3.2024"}),
        ("dMMR", {"analyte": "MMR", "words": "dMMR"}),
        ("EBV positive", {"analyte": "EBV", "words": "positive"}),
        ("CEA normal 3.2022", {"analyte": "CEA", "flag": "normal", "date": "3.2022"}),
        ("AFP elevated", {"analyte": "AFP", "flag": "high"}),
    ],
)
def test_a_result(line: str, texts: Texts) -> None:
    assert _texts(line, "result") == [texts]


def test_several_results_of_one_line_share_its_date() -> None:
    line = "Hb 9.8 g/dL Plt 120 WBC 3.4, CRP 12 mg/L 3.2024"
    results = _texts(line, "result")
    analytes = ["haemoglobin", "platelets", "leucocytes", "CRP"]
    assert [texts["analyte"] for texts in results] == analytes
    assert {texts["date"] for texts in results} == {"3.2024"}


def test_receptors_are_results_and_a_response_is_none() -> None:
    receptors = _texts("ER 90 % PR 10 % Ki-67 25 % 5.2019", "result")
    assert [(t["analyte"], t["value"]) for t in receptors] == [
        ("ER", "90"),
        ("PR", "10"),
        ("Ki-67", "25"),
    ]
    signed = _texts("ER+ PR- 5.2019", "result")
    assert [t["words"] for t in signed] == ["positive", "negative"]
    assert _texts("PR 3.2024", "assessment") == [{"response": "PR", "date": "3.2024"}]


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        (
            "KRAS G12D 12 % 3.2024",
            {
                "gene": "KRAS",
                "change": "G12D",
                "type": "variant",
                "detection": "detected",
                "allele_fraction": "12",
                "date": "3.2024",
            },
        ),
        (
            "EGFR exon 19 deletion, plasma",
            {
                "gene": "EGFR",
                "change": "exon 19 deletion",
                "type": "variant",
                "detection": "detected",
                "specimen": "plasma",
            },
        ),
        (
            "BRCA1 c.68_69del germline pathogenic",
            {
                "gene": "BRCA1",
                "change": "c.68_69del",
                "type": "variant",
                "detection": "detected",
                "variant_origin": "germline",
                "significance": "pathogenic",
            },
        ),
        (
            "MET amplification 12 copies",
            {
                "gene": "MET",
                "type": "amplification",
                "detection": "detected",
                "copies": "12",
            },
        ),
        (
            "KRAS wild type",
            {"gene": "KRAS", "type": "variant", "detection": "not detected"},
        ),
        (
            "FISH ALK positive",
            {"gene": "ALK", "detection": "detected", "assay": "FISH"},
        ),
        ("NTRK1 not detected", {"gene": "NTRK1", "detection": "not detected"}),
    ],
)
def test_a_molecular_finding(line: str, texts: Texts) -> None:
    assert _texts(line, "molecular_finding") == [texts]


def test_the_partner_of_a_fusion_that_no_catalogue_has_is_marked() -> None:
    (fact,) = understand("EML9-ALK fusion")
    (form,) = fact.forms
    assert (form.texts["gene"], form.texts["partner"]) == ("EML9", "ALK")
    assert fact.not_known == ("EML9",)


def test_genes_of_one_list() -> None:
    genes = _texts("KRAS wt, NRAS wt, BRAF V600E 3.2020", "molecular_finding")
    assert [texts["gene"] for texts in genes] == ["KRAS", "NRAS", "BRAF"]
    assert {texts["date"] for texts in genes} == {"3.2020"}


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("liver lesion 23 mm", {"lesion": "liver lesion", "diameter": "23"}),
        (
            "new liver lesion 2.3 cm 3.2024",
            {
                "lesion": "liver lesion",
                "diameter": "23",
                "role": "new",
                "date": "3.2024",
            },
        ),
        (
            "lymph node 9 mm short axis",
            {"lesion": "lymph node", "diameter": "9", "axis": "short"},
        ),
        (
            "CT liver metastasis S8 absent 3.2024",
            {
                "lesion": "liver metastasis S8",
                "state": "absent",
                "method": "CT",
                "date": "3.2024",
            },
        ),
    ],
)
def test_the_size_of_a_lesion(line: str, texts: Texts) -> None:
    assert _texts(line, "lesion_measurement") == [texts]


def test_margin_and_nodes_of_an_operation_and_share_of_a_dose() -> None:
    (operation,) = _texts(
        "right hemicolectomy 3.2018, R0, 0/18 nodes", "local_intervention"
    )
    assert (operation["margin"], operation["nodes_positive"]) == ("R0", "0")
    assert operation["nodes_examined"] == "18"
    (fact,) = understand("gemcitabine 80% dose")
    assert fact.forms[1].texts == {"drug": "gemcitabine", "dose_percent": "80"}


@pytest.mark.parametrize(
    "line",
    [
        "ECOG 0-1",
        "potassium 3.5-4",
        "CEA 3.2024",  # a month, and no value
        "ca 1200",  # circa
        "met 3.2020",  # a word, and no gene
        "probable KRAS mutation",
        "liver lesion 23 x 18 mm",  # two diameters
        "ER 90 % HER2 negative",  # two kinds, and no sign between them
    ],
)
def test_what_is_no_result_fills_nothing(line: str) -> None:
    (fact,) = understand(line)
    assert (fact.forms, fact.left_over) == ((), line)
