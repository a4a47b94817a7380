"""Lines as a ward types them: plans, windows, treatments in turn, denials, multiples.

What is expected is the meaning of the sentence, written by hand.
"""

import pytest

from timeline.tui.entry.quick.understand import understand

Forms = list[tuple[str, dict[str, str]]]


def _read(line: str) -> tuple[Forms, str]:
    facts = understand(line)
    forms = [(f.record_class.kind, dict(f.texts)) for fact in facts for f in fact.forms]
    return forms, " ".join(fact.left_over for fact in facts if fact.left_over)


def _is_refused(line: str) -> bool:
    return _read(line) == ([], line)


@pytest.mark.parametrize(
    "line",
    [
        "PET-CT planned Aug 2023",
        "PET-CT chest planned Aug 2023",
        "CT geplant 5.2021",
        "CT not done 5.2021",
        "CT: not done 5.2021",
        "MRI not possible 5.2021",
        "CT not yet 5.2021",
        "RT planning CT 5.2021",
        "CT nicht erfolgt 5.2021",
        "CT cancelled 5.2021",
        "CT ordered for 5.2021",
        "CT for 14.5.2021",
        "CT due 14.5.2021",
        "CT to be repeated 5.2021",
        "CT suggested 5.2021",
        "referred for CT 5.2021",
        "for lobectomy 14.5.2021",
        "lobectomy for 14.5.2021",
        "lobectomy ordered 14.5.2021",
        "FOLFOX ordered 5.2021",
        "PET-CT appointment 5.2021",
        "PET-CT to follow 5.2021",
        "CT on hold 5.2021",
        "CT moved to 5.2021",
        "to have lobectomy 14.5.2021",
        "before lobectomy 14.5.2021",
    ],
)
def test_what_was_not_done_yet_is_no_record(line: str) -> None:
    assert _is_refused(line)


@pytest.mark.parametrize(
    ("line", "result"),
    [
        ("CT 5.2021 no liver metastases", "no liver metastases"),
        ("CT 5.2021: liver mets, biopsy planned", "liver mets, biopsy planned"),
        ("CT 5.2021 suggests progression", "suggests progression"),
        ("CT 5.2021 might be a metastasis", "might be a metastasis"),
        ("CT 5.2021: liver did not change", "liver did not change"),
        ("CT node next to aorta 5.2021", "node next to aorta"),
    ],
)
def test_what_a_scan_shows_is_quoted_still(line: str, result: str) -> None:
    texts = {"type": "imaging", "method": "CT", "result": result, "date": "5.2021"}
    assert _read(line) == ([("finding", texts)], "")


@pytest.mark.parametrize(
    ("line", "kind", "date"),
    [
        ("CT SD between May and July 2021", "assessment", "[May 2021..July 2021]"),
        (
            "PET-CT between May and July 2021: no uptake",
            "finding",
            "[May 2021..July 2021]",
        ),
        ("MRI brain May to July 2021: stable", "finding", "[May 2021..July 2021]"),
        ("CT from May till July 2021 stable", "finding", "[May 2021..July 2021]"),
        ("PD de mayo a julio 2021", "assessment", "[mayo 2021..julio 2021]"),
        ("PD zwischen Mai und Juli 2021", "assessment", "[Mai 2021..Juli 2021]"),
        (
            "PD between 3 May and 5 July 2021",
            "assessment",
            "[3 May 2021..5 July 2021]",
        ),
    ],
)
def test_a_shared_year_belongs_to_both_months(line: str, kind: str, date: str) -> None:
    (form,), left_over = _read(line)
    assert (form[0], form[1]["date"], left_over) == (kind, date, "")
    assert form[1].get("result") in (None, "no uptake", "brain stable", "stable")


@pytest.mark.parametrize(
    ("line", "phrase"),
    [
        ("MRI brain 2 weeks after 14.5.2021", "2 weeks after 14.5.2021"),
        ("CT 5 days before 14.5.2021: stable", "5 days before 14.5.2021"),
        ("PD before 14.5.2021", "before 14.5.2021"),
        ("PD within 2 weeks of 14.5.2021", "within 2 weeks of 14.5.2021"),
        ("PD May/June 2021", "May/June 2021"),
        ("alive 3 weeks after 14.5.2021", "3 weeks after 14.5.2021"),
    ],
)
def test_no_part_of_a_relative_date_is_a_date(line: str, phrase: str) -> None:
    (form,), left_over = _read(line)
    assert "date" not in form[1]
    assert left_over == phrase


