"""What the short page says of the stages of a case."""

from clinical.small_case import record
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.clinical.review import review
from timeline.report.build import document_of
from timeline.report.text import as_text

BREAST = {"site": "breast", "t": "2", "n": "1", "m": "0", "tnm_edition": "AJCC 8"}
LUNG = {"site": "lung", "t": "1c", "n": "2b", "m": "0", "tnm_edition": "AJCC 9"}


def words(*entries: Entry) -> str:
    case = Case.of((record("patient", "patient", code="X-1"), *entries))
    page = as_text(document_of(review(case), every_record=False))
    return " ".join(page.split())


def test_the_header_gives_the_computed_stage_where_none_is_stated() -> None:
    assert "lung, cT1cN2bM0, computed IIIA" in words(
        record("diagnosis", "d", basis="clinical", **LUNG)
    )
    stated = words(record("diagnosis", "d", stage_stated="IIIB", **LUNG))
    assert "T1cN2bM0, stated IIIB" in stated
    assert "stated IIIB, computed IIIA (AJCC 9th edition stage groups)" in stated
    assert "Stage stated IIIB, computed IIIA from T1cN2bM0 (AJCC 9)." in stated


def test_a_single_stage_names_its_tumour_where_there_are_two() -> None:
    page = words(
        record("diagnosis", "b", site="stomach"), record("diagnosis", "l", **LUNG)
    )
    assert "lung, T1cN2bM0: stated none, computed IIIA" in page


def test_the_header_gives_the_index_tumour_and_takes_none_for_it() -> None:
    stomach = record("diagnosis", "b", site="stomach")
    page = words(stomach, record("diagnosis", "l", index_tumour=True, **LUNG))
    assert "lung, T1cN2bM0, computed IIIA, +1 more" in page
    page = words(stomach, record("diagnosis", "l", **LUNG))
    assert "2 tumours, index not settled: stomach, lung" in page


def test_each_of_several_primaries_is_named_with_its_stage() -> None:
    page = words(
        record("diagnosis", "b", laterality="left", **BREAST),
        record("diagnosis", "l", organ_part="upper third", **LUNG),
    )
    assert "breast, T2N1M0: stated none, computed IIB" in page
    assert "lung, T1cN2bM0: stated none, computed IIIA" in page
    assert "laterality: left" in page
    assert "part of the organ: upper third" in page


def test_a_stage_of_another_system_is_told_with_it() -> None:
    ovary = {"site": "ovary", "stage_system": "FIGO", "stage_stated": "IIIC"}
    page = words(record("diagnosis", "d", **ovary))
    assert "STAGE stated FIGO IIIC; no TNM is recorded" in page
    assert "Stage stated" not in page
    assert "ovary, stated FIGO IIIC" in page
