"""The groups that remain where something is not recorded, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinical.stage_examples import StageExample, stage_examples
from timeline.case.records.diagnosis import Diagnosis
from timeline.clinical.diagnosis_stage import (
    edition_number,
    stage_groups,
    stage_reason,
)


def tumour(site: str, tnm: str, **values: object) -> Diagnosis:
    """A diagnosis by AJCC 8; `-` in the TNM stands for a category that is missing."""
    t, n, m = (None if value == "-" else value for value in tnm.split())
    stated = {"id": "d", "site": site, "t": t, "n": n, "m": m, "tnm_edition": "AJCC 8"}
    return Diagnosis.model_validate({**stated, **values})


@pytest.mark.parametrize(
    ("site", "tnm", "groups"),
    [
        ("gallbladder", "2 0 0", "IIA IIB"),
        ("gallbladder", "1 0 0", "I"),
        ("gallbladder", "3 - 0", "IIIA IIIB IVB"),
        ("gallbladder", "3 X 0", "IIIA IIIB IVB"),
        ("gallbladder", "3 1 -", "IIIB IVB"),
        ("gallbladder", "X 1 0", "IIIB IVA"),
        ("gallbladder", "- - 1", "IVB"),
        ("gallbladder", "0 2 0", "IVB"),
        ("intrahepatic bile duct", "1 0 0", "IA IB"),
        ("ampulla of Vater", "3 0 0", "IIA IIB"),
        ("perihilar bile duct", "2 0 0", "II"),
        ("colon", "4 0 0", "IIB IIC"),
        ("colon", "3 1 1", "IVA IVB IVC"),
        ("rectum", "2 2 0", "IIIB"),
        ("colorectum", "1 2 0", "IIIA IIIB"),
        ("breast", "1 1(sn) 0", "IIA"),
        ("breast", "is(DCIS) 0 0", "0"),
        ("lung", "1 0 0", "IA1 IA2 IA3"),
        ("lung", "X 0 0", "Occult~carcinoma"),
        ("lung", "X 0 -", "Occult~carcinoma 0 IA1 IA2 IA3 IB IIA IIB IIIA IVA IVB"),
        ("lung", "X 2 0", "IIIA IIIB"),
        ("urinary bladder", "4 0 0", "IIIA IVA"),
        ("urinary bladder", "2 0 0", "II"),
    ],
)
def test_open_categories_leave_several_groups(site: str, tnm: str, groups: str) -> None:
    found = [group.replace(" ", "~") for group in stage_groups(tumour(site, tnm))]
    assert " ".join(found) == groups


@pytest.mark.parametrize(
    ("site", "tnm"),
    [
        ("gallbladder", "- - -"),
        ("gallbladder", "X X X"),
        ("intrahepatic bile duct", "1a 2 0"),
        ("distal bile duct", "1a 0 0"),
        ("gallbladder", "3 1 1a"),
        ("gallbladder", "is 1 0"),
        ("lung", "2a 1 1c1"),
        ("breast", "0 0 0"),
    ],
)
def test_no_group_rather_than_a_guess(site: str, tnm: str) -> None:
    diagnosis = tumour(site, tnm)
    assert stage_groups(diagnosis) == ()
    assert stage_reason(diagnosis, ()).startswith(("No category", "The stated cat"))


STOMACH = ("stomach", "4a 1 0")
OESOPHAGUS = ("oesophagus", "3 0 0")
SQUAMOUS = {"histology": "squamous cell carcinoma", "basis": "pathological"}


@pytest.mark.parametrize(
    ("where", "values", "groups", "why"),
    [
        # cIII, pIIIA, ypIII
        (
            STOMACH,
            {},
            "III IIIA",
            "Not recorded: whether it is clinical, pathological or after",
        ),
        (STOMACH, {"basis": "clinical"}, "III", ""),
        (STOMACH, {"basis": "autopsy"}, "IIIA", ""),
        (
            STOMACH,
            {"basis": "recurrence"},
            "III IIIA",
            "whether it is clinical, pathological",
        ),
        (STOMACH, {"basis": "post-therapy"}, "III", ""),
        (
            OESOPHAGUS,
            SQUAMOUS,
            "IIA IIB",
            "Not recorded: the grade, the part of the organ.",
        ),
        (
            OESOPHAGUS,
            {**SQUAMOUS, "organ_part": "lower third"},
            "IIA IIB",
            "fit. Not recorded: the grade.",
        ),
        (
            OESOPHAGUS,
            {**SQUAMOUS, "differentiation": "undifferentiated"},
            "IIA IIB",
            "fit. Not recorded: the part of the organ.",
        ),
        (OESOPHAGUS, {**SQUAMOUS, "differentiation": "cannot be assessed"}, "IIB", ""),
        (
            ("gastro-oesophageal junction", "3 0 0"),
            {**SQUAMOUS, "differentiation": "poorly differentiated"},
            "IIA",
            "",
        ),
        # squamous cII, adenocarcinoma cIII
        (
            OESOPHAGUS,
            {"basis": "clinical"},
            "II III",
            "whether it is squamous or adenocarcinoma",
        ),
        (
            OESOPHAGUS,
            {"basis": "clinical", "histology": "adenosquamous carcinoma"},
            "II",
            "",
        ),
        (
            ("oesophagus", "4a X 0"),
            {"basis": "clinical", "histology": "adenocarcinoma"},
            "III IVA",
            "fit. Missing, X or not subdivided: N.",
        ),
    ],
)
def test_what_the_edition_needs_beside_tnm(
    where: tuple[str, str], values: dict[str, str], groups: str, why: str
) -> None:
    diagnosis = tumour(*where, **values)
    found = stage_groups(diagnosis)
    assert " ".join(found) == groups
    reason = stage_reason(diagnosis, found)
    assert why in reason
    assert bool(why) == bool(reason)


def test_yc_has_no_groups_where_they_depend_on_the_basis() -> None:
    stomach = tumour(*STOMACH, basis="post-therapy, clinical")
    assert stage_groups(stomach) == ()
    assert "yc" in stage_reason(stomach, ())
    colon = tumour("colon", "3 0 0", basis="post-therapy, clinical")
    assert stage_groups(colon) == ("IIA",)


@pytest.mark.parametrize(
    ("site", "histology", "staged"),
    [
        ("stomach", "gastrointestinal stromal tumour", False),
        ("stomach", "neuroendocrine tumor G2", False),
        ("stomach", "neuroendocrine carcinoma", True),
        ("stomach", "signet ring cell carcinoma", True),
        ("lung", "typical carcinoid", True),
        ("lung", "sarcomatoid carcinoma", True),
        ("lung", "synovial sarcoma", False),
        ("breast", "carcinosarcoma", True),
        ("liver", "hepatocellular carcinoma", True),
        ("liver", "combined hepatocellular-cholangiocarcinoma", False),
    ],
)
def test_tumours_that_another_chapter_stages(
    site: str, histology: str, staged: bool
) -> None:
    diagnosis = tumour(site, "- 1 1a" if site == "lung" else "- - 1")
    diagnosis = diagnosis.changed(histology=histology)
    groups = stage_groups(diagnosis)
    assert bool(groups) is staged
    assert ("histology" in stage_reason(diagnosis, groups)) is not staged


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("AJCC 8", "8"),
        ("AJCC 8th edition", "8"),
        ("UICC 8", "8"),
        ("ajcc/uicc 8th ed.", "8"),
        ("8th edition", "8"),
        ("eighth edition", "8"),
        ("AJCC Version 9", "9"),
        ("IASLC 9th edition", "9"),
        ("UICC TNM, 7th ed.", "7"),
        ("", None),
        ("AJCC 18", None),
        ("JSBS 8", None),
        ("AJCC", None),
    ],
)
def test_an_edition_is_read_whole(text: str, number: str | None) -> None:
    assert edition_number(text) == number


@pytest.mark.parametrize(
    ("site", "edition", "reason"),
    [
        ("gallbladder", "", "The edition of the TNM is not stated."),
        ("gallbladder", "AJCC 7", "Only the 8th edition of AJCC or UICC is computed."),
        ("gallbladder", "UICC 9", "Only the 8th edition of AJCC or UICC is computed."),
        ("gallbladder", "JSBS 8", "Only the 8th edition of AJCC or UICC is computed."),
        ("lung", "7th", "Only the 8th and 9th edition of AJCC or UICC is computed."),
        ("prostate", "AJCC 8", "There is no table of stage groups for this primary"),
    ],
)
def test_what_has_no_table_says_so(site: str, edition: str, reason: str) -> None:
    diagnosis = tumour(site, "3 1 0", tnm_edition=edition)
    assert stage_groups(diagnosis) == ()
    assert stage_reason(diagnosis, ()).startswith(reason)


def test_a_site_that_is_not_stated_is_asked_for() -> None:
    diagnosis = tumour("gallbladder", "3 1 0").changed(site=None)
    assert stage_reason(diagnosis, ()) == "The primary site is not stated."


ANYTHING = ("t", "n", "m", "basis", "histology", "differentiation", "organ_part")


@given(st.sampled_from(list(stage_examples())), st.sets(st.sampled_from(ANYTHING)))
def test_knowing_less_never_excludes_a_group(
    example: StageExample, gone: set[str]
) -> None:
    diagnosis, group = example
    less = diagnosis.changed(**dict.fromkeys(gone))
    if {less.t, less.n, less.m} <= {None, "X"}:
        return
    named_as_x = {"X"} & {diagnosis.t, diagnosis.n}  # what is missing is not X
    assert group in stage_groups(less) or named_as_x


@given(st.sampled_from(list(stage_examples())), st.sampled_from(("t", "n", "m")))
def test_an_x_is_no_more_than_a_gap(example: StageExample, factor: str) -> None:
    diagnosis, group = example
    less = diagnosis.changed(**{factor: "X"})
    occult = "Occult carcinoma" in stage_groups(less)  # where the edition names TX
    nodes = factor == "n" and diagnosis.t == "4a"  # and NX, after therapy
    if not ({less.t, less.n, less.m} <= {None, "X"} or occult or nodes):
        assert group in stage_groups(less)