@pytest.mark.parametrize(
    ("line", "first", "second"),
    [
        (
            "carboplatin/paclitaxel 4.2021 to 6.2021, pembrolizumab maintenance",
            {
                "regimen": "carboplatin/paclitaxel",
                "start": "4.2021",
                "stop": "6.2021",
            },
            {"regimen": "pembrolizumab", "setting": "maintenance"},
        ),
        (
            "FOLFOX x6, capecitabine maintenance 6.2021",
            {"regimen": "FOLFOX", "cycles": "6"},
            {"regimen": "capecitabine", "setting": "maintenance", "start": "6.2021"},
        ),
        (
            "cisplatin 1.2021 to 4.2021, carboplatin",
            {"regimen": "cisplatin", "start": "1.2021", "stop": "4.2021"},
            {"regimen": "carboplatin"},
        ),
        (
            "carboplatin + paclitaxel x4, pembrolizumab maintenance",
            {"regimen": "carboplatin + paclitaxel", "cycles": "4"},
            {"regimen": "pembrolizumab", "setting": "maintenance"},
        ),
        (
            "cisplatin 1.2021 to 4.2021; carboplatin",
            {"regimen": "cisplatin", "start": "1.2021", "stop": "4.2021"},
            {"regimen": "carboplatin"},
        ),
        (
            "GP x6 and capecitabine maintenance",
            {"regimen": "GP", "cycles": "6"},
            {"regimen": "capecitabine", "setting": "maintenance"},
        ),
        (
            "pembrolizumab maintenance, lenvatinib",
            {"regimen": "pembrolizumab", "setting": "maintenance"},
            {"regimen": "lenvatinib"},
        ),
    ],
)
def test_treatments_in_turn_are_lines_of_their_own(
    line: str, first: dict[str, str], second: dict[str, str]
) -> None:
    forms, left_over = _read(line)
    lines = [texts for kind, texts in forms if kind == "therapy_line"]
    assert (lines, left_over) == ([first, second], "")


@pytest.mark.parametrize(
    "line",
    ["5.2021 carboplatin, paclitaxel", "carboplatin, paclitaxel 5.2021"],
)
def test_a_list_with_one_date_beside_it_is_one_regimen(line: str) -> None:
    line_of_therapy = {"regimen": "carboplatin + paclitaxel", "start": "5.2021"}
    assert _read(line)[0][0] == ("therapy_line", line_of_therapy)


@pytest.mark.parametrize(
    "line",
    [
        "EGFR L858R, T790M not detected",  # L858R was detected
        "EGFR L858R and T790M negative",
        "EGFR, ALK, ROS1 negative",  # all of them
        "EGFR, ALK and ROS1 wild type",
        "CD20, CD10 positive",
        "EGFR and HER2 negative",
        "EGFR T790M lost",
        "EGFR T790M cleared",
        "EGFR T790M disappeared",
        "carboplatin, paclitaxel 4.2021 to 6.2021, pembrolizumab maintenance",
        "FOLFOX x6 / capecitabine maintenance",
        "FOLFOX first line, FOLFIRI second line",
        "MRI May or June 2021 stable",
        "CT May and July 2021 stable",
        "bilirubin 2.1x ULN",
        "ALT 3.5 x ULN",
        "ALT 3.5xULN 5.2021",
        "rpT4a pN2a cM1a",
        "cT3 pN1 M0",
        "mpT2 pN1",
        "y pT2 pN0",
        "EGFR T790M below detection",
        "EGFR T790M -",
        "grade 2-3 rash, afatinib, 5.2021",
        "pneumonitis, osimertinib",
        "AST 2.5-fold",
        "CEA 3.2.2024",
    ],
)
def test_what_could_be_said_of_one_or_of_all_is_refused(line: str) -> None:
    assert _is_refused(line)


@pytest.mark.parametrize("said", ["ruled out", "undetectable", "not detected", "neg"])
def test_a_change_that_was_not_found_is_not_detected(said: str) -> None:
    (form,), left_over = _read(f"EGFR T790M {said}")
    assert (form[1]["change"], form[1]["detection"]) == ("T790M", "not detected")
    assert left_over == ""


@pytest.mark.parametrize(
    "line", ["GP 4 of 6 cycles", "4 of 6 cycles GP", "GP 4/6 cycles", "GP 4 cycles"]
)
def test_the_cycles_that_were_given_count(line: str) -> None:
    assert _read(line) == ([("therapy_line", {"regimen": "GP", "cycles": "4"})], "")


def test_a_drug_behind_a_comma_is_not_blamed() -> None:
    event = {"term": "pneumonitis", "grade": "2"}
    said = _read("pneumonitis G2, osimertinib")
    assert said == ([("adverse_event", event)], "osimertinib")
    blamed = {**event, "drug": "osimertinib"}
    for line in ("pneumonitis G2, due to osimertinib", "G2 pneumonitis osimertinib"):
        assert _read(line) == ([("adverse_event", blamed)], "")


def test_what_was_meant_to_be_given_is_no_dose_given() -> None:
    (form,), left_over = _read("RT 56 of 60 Gy")
    assert "dose_gy" not in form[1]
    assert left_over == "56 of 60 Gy"
    (form,), left_over = _read("RT 25 fractions of 2 Gy")
    assert (form[1]["dose_gy"], form[1]["fractions"], left_over) == ("50", "25", "")


def test_how_long_it_was_given_is_no_plan() -> None:
    forms, _ = _read("paclitaxel for 12 weeks 5.2021")
    assert forms[0][1]["regimen"] == "paclitaxel"
