"""Every kind of record has a line that states it, and nothing lands in a wrong field.

What is expected is the meaning of the sentence, written by hand.
"""

import pytest

from timeline.case.fields import specs_by_name
from timeline.case.records.kinds import KINDS
from timeline.tui.entry.quick.understand import understand
from timeline.tui.entry.quick.words import TURNING

Texts = dict[str, str]

NOT_TYPED = {
    "patient": "a line is typed into a patient, who is there already",
    "source": "a letter is described in its form",
    "order": "it stands in the fields After and Before",
    "query_answer": "it is given where the query stands",
}
"""Kinds that no line states, and why."""
LINES: dict[str, tuple[str, Texts]] = {
    "diagnosis": (
        "gallbladder adenocarcinoma, stage IV B 9.2017",
        {
            "site": "gallbladder",
            "histology": "adenocarcinoma",
            "stage_stated": "IVB",
            "date": "9.2017",
        },
    ),
    "staging": (
        "ypT2N0 3.2021",
        {"t": "2", "n": "0", "basis": "post-therapy, pathological", "date": "3.2021"},
    ),
    "background": (
        "type 2 diabetes since 2010",
        {
            "type": "comorbidity",
            "name": "type 2 diabetes",
            "date": "2010",
            "ongoing": "yes",
        },
    ),
    "symptom": (
        "severe left flank pain for 3 weeks",
        {"name": "left flank pain", "duration": "3 weeks", "severity": "severe"},
    ),
    "lesion": (
        "target lesion: liver segment 6",
        {"name": "liver segment 6", "target": "yes"},
    ),
    "specimen": (
        "core biopsy liver 3.2024: adenocarcinoma, 60 % tumour cells",
        {
            "date": "3.2024",
            "type": "biopsy",
            "procedure": "core biopsy",
            "site": "liver",
            "histology": "adenocarcinoma",
            "tumour_cells": "60",
        },
    ),
    "therapy_line": (
        "GP x4, Jun-Sep 2023",
        {"regimen": "GP", "cycles": "4", "start": "Jun 2023", "stop": "Sep 2023"},
    ),
    "drug_course": (
        "osimertinib reduced to 40 mg daily 3.2024 for diarrhoea",
        {
            "line": "osimertinib",
            "drug": "osimertinib",
            "dose": "40",
            "dose_unit": "mg",
            "schedule": "daily",
            "start": "3.2024",
            "dose_reason": "diarrhoea",
        },
    ),
    "cycle": (
        "GP C3D1 14.5.2019",
        {"line": "GP", "number": "3", "date": "14.5.2019"},
    ),
    "interruption": (
        "capecitabine paused 3.2024 to 4.2024 for hand-foot syndrome",
        {
            "course": "capecitabine",
            "start": "3.2024",
            "stop": "4.2024",
            "reason_detail": "hand-foot syndrome",
        },
    ),
    "local_intervention": (
        "SBRT to right adrenal 40 Gy in 5 fractions, 12 to 14 May 2020",
        {
            "type": "stereotactic radiotherapy",
            "procedures": "SBRT",
            "site": "right adrenal",
            "dose_gy": "40",
            "fractions": "5",
            "date": "12 May 2020",
            "stop": "14 May 2020",
        },
    ),
    "radiotherapy_volume": (
        "boost 16 Gy in 8 fractions",
        {
            "intervention": "radiotherapy",
            "volume": "boost",
            "dose_gy": "16",
            "fractions": "8",
        },
    ),
    "cell_therapy": (
        "auto-SCT 5.2020",
        {"type": "autologous transplantation", "date": "5.2020"},
    ),
    "medication": (
        "dexamethasone 4 mg daily for brain oedema since Mar 2024",
        {
            "drug": "dexamethasone",
            "dose": "4",
            "dose_unit": "mg",
            "schedule": "daily",
            "indication": "brain oedema",
            "date": "Mar 2024",
            "ongoing": "yes",
        },
    ),
    "her2_test": (
        "ihc 3+ liver 2019-03",
        {
            "method": "IHC",
            "ihc_score": "3+",
            "specimen_site": "liver",
            "specimen_date": "2019-03",
        },
    ),
    "molecular_finding": (
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
    "result": (
        "Hb 9.8 g/dL (12-16) line-1+D28",
        {
            "analyte": "haemoglobin",
            "comparator": "=",
            "value": "9.8",
            "unit": "g/dL",
            "lower_limit": "12",
            "upper_limit": "16",
            "date": "line-1+D28",
        },
    ),
    "lesion_measurement": (
        "liver lesion 23 mm 3.2024",
        {"lesion": "liver lesion", "diameter": "23", "date": "3.2024"},
    ),
    "assessment": (
        "RECIST PR 44 mm diagnosis+M6",
        {
            "response": "PR",
            "criteria": "RECIST 1.1",
            "sum_of_diameters": "44",
            "date": "diagnosis+M6",
        },
    ),
    "progression": (
        "hepatic recurrence 3.2019",
        {"event": "recurrence", "site": "hepatic", "date": "3.2019"},
    ),
    "adverse_event": (
        "g2 pneumonitis due to pembrolizumab 3.2024, ongoing",
        {
            "grade": "2",
            "term": "pneumonitis",
            "drug": "pembrolizumab",
            "date": "3.2024",
            "ongoing": "yes",
        },
    ),
    "attribution": (
        "pneumonitis possibly related to pembrolizumab",
        {
            "event": "pneumonitis",
            "cause": "pembrolizumab",
            "causality": "possible",
        },
    ),
    "finding": (
        "pet-ct liver lesions 2017-09",
        {
            "type": "imaging",
            "method": "PET-CT",
            "result": "liver lesions",
            "date": "2017-09",
        },
    ),
    "tumour_board": (
        "MDT 3.5.2024: recommends cetuximab after SBRT",
        {
            "date": "3.5.2024",
            "recommendation": "cetuximab after SBRT",
            "drugs": "cetuximab",
        },
    ),
    "follow_up": ("alive at age 70", {"vital_status": "alive", "date": "age 70"}),
    "reported_outcome": (
        "OS at least 5 years",
        {
            "quantity": "overall survival",
            "comparator": ">=",
            "value": "5",
            "unit": "years",
        },
    ),
}


def _read(line: str) -> list[tuple[str, Texts]]:
    facts = understand(line)
    assert [fact.left_over for fact in facts] == [""] * len(facts)
    return [
        (form.record_class.kind, dict(form.texts)) for f in facts for form in f.forms
    ]


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - NOT_TYPED.keys()))
def test_a_line_states_it_and_every_word_is_in_its_field(kind: str) -> None:
    line, texts = LINES[kind]
    assert _read(line) == [(kind, texts)]
    assert texts.keys() <= specs_by_name(KINDS[kind]).keys()


