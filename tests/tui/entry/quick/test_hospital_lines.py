"""Lines as different hospitals type them: nothing lands where it does not belong."""

import pytest

from timeline.tui.entry.quick.understand import understand

Texts = dict[str, str]


@pytest.mark.parametrize(
    ("line", "kind", "texts"),
    [
        (
            "docetaxel 75mg/m2 q3w x6 completed May 2019",
            "therapy_line",
            {"regimen": "docetaxel", "stop": "May 2019", "cycles": "6"},
        ),
        (
            "nivolumab discontinued for pneumonitis 3.2020",
            "therapy_line",
            {"regimen": "nivolumab", "stop": "3.2020", "stop_detail": "pneumonitis"},
        ),
        (
            "maintenance paclitaxel",
            "therapy_line",
            {"regimen": "paclitaxel", "setting": "maintenance"},
        ),
        (
            "Start pembrolizumab 200 mg q3w 12.03.2024",
            "therapy_line",
            {"regimen": "pembrolizumab", "start": "12.03.2024"},
        ),
        (
            "died 3 March 2022 of progressive disease",
            "follow_up",
            {
                "date": "3 March 2022",
                "vital_status": "dead",
                "cause_of_death": "progressive disease",
                "death_cause": "this cancer",
            },
        ),
        (
            "lost to follow-up since 3.2021",
            "follow_up",
            {"date": "3.2021", "vital_status": "lost to follow-up"},
        ),
        (
            "CT thorax/abdomen 14.02.2023: PR",
            "assessment",
            {
                "date": "14.02.2023",
                "response": "PR",
                "notes": "CT",
                "site": "thorax/abdomen",
            },
        ),
        (
            "mixed response on CT 5.2022",
            "finding",
            {
                "date": "5.2022",
                "type": "imaging",
                "method": "CT",
                "result": "mixed response",
            },
        ),
        (
            "CA19-9 412 U/mL (normal <37) 12/2025",
            "result",
            {
                "analyte": "CA19-9",
                "comparator": "=",
                "value": "412",
                "unit": "U/mL",
                "upper_limit": "37",
                "date": "12/2025",
            },
        ),
        (
            "CAR-T cilta-cel 3.2024",
            "cell_therapy",
            {"date": "3.2024", "type": "CAR-T cells", "product": "cilta-cel"},
        ),
        (
            "auto-SCT 5.2020",
            "cell_therapy",
            {"date": "5.2020", "type": "autologous transplantation"},
        ),
        (
            "sum of diameters 84 mm 3.2024",
            "assessment",
            {"date": "3.2024", "sum_of_diameters": "84"},
        ),
        (
            "hepatectomy S5/6 2019-05-12 R0",
            "local_intervention",
            {
                "date": "2019-05-12",
                "type": "surgery",
                "procedures": "hepatectomy",
                "margin": "R0",
                "site": "S5/6",
            },
        ),
        ("last contact 3.2024", "follow_up", {"date": "3.2024"}),
        (
            "nephrectomy left 2018",
            "local_intervention",
            {"date": "2018", "type": "surgery", "procedures": "nephrectomy left"},
        ),
        (
            "RT to L3 8 Gy/1 3.2024",
            "local_intervention",
            {
                "date": "3.2024",
                "type": "radiotherapy",
                "procedures": "RT",
                "dose_gy": "8",
                "fractions": "1",
                "site": "L3",
            },
        ),
        (
            "GP chemotherapy, 4 cycles",
            "therapy_line",
            {"regimen": "GP", "cycles": "4"},
        ),
        (
            "GP C3D1 14.5.2019",
            "cycle",
            {"date": "14.5.2019", "number": "3", "line": "GP"},
        ),
        (
            "biopsy-proven recurrence 3.2020",
            "progression",
            {"date": "3.2020", "criteria": "pathology", "event": "recurrence"},
        ),
        (
            "Gr. II mucositis oral 12/2020",
            "adverse_event",
            {"date": "12/2020", "term": "mucositis oral", "grade": "2"},
        ),
        (
            "left mastectomy + axillary dissection 14.9.2015",
            "local_intervention",
            {
                "date": "14.9.2015",
                "type": "surgery",
                "procedures": "left mastectomy; axillary dissection",
            },
        ),
        (
            "WBRT 30 Gy/10 fx 8.2022",
            "local_intervention",
            {
                "date": "8.2022",
                "type": "external beam radiotherapy",
                "procedures": "WBRT",
                "dose_gy": "30",
                "fractions": "10",
            },
        ),
        (
            "5 x 5 Gy rectum Feb 2019",  # five fractions of 5 Gy are 25 Gy
            "local_intervention",
            {
                "date": "Feb 2019",
                "type": "radiotherapy",
                "dose_gy": "25",
                "fractions": "5",
                "site": "rectum",
            },
        ),
    ],
)
def test_a_line_that_is_understood_whole(line: str, kind: str, texts: Texts) -> None:
    (fact,) = understand(line)
    assert fact.left_over == ""
    assert fact.forms[0].record_class.kind == kind
    assert dict(fact.forms[0].texts) == texts


