"""Lines as letters from clinics have them: the kinds of record, and what is left over.

Expected is what somebody would record who reads the letter.
"""

import pytest

from timeline.tui.entry.quick.understand import understand

READ = [
    # lung
    ("Dx adenocarcinoma of the lung, cT2aN3M1c, stage IVB, Jan 2022", "diagnosis", ""),
    ("osimertinib 80 mg od since 2 Feb 2022", "therapy_line drug_course", ""),
    ("MRI brain 12.4.2023: no evidence of brain metastases", "finding", ""),
    ("?brain mets on MRI 03/2023", "finding", ""),
    ("SRS to left cerebellum 20 Gy in 1 fraction 5/2023", "local_intervention", ""),
    ("SABR 35 Gy/5# 3.2022", "local_intervention", ""),
    ("PD-L1 <1 % (22C3)", "result", ""),
    ("40 pack-year smoker, quit 2015", "background", ""),
    ("ALK rearranged (FISH), ROS1 negative", "molecular_finding molecular_finding", ""),
    ("alectinib 600 mg bd commenced 4 Dec 2020", "therapy_line drug_course", ""),
    ("CT 3 months after line-1: PR", "assessment", ""),
    ("MET exon 14 skipping", "molecular_finding", ""),
    # breast
    ("ER+/PR-/HER2-", "result result her2_test", ""),
    ("mother and sister breast cancer", "background", ""),
    ("twin brother melanoma at 40", "background", ""),
    ("father prostate ca", "background", ""),
    ("palbociclib reduced from 125 mg to 100 mg 8/2022", "drug_course", "from 125 mg"),
    ("CA 15-3 48 U/mL (ref 0-25)", "result", ""),
    ("denosumab 120 mg sc every 4 weeks", "medication", ""),
    ("ddAC-T x 4 neoadjuvant", "therapy_line", ""),
    ("prior breast cancer 2008", "background", ""),
    ("lump in left breast for 2 months", "symptom", ""),
    # myeloma and lymphoma
    ("VRd x 4 induction 4-8/2019", "therapy_line", ""),
    ("M-protein 32 g/L, kappa FLC 450 mg/L 3.2019", "result result", ""),
    ("VGPR after 4 cycles", "assessment", "after 4 cycles"),
    ("DRd seit 04/2021, CR 09/2021", "therapy_line assessment", ""),
    ("CD20 95 % positive, Ki-67 80 %", "result result", ""),
    ("MYC rearranged", "molecular_finding", ""),
    # prostate
    ("salvage RT 66 Gy/33 fx 2019", "local_intervention", ""),
    ("goserelin 10.8 mg sc q3m since 5.2019", "therapy_line drug_course", ""),
    ("PSMA-PET 4/2022: multiple bone mets", "finding", ""),
    ("megestrol 160 mg daily", "therapy_line drug_course", ""),
    ("bilateral orchiectomy 2015", "local_intervention", ""),
    # sarcoma and melanoma
    (
        "limb salvage surgery 7/2019, necrosis 95 %",
        "local_intervention",
        "limb necrosis 95 %",
    ),
    ("NRAS Q61K, BRAF wild type", "molecular_finding molecular_finding", ""),
    ("carboplatin AUC 5 reduced to AUC 4 for thrombocytopenia", "drug_course", "AUC 5"),
    ("treatment break 3.2024 to 6.2024", "interruption", ""),
    ("CEA 12 ng/mL, MDT 3.2024: FOLFOX", "result tumour_board", ""),
    ("3.5.2024 MDT: FOLFOX", "tumour_board", ""),
    ("cough since January 2024", "symptom", ""),
    ("recurrence confirmed by biopsy 3.2020", "progression", ""),
    ("cause of death: sepsis", "follow_up", ""),
    # German and French habits
    ("Vater Darmkrebs mit 60", "background", ""),
    ("Hemikolektomie rechts 3/2018", "local_intervention", "rechts"),
    ("Vorerkrankungen: arterielle Hypertonie, KHK", "background background", ""),
    ("Tumorboard 12.5.2019: Empfehlung palliative Chemotherapie", "tumour_board", ""),
    ("RCP 12/03/2022 : chimiothérapie par FOLFIRI", "tumour_board", ""),
    ("Rezidiv 03/2021", "progression", ""),
    ("4 Zyklen VCD 05-08/2018", "therapy_line", ""),
]


@pytest.mark.parametrize(("line", "kinds", "left_over"), READ)
def test_a_line_of_a_letter(line: str, kinds: str, left_over: str) -> None:
    facts = understand(line)
    read = [form.record_class.kind for fact in facts for form in fact.forms]
    assert " ".join(read) == kinds
    assert " ".join(fact.left_over for fact in facts if fact.left_over) == left_over


@pytest.mark.parametrize(
    "line",
    [
        "possible pneumonitis",
        "no evidence of recurrence",
        "G1 pneumonitis attributed to osimertinib, drug held",
        "mastectomy declined by patient",
        "PSA 4.2 -> 0.1 ng/mL",
        "V.a. Lebermetastasen",
        "keine Fernmetastasen",
        "kein Anhalt für Rezidiv",
        "Verdacht auf Progress",
        "alectinib restarted at 450 mg bd",
        "RET fusion possible",
        "vitamin D 30 ng/mL",  # measured, not given
        "digoxin level 1.2 3.2024",
        "COPD exacerbation 3.2021",  # not when the COPD began
        "AR-V7 negative",  # a form of one gene, and no partner
        "family history unremarkable",
        "suspected leptomeningeal disease 2/2024",
        "headache, vomiting for 3 days",  # which of them lasted so long
        "discussed at MDT 4.2.2021",
    ],
)
def test_a_line_of_which_nothing_is_certain(line: str) -> None:
    (fact,) = understand(line)
    assert (fact.forms, fact.left_over) == ((), line)


def test_a_month_to_a_month_of_one_year_is_a_stretch() -> None:
    for when in ("Jun-Sep 2023", "6-9/2023"):
        (fact,) = understand(f"GP {when}")
        start, stop = (fact.forms[0].texts[name] for name in ("start", "stop"))
        assert (start, stop) in (("Jun 2023", "Sep 2023"), ("6/2023", "9/2023"))