QUOTING = ("finding", "tumour_board", "lesion")
"""Kinds that keep the words of the source, the doubt with them."""


@pytest.mark.parametrize("kind", sorted(LINES.keys() - set(QUOTING)))
def test_a_word_that_turns_the_meaning_leaves_no_fact_of_the_patient(kind: str) -> None:
    for word in sorted(TURNING):
        for fact in understand(f"{word} {LINES[kind][0]}"):
            told = [form.texts for form in fact.forms]
            relative = all(t.get("type") == "family history" for t in told)
            absent = all(t.get("absent") == "yes" for t in told)
            stated = any(word in t.values() for t in told)  # a negative HER2 test
            assert not told or relative or absent or stated, word


@pytest.mark.parametrize(
    ("line", "kind", "texts"),
    [
        (
            "mother breast cancer at 52",
            "background",
            {
                "type": "family history",
                "relative": "mother",
                "name": "breast cancer",
                "age_at_onset": "52",
            },
        ),
        (
            # at which age she died is not at which age it began
            "father died of colon cancer",
            "background",
            {
                "type": "family history",
                "relative": "father",
                "name": "colon cancer",
                "fatal": "yes",
            },
        ),
        (
            "no family history of breast cancer",
            "background",
            {"type": "family history", "name": "breast cancer", "absent": "yes"},
        ),
        (
            "ex-smoker, 30 pack years, quit 2010",
            "background",
            {
                "type": "smoking",
                "name": "ex-smoker",
                "pack_years": "30",
                "stop": "2010",
            },
        ),
        (
            "PMH: breast cancer 2010",
            "background",
            {"type": "previous cancer", "name": "breast cancer", "date": "2010"},
        ),
        (
            "PMH: no diabetes",
            "background",
            {"type": "comorbidity", "name": "diabetes", "absent": "yes"},
        ),
        (
            "allergic to penicillin",
            "background",
            {"type": "allergy", "name": "penicillin"},
        ),
        (
            "metformin 1000 mg bid",
            "medication",
            {"drug": "metformin", "dose": "1000", "dose_unit": "mg", "schedule": "bid"},
        ),
        (
            # presented with it on that day: it began then or before
            "presented with haemoptysis 3.2024",
            "symptom",
            {"name": "haemoptysis", "date": "[..3.2024]"},
        ),
        (
            "BCL2 80 % positive",
            "result",
            {
                "analyte": "BCL2",
                "comparator": "=",
                "value": "80",
                "unit": "%",
                "words": "positive",
            },
        ),
        (
            "ALK IHC positive",
            "result",
            {"analyte": "ALK", "words": "positive", "assay": "IHC"},
        ),
        (
            "capecitabine reduced to 75 % 3.2024",
            "drug_course",
            {
                "line": "capecitabine",
                "drug": "capecitabine",
                "dose_percent": "75",
                "start": "3.2024",
            },
        ),
        (
            "PFS 8 months on osimertinib",
            "reported_outcome",
            {
                "quantity": "progression-free survival",
                "value": "8",
                "unit": "months",
                "line": "osimertinib",
            },
        ),
        (
            "right hemicolectomy, cholecystectomy, splenectomy 3.2018",
            "local_intervention",
            {
                "type": "surgery",
                "procedures": "right hemicolectomy; cholecystectomy; splenectomy",
                "date": "3.2018",
            },
        ),
        (
            "28 days after line-1 PD",
            "assessment",
            {"date": "28 days after line-1", "response": "PD"},
        ),
        (
            "hemicolectomy age 63",
            "local_intervention",
            {"date": "age 63", "type": "surgery", "procedures": "hemicolectomy"},
        ),
        (
            "MDT: no further treatment",  # quoted: it says of nothing that it was done
            "tumour_board",
            {"recommendation": "no further treatment"},
        ),
    ],
)
def test_other_things_that_such_lines_say(line: str, kind: str, texts: Texts) -> None:
    assert _read(line) == [(kind, texts)]