@pytest.mark.parametrize(
    ("line", "left_over", "fields"),
    [
        # after the drug is not because of the drug
        ("G3 neutropenia after docetaxel", "after docetaxel", {"term", "grade"}),
        ("ALT increased grade 3", "ALT increased", {"grade"}),
        # rash is no term of CTCAE: it is still to be given
        (
            "rash grade 2 trastuzumab, CTCAE v5.0",
            "rash",
            {"grade", "ctcae_version", "drug"},
        ),
        # a count of nodes is no site
        (
            "right hemicolectomy 3.2018, 18 nodes",
            "18 nodes",
            {"date", "type", "procedures"},
        ),
        ("RECIST 1.0 SD 2010", "RECIST 1.0", {"date", "response"}),
        # no field of an event or an operation says why or whether it was stopped
        (
            "G3 allergic reaction paclitaxel, stopped",
            "stopped",
            {"term", "grade", "drug"},
        ),
        # an end and no end contradict each other
        ("paclitaxel until 3.2020, ongoing", "ongoing", {"regimen", "stop"}),
        # half of a schedule is none
        ("capecitabine 14 days on 7 off", "14 days on 7 off", {"regimen"}),
        ("high-dose paclitaxel", "high-dose", {"regimen"}),
        ("TACE x2 2019", "x2", {"date", "type", "procedures"}),
        ("60 Gy in 6 weeks", "in 6 weeks", {"type", "dose_gy"}),
        # of two doses neither is the dose
        (
            "trastuzumab (loading 8 mg/kg, then 6 mg/kg q3w)",
            "loading 8 mg/kg, then 6 mg/kg",
            {"regimen"},
        ),
        # without RECIST a size may be that of one lesion
        ("PD liver 23 mm", "23 mm", {"response", "site"}),
        (
            "SD sum 62 mm, -12 %, 3.5.2020",
            "-12 %",
            {"date", "response", "sum_of_diameters"},
        ),
    ],
)
def test_what_belongs_to_no_field_is_left_over(
    line: str, left_over: str, fields: set[str]
) -> None:
    (fact,) = understand(line)
    assert (fact.left_over, set(fact.forms[0].texts)) == (left_over, fields)


@pytest.mark.parametrize(
    "line",
    [
        "XYZ-9 stopped 6.2018 due to PD",  # the reason of an end is no assessment
        "CA 15-3 rising 45 -> 88",
        "grade 2-3 diarrhea",
        "no nausea, no vomiting",
        "transferred to hospice",
        "PD 3.2024 alive",  # two facts, and no sign between them
        "cisplatin held since 3.2020",
        "HER2 equivocal, FISH pending",
        "near complete response",
        "pCR on resection specimen",
        "HER2",
        "ECOG PS 1 \u2192 2",  # two values, and one date at the most
        "radiotherapy stopped",
        # a sentence of a report, of which little is understood
        "After cryoablation (February 2021) an image shows that the size was reduced",
        "ALT 3x ULN",  # no value, and no unit
        "CEA 5 times upper limit",
        "PD vs pseudoprogression",
        "last GP 5.2019",  # the date of the last dose is not that of the start
        "GP resumed 5.2019",
        "liver lesion grew from 12 to 23 mm",
        "radiotherapy stopped for toxicity 3.2020",
        "adenocarcinoma G2",  # the grade of the tumour
        "gemcitabine 1000 mg/m2 cisplatin 25 mg/m2",  # no sign between them
        "NGS: ERBB2 amp, TP53 mut",
    ],
)
def test_what_is_not_one_fact_fills_nothing(line: str) -> None:
    (fact,) = understand(line)
    assert (fact.forms, fact.left_over) == ((), line)


@pytest.mark.parametrize(
    ("line", "tests"),
    [
        (
            "HER2 ++ FISH positive",
            [
                {"method": "IHC", "ihc_score": "2+"},
                {"method": "FISH", "result_reported": "positive"},
            ],
        ),
        (
            "HER2 3+, ratio 2.4",
            [{"method": "IHC", "ihc_score": "3+"}, {"ish_ratio": "2.4"}],
        ),
        (
            "serum HER2 ECD 22 ng/mL",
            [{"method": "serum ECD", "ecd": "22", "specimen": "serum"}],
        ),
        (
            "HER2 amplification copy number 22 NGS tissue",
            [
                {
                    "method": "NGS on tissue",
                    "ngs_copy_number": "22",
                    "result_reported": "amplified",
                }
            ],
        ),
    ],
)
def test_each_method_is_a_her2_test_of_its_own(line: str, tests: list[Texts]) -> None:
    (fact,) = understand(line)
    assert fact.left_over == ""
    assert [form.texts for form in fact.forms] == tests


def test_two_facts_without_a_sign_between_them_are_asked_about() -> None:
    (fact,) = understand("PD 3.2024 alive")
    assert "write ; between them" in fact.reasons[0]
    response, status = understand("PD 3.2024; alive")
    assert response.whole
    assert status.whole


def test_a_scan_with_facts_is_divided_and_one_without_is_quoted() -> None:
    sizes = understand("CT: liver lesion 23 mm, lung lesion 12 mm")
    assert [fact.forms[0].texts["diameter"] for fact in sizes] == ["23", "12"]
    (quoted,) = understand("CT lesion smaller, less dense")
    assert quoted.forms[0].texts["result"] == "lesion smaller, less dense"


def test_radiotherapy_with_a_drug_is_two_facts() -> None:
    line = "chemoradiation 60 Gy in 30 fractions with cisplatin weekly"
    radiation, drug = understand(line)
    assert radiation.forms[0].texts["fractions"] == "30"
    assert drug.forms[1].texts == {"drug": "cisplatin", "schedule": "weekly"}
