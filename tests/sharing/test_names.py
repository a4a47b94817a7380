"""What cannot be named is told apart: one thing, one letter."""

import pytest

from swimlane.cohort_cases import case, course, date, diagnosis, last_seen, line
from timeline.case.assay_vocabulary import Comparator
from timeline.case.case import Case
from timeline.case.privacy import Privacy
from timeline.case.records.adverse_event import AdverseEvent, Attribution
from timeline.case.records.background import Symptom
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.charts.package.bundle import bundle, content_of
from timeline.charts.package.options import FigureOptions
from timeline.charts.print.presets import preset
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.own_words import OwnWord, use_words
from timeline.language.words import Language, Words
from timeline.sharing.cohort import deidentified_cohort
from timeline.sharing.deidentify import Deidentification, deidentified
from timeline.sharing.keep import KeepOption, keep_option
from timeline.sharing.names import Names
from timeline.sharing.preview import preview
from timeline.sharing.safe_words import known_word
from timeline.swimlane.cohort.options import CohortOptions
from timeline.swimlane.model import Group
from timeline.swimlane.options import SwimlaneOptions

SAFE = Deidentification(code="CASE-TEST")
FRAME = preset("bmc-double", dpi=72)


def dosed(drug: str, dose: float, unit: str, start: str, stop: str) -> DrugCourse:
    given = course(1, drug, start, stop)
    return given.changed(dose=dose, dose_unit=unit)


@pytest.fixture
def unknown() -> Case:
    """Three drugs, two markers, a variant and two events that nobody lists."""

    def value(record: str, marker: str, when: str) -> Result:
        return Result(
            id=record,
            date=date(when),
            analyte=marker,
            comparator=Comparator.EXACT,
            value=5,
            unit="U/mL",
        )

    return case(
        "Zz-1",
        diagnosis(),
        line(1, "D10", "D100", regimen="Zzumab + paclitaxel"),
        dosed("Zzumab", 1.3, "mg/m2", "D10", "D100"),
        dosed("Yytinib", 25, "mg", "D20", "D90"),
        dosed("XX-001", 1, "mg/kg", "D30", "D80"),
        line(2, "D110", "D200", regimen="zz-UMAB"),
        value("m1", "Zzgen", "D10"),
        value("m2", "ZZ GEN", "D40"),
        value("m3", "Yygen", "D10"),
        Her2Test(id="h", specimen_date=date("D0"), variants=("Z1Z", "S310F")),
        AdverseEvent(id="e1", date=date("D60"), term="Zz ache", drug="XX 001"),
        AdverseEvent(id="e2", date=date("D61"), term="Yy ache"),
        last_seen("D300"),
    )


def test_three_drugs_outside_the_catalogue_have_three_lanes(unknown: Case) -> None:
    content = content_of(unknown, FigureOptions(FRAME))
    lanes = [
        (lane.title, lane.subtitle)
        for lane in content.swimlane.lanes
        if lane.group is Group.SYSTEMIC
    ]
    assert sorted(lanes) == [
        ("Drug A", ""),  # the second line, which is the same drug again
        ("Drug A", "1.3 mg/m\u00b2"),
        ("Drug B", "25 mg"),
        ("Drug C", "1 mg/kg"),
        ("Lines", ""),  # the band of their numbers
    ]


def test_one_drug_has_one_letter_in_every_record(unknown: Case) -> None:
    left = deidentified(unknown, SAFE)
    by_dose = {c.dose: c.drug for c in left.of_kind(DrugCourse)}
    regimens = [ln.regimen for ln in left.of_kind(TherapyLine)]
    assert regimens == [f"{by_dose[1.3]} + paclitaxel", by_dose[1.3]]
    assert len(set(by_dose.values())) == 3
    first, second = left.of_kind(AdverseEvent)
    assert first.drug == by_dose[1]
    assert (first.term, second.term) == ("Adverse event A", "Adverse event B")