def test_several_of_one_kind_stand_in_their_order() -> None:
    names = [f["name"] for _, f in _read("PMH: hypertension, type 2 diabetes, COPD")]
    assert names == ["hypertension", "type 2 diabetes", "COPD"]
    names = [f["name"] for _, f in _read("presented with jaundice and weight loss")]
    assert names == ["jaundice", "weight loss"]


def test_a_steroid_beside_drugs_of_a_regimen_belongs_to_it() -> None:
    line, *courses = _read("abiraterone 1000 mg + prednisone 5 mg bid since 2020")
    assert line[1]["regimen"] == "abiraterone + prednisone"
    assert [texts["drug"] for _, texts in courses] == ["abiraterone", "prednisone"]
    _, *courses = _read("VRd + dexamethasone 20 mg")
    assert [texts["drug"] for _, texts in courses].count("dexamethasone") == 1


@pytest.mark.parametrize(
    "line",
    [
        "osimertinib reduced",  # to how much
        "osimertinib not reduced to 40 mg",
        "capecitabine to be reduced to 75 %",
        "prednisolone reduced to 20 mg",
        "dexamethasone 40 mg x 4 cycles",
        "cisplatin held since 3.2020",  # perhaps it was never given again
        "capecitabine not paused 3.2024 to 4.2024",
        "hypertension",  # a disease, or an adverse event
        "?COPD",
        "PMH: suspected asthma",
        "PMH: hypertension, possible COPD",
        "history of hypertension denied",
        "brother has lung adenocarcinoma stage IV",
        "no history of diabetes, COPD",  # neither of them
        "PMH: no diabetes, COPD",
        "symptoms: no fever, cough",
        "no family history of breast cancer, PD 3.2024",
        "mother BRCA1 mutated",
        "aunt gallbladder cancer, stage IVB 9.2017",  # whose stage
        "mother breast cancer at 52, PD 3.2024",
        "father on metformin 500 mg",
        "husband smoker",
        "no cough for 3 weeks",
        "? jaundice for 3 weeks",
        "allergic to penicillin?",
        "biopsy liver 3.2024: negative for adenocarcinoma",
        "biopsy liver: no malignancy",
        "free of recurrence 3.2024",
        "high risk of relapse",
        "CD20 not positive",
        "ALK 90 % by FISH",
        "BCL2 0 %",  # of cells, or a variant
        "t(14;18) positive",
        "should start metformin 500 mg",
        "median PFS 8 months",
        "OS not reached",
        "MDT planned 3.2024",
        "vitamin-D3 1000 IU daily",  # no date counted from a vitamin
        "pneumonitis possibly pembrolizumab",
    ],
)
def test_what_leaves_a_doubt_becomes_no_fact_of_the_patient(line: str) -> None:
    (fact,) = understand(line)
    assert (fact.forms, fact.left_over) == ((), line)


@pytest.mark.parametrize(
    ("line", "left_over"),
    [
        ("lung metastasectomy 2021 and 2022", "2021 and 2022"),  # one, or two
        ("paclitaxel 12 weeks before surgery", "before surgery"),
        ("pazopanib 800 mg reduced to 600 mg", "800 mg"),
        ("mother died of breast cancer at 60", "at 60"),
        ("colitis treated with prednisolone 1 mg/kg", "colitis treated with"),
    ],
)
def test_what_has_no_field_is_left_over(line: str, left_over: str) -> None:
    (fact,) = understand(line)
    assert fact.forms
    assert fact.left_over == left_over
