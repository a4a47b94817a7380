"""What was stored and stood on no page: each has its place on the short page now."""

import pytest

from clinical.small_case import line, record
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.clinical.review import review
from timeline.report.build import document_of
from timeline.report.text import as_text


def words(*entries: Entry) -> str:
    case = Case.of((record("patient", "patient", code="X-1"), *entries))
    page = as_text(document_of(review(case), every_record=False))
    return " ".join(page.split())


def test_notes_stand_under_the_record_that_they_are_about() -> None:
    event = record("adverse_event", "ae", term="Nausea", notes="after the meal\nonce")
    assert "NOTES (1) Adverse event: Nausea after the meal once" in words(event)


def test_a_reported_outcome_keeps_its_unit_and_its_line() -> None:
    outcome = {"quantity": "overall survival", "value": 7, "unit": "years"}
    page = words(
        *line("a", "S-1", start="2020"),
        record("reported_outcome", "r", line="a", **outcome),
    )
    said = "reported by the source: overall survival 7 years (line of therapy: S-1)"
    assert said in page


def test_the_disease_at_a_contact_and_the_cause_of_death_are_told() -> None:
    alive = {"vital_status": "alive", "disease_status": "no evidence of disease"}
    dead = {"vital_status": "dead", "cause_of_death": "sepsis"}
    page = words(
        record("follow_up", "a", date="2020-01", **alive),
        record("follow_up", "b", date="2021-02", **dead),
    )
    assert "Jan 2020: alive; disease status: no evidence of disease" in page
    assert "Feb 2021: dead; cause of death: sepsis" in page


def test_the_day_of_an_assay_stands_beside_that_of_its_specimen() -> None:
    dates = {"specimen_date": "2019-03", "assay_date": "2021-06-02"}
    page = words(record("her2_test", "t", method="IHC", ihc_score="3+", **dates))
    assert "[Mar 2019]" in page
    assert "assay date: 2 Jun 2021" in page


def test_radiotherapy_has_a_last_day() -> None:
    treatment = {"type": "external beam radiotherapy", "dose_gy": 50.4, "fractions": 28}
    days = {"date": "2020-01-06", "stop": "2020-02-12"}
    page = words(record("local_intervention", "rt", **treatment, **days))
    assert "last day: 12 Feb 2020; dose: 50.4 Gy; fractions: 28" in page


def test_an_adverse_event_has_an_end_or_goes_on() -> None:
    page = words(
        record("adverse_event", "a", term="Nausea", date="2020-01", stop="2020-02"),
        record("adverse_event", "b", term="Fatigue", date="2020-03", ongoing=True),
    )
    assert "Jan 2020: Nausea, grade not stated resolved: Feb 2020" in page
    assert "Mar 2020: Fatigue, grade not stated ongoing" in page


def test_a_line_says_its_cycles_and_end_where_its_drugs_do_not() -> None:
    end = {"stop_reason": "toxicity", "stop_detail": "rash", "stopped_by": "patient"}
    page = words(*line("a", "S-1 + cisplatin", start="2020", cycles=4, **end))
    assert "; 4 cycles; stopped: toxicity (rash), by decision of the patient" in page
    assert "drugs:" not in page  # they say nothing of their own


def test_a_drug_says_what_its_line_does_not() -> None:
    whole = record(
        "therapy_line", "a", regimen="GP", start="2020-01", stop="2020-06", cycles=6
    )
    cisplatin = record(
        "drug_course",
        "c",
        line="a",
        drug="cisplatin",
        start="2020-01",
        stop="2020-03",
        cycles=3,
        dose=25,
        dose_unit="mg/m2",
        stop_reason="toxicity",
    )
    gemcitabine = record("drug_course", "g", line="a", drug="gemcitabine", cycles=6)
    page = words(whole, cisplatin, gemcitabine)
    said = "cisplatin (25 mg/m2, stop Mar 2020, 3 cycles, stopped: toxicity)"
    assert said in page
    assert "gemcitabine" in page.partition("best response")[0]
    assert "gemcitabine (" not in page


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("finding", {"type": "imaging", "method": "CT"}, "May 2020: CT type: imaging"),
        ("progression", {"event": "new node"}, "May 2020: PD: new node"),
        ("assessment", {"response": "PR"}, "May 2020: PR"),
        (
            "local_intervention",
            {"type": "biopsy", "intent": "diagnostic"},
            "May 2020: Biopsy intent: diagnostic",
        ),
    ],
)
def test_what_was_seen_stands_in_the_course_of_the_disease(
    kind: str, values: dict[str, str], said: str
) -> None:
    page = words(record(kind, "x", date="2020-05", **values))
    assert f"COURSE OF THE DISEASE (1) {said}" in page


def test_the_diagnosis_and_the_frame_of_the_records_are_told() -> None:
    patient = record(
        "patient",
        "patient",
        code="X-1",
        data_cutoff="2024-05-31",
        lewis_negative="yes",
    )
    diagnosis = record(
        "diagnosis", "d", date="2020-02", site="gallbladder", invasion="liver"
    )
    page = as_text(document_of(review(Case.of((patient, diagnosis)))), 200)
    assert "gallbladder, Feb 2020" in page
    assert "invasion: liver" in page
    assert "data cut-off: 31 May 2024; Lewis-negative: yes" in page