def test_markers_and_variants_are_told_apart(unknown: Case) -> None:
    left = deidentified(unknown, SAFE)
    assert [r.analyte for r in left.of_kind(Result)].count("Marker A") == 2
    assert {r.analyte for r in left.of_kind(Result)} == {"Marker A", "Marker B"}
    (test,) = left.of_kind(Her2Test)
    assert test.variants == ("variant A", "S310F")


def test_what_is_lost_is_counted_by_kind(unknown: Case) -> None:
    lost = {thing.words: thing.option for thing in preview((unknown,), SAFE).unnamed}
    assert lost == {
        "3 drugs": KeepOption.DRUGS,
        "2 markers": KeepOption.MARKERS,
        "1 gene variant": KeepOption.GENES,
        "2 adverse events": KeepOption.ADVERSE_EVENTS,
    }


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (KeepOption.DRUGS, ("Zzumab", "Yytinib", "XX-001")),
        (KeepOption.MARKERS, ("Zzgen", "Yygen")),
        (KeepOption.GENES, ("Z1Z",)),
        (KeepOption.ADVERSE_EVENTS, ("Zz ache", "Yy ache")),
    ],
)
def test_each_choice_names_its_kind(
    unknown: Case, option: KeepOption, words: tuple[str, ...]
) -> None:
    keep = frozenset({option})
    text = str(deidentified(unknown, Deidentification(keep)).entries)
    assert all(word in text for word in words)
    others = {t.option for t in preview((unknown,), Deidentification(keep)).unnamed}
    assert others == {
        KeepOption.DRUGS,
        KeepOption.MARKERS,
        KeepOption.GENES,
        KeepOption.ADVERSE_EVENTS,
    } - {option}


def test_a_marker_is_chosen_by_the_name_that_is_recorded(unknown: Case) -> None:
    picture = SwimlaneOptions(markers=frozenset({"Yygen"}))
    options = FigureOptions(FRAME, picture, code="CASE-TEST")
    (series,) = content_of(unknown, options).swimlane.series
    assert len(series.points) == 1
    assert b"Yygen" not in bundle(unknown, options)["manifest.json"]


def test_in_a_cohort_two_patients_share_the_letters(unknown: Case) -> None:
    other = case(
        "Zz-2",
        diagnosis(),
        line(1, "D10", "D100", regimen="Other"),
        line(2, "D110", "D200", regimen="Zzumab"),
        AdverseEvent(id="e", date=date("D9"), term="yy ache"),
        last_seen("D300"),
    )
    cohort = deidentified_cohort((unknown, other), CohortOptions())
    marks = [e.mark.label for row in cohort.rows for e in row.events]
    assert len(marks) == 3
    assert len(set(marks)) == 2
    again = deidentified_cohort((other, unknown), CohortOptions())
    assert again == cohort


def test_letters_go_on_after_z() -> None:
    names = Names(())
    given = [names.of(Privacy.MARKER, f"marker {number}") for number in range(54)]
    assert given[0] == "Marker A"
    assert given[25:28] == ["Marker Z", "Marker AA", "Marker AB"]
    assert given[52:] == ["Marker BA", "Marker BB"]
    german = Names((), word=Words(Language.DE))
    assert german.of(Privacy.DRUG, "Zzumab") == "Wirkstoff A"


def test_every_kind_of_field_says_what_brings_it_back() -> None:
    never = {privacy for privacy in Privacy if keep_option(privacy) is None}
    assert never == {
        Privacy.CODE,
        Privacy.NUMBER,
        Privacy.VOCABULARY,
        Privacy.NOTES,
    }


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        ("FOLFOX", "FOLFOX"),
        ("folfox", "FOLFOX"),
        ("mFOLFOX6", "mFOLFOX6"),
        ("FOLFOX + bevacizumab", "FOLFOX + bevacizumab"),
        ("oxaliplatin + 5-FU + leucovorin", "oxaliplatin + fluorouracil + leucovorin"),
        ("melphalan 200 mg/m2", "melphalan"),
        (
            "lymphodepletion with fludarabine 30 mg/m2 and cyclophosphamide 300 mg/m2 "
            "d-5 to d-3",
            "fludarabine + cyclophosphamide",
        ),
        ("Flu 30 mg/m2, Cy 300 mg/m2", "FluCy"),
        ("fludarabine 25 mg/m\u00b2 + Zzumab 1.3 mg/kg", "fludarabine + Regimen A"),
    ],
)
def test_a_regimen_keeps_the_name_by_which_the_source_calls_it(
    written: str, leaves: str
) -> None:
    """FOLFOX is not mFOLFOX, even where a catalogue treats them alike; doses go."""
    assert Names(()).of(Privacy.REGIMEN, written) == leaves


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        ("bone marrow", "bone marrow"),
        ("adrenal gland, during surgery", "adrenal gland"),
        ("liver, resected as a delivered specimen", "liver"),
        ("Bone and bone marrow", "bone, bone marrow"),
        ("spinal cord", "spinal cord"),
        ("lumbar spine", "bone"),
        ("retroperitoneal lymph nodes", "retroperitoneum, lymph node"),
        ("hepatic flexure", "bowel"),
        ("splenic flexure of the colon", "bowel"),
        ("common hepatic duct", "bile duct"),
        ("epigastric pain", None),
        ("percutaneous", None),
        ("subcutaneous nodule", "skin"),
        ("hepatic segment VII", "liver"),
    ],
)
def test_an_organ_is_not_taken_for_its_neighbour(
    written: str, leaves: str | None
) -> None:
    assert Names(()).of(Privacy.SITE, written) == leaves


def test_a_word_that_the_site_added_is_no_known_word(unknown: Case) -> None:
    """What a site calls its drugs, markers and genes may name a person or a place."""
    words = [
        OwnWord.of("drug", {"name": "Zzumab", "class": "targeted"}),
        OwnWord.of("drug", {"name": "XX-001", "class": "hormonal"}),
        OwnWord.of("regimen", {"name": "House", "components": "Dr Zz; paclitaxel"}),
        OwnWord.of("analyte", {"name": "Zzgen", "marker": "yes"}),
        OwnWord.of("gene", {"name": "ZZG1"}),
    ]
    before = deidentified(unknown, SAFE)
    use_words(words)
    try:
        assert find_drug("Zzumab") is not None
        assert deidentified(unknown, SAFE) == before
        for privacy, text in (
            (Privacy.DRUG, "Zzumab"),
            (Privacy.REGIMEN, "House"),
            (Privacy.REGIMEN, "Dr Zz + paclitaxel"),
            (Privacy.REGIMEN, "Dr Zz"),
            (Privacy.MARKER, "Zzgen"),
            (Privacy.GENE, "ZZG1"),
            (Privacy.METHOD, "Zzgen"),
        ):
            assert known_word(privacy, text) is None
    finally:
        use_words(())


@pytest.mark.parametrize(
    ("words", "leaves"),
    [
        ("not detected", "not detected"),
        ("MSI-high", "MSI-high"),
        ("detected by Dr Miller", None),
        ("not usable, sample of 14/09/2023", None),
    ],
)
def test_a_result_in_words_leaves_in_usual_words(
    words: str, leaves: str | None
) -> None:
    result = Result(id="r", analyte="MRD", words=words)
    case = Case(Patient(id="p", code="P-1"), (result,))
    (left,) = deidentified(case, SAFE).of_kind(Result)
    assert left.words == leaves


def test_symptoms_and_causes_are_called_what_they_are() -> None:
    records = (
        Symptom(id="s", name="night sweats of Miller"),
        AdverseEvent(id="e", term="nausea"),
        Attribution(id="a", event="e", cause="nail biting"),
        Attribution(id="b", event="e", cause="cisplatin"),
    )
    left = deidentified(Case(Patient(id="p", code="P-1"), records), SAFE)
    assert [symptom.name for symptom in left.of_kind(Symptom)] == ["Symptom A"]
    causes = {attribution.cause for attribution in left.of_kind(Attribution)}
    assert "cisplatin" in causes
    assert not any("Drug" in cause or "nail" in cause for cause in causes)
