"""Words of a site: what they may be, and what the catalogues then know."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.case import Case
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.treatment_vocabulary import DrugGroup
from timeline.clinical.catalogues.analytes import complete_analyte, find_analyte
from timeline.clinical.catalogues.drugs import complete_drug, find_drug
from timeline.clinical.catalogues.genes import find_gene
from timeline.clinical.catalogues.own_catalogues import CATALOGUES
from timeline.clinical.catalogues.own_words import (
    OwnWord,
    use_words,
    words_in,
    words_of,
)
from timeline.clinical.catalogues.regimens import drug_names, unknown_parts
from timeline.clinical.catalogues.tables import VOCABULARY, shipped_rows
from timeline.clinical.results import AnalyteGroup, analyte_group
from timeline.swimlane.model import Tone
from timeline.swimlane.tones import regimen_tones

DRUG = {"name": "ABC-001", "aliases": "ABC1; X one", "class": "hormonal"}
REGIMEN = {"name": "HOUSE-1", "components": "ABC-001; Taxol; XYZ-2"}
ANALYTE = {"name": "PIVKA-II", "unit": "mAU/mL", "marker": "yes", "high": "40"}


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Other tests know the program's own words only."""
    yield
    use_words(())


def word(catalogue: str, **texts: str) -> OwnWord:
    return OwnWord.of(catalogue, texts)


def test_the_catalogues_know_the_words_in_use() -> None:
    use_words((OwnWord.of("drug", DRUG), OwnWord.of("regimen", REGIMEN)))
    drug = find_drug("abc 1")
    assert drug is not None
    assert (drug.name, drug.group) == ("ABC-001", DrugGroup.HORMONAL)
    assert complete_drug("ABC-0") == ("ABC-001",)
    assert drug_names("house1") == ("ABC-001", "paclitaxel", "XYZ-2")
    assert unknown_parts("HOUSE-1") == ("XYZ-2",)
    assert regimen_tones("HOUSE-1") == (
        Tone.HORMONAL,
        Tone.CHEMOTHERAPY,
        Tone.OTHER_DRUG,
    )
    use_words(())
    assert find_drug("abc 1") is None
    assert drug_names("HOUSE-1") == ("HOUSE-1",)


def test_an_analyte_of_a_site_is_a_marker_where_it_says_so() -> None:
    use_words((OwnWord.of("analyte", ANALYTE), word("analyte", name="house index")))
    known = find_analyte("pivka II")
    assert known is not None
    assert (known.unit, known.high, known.marker) == ("mAU/mL", 40.0, True)
    assert complete_analyte("piv") == ("PIVKA-II",)
    assert analyte_group("PIVKA-II") is AnalyteGroup.MARKER
    assert analyte_group("House index") is AnalyteGroup.OTHER


def test_a_gene_of_a_site_is_found_by_its_other_names() -> None:
    use_words((word("gene", name="ZZGENE9", aliases="zzg"),))
    known = find_gene("ZZG")
    assert known is not None
    assert known.symbol == "ZZGENE9"


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_a_row_has_the_columns_of_its_table(catalogue: str) -> None:
    declared = CATALOGUES[catalogue]
    texts = {
        name: field.choices[0] if field.choices else "7"
        for name, field in declared.fields.items()
    }
    row = OwnWord.of(catalogue, texts).row()
    assert row.keys() == shipped_rows(declared.table)[0].keys()


@pytest.mark.parametrize(
    ("catalogue", "texts", "complaint"),
    [
        ("tumour", {"name": "x"}, "kinds: drug, regimen, analyte, gene"),
        ("drug", {"name": "ABC-001"}, "class of a drug is missing"),
        ("drug", {**DRUG, "class": "miracle"}, "is one of chemotherapy"),
        ("drug", {**DRUG, "dose": "5"}, "has no 'dose'; it takes name, aliases, class"),
        ("drug", {**DRUG, "name": "- + -"}, "needs a letter or a digit"),
        ("drug", {**DRUG, "name": "a; b"}, "has no semicolon"),
        ("drug", {**DRUG, "name": "x" * 201}, "longer than 200 characters"),
        ("drug", {**DRUG, "name": "a\x1b[31m"}, "cannot be printed"),
        ("drug", {**DRUG, "name": "a\u202eb"}, "cannot be printed"),
        ("drug", {**DRUG, "aliases": ";".join(map(str, range(51)))}, "at most 50"),
        ("drug", {**DRUG, "aliases": " ; ; "}, "nothing but semicolons"),
        ("drug", {**DRUG, "name": 5}, "is a text in quotes"),
        ("regimen", {"name": "HOUSE-1"}, "components of a regimen is missing"),
        ("analyte", {**ANALYTE, "high": "4,5"}, "is a number, such as 7.4"),
        ("analyte", {**ANALYTE, "high": "nan"}, "is a number, such as 7.4"),
        ("analyte", {**ANALYTE, "marker": "true"}, "is one of yes, no"),
    ],
)
def test_what_is_no_word_is_refused_in_words(
    catalogue: str, texts: dict[str, object], complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint.replace("+", r"\+")):
        OwnWord.of(catalogue, texts)


@pytest.mark.parametrize(
    ("catalogue", "texts", "holder"),
    [
        ("drug", {**DRUG, "name": "TAXOL"}, "paclitaxel"),
        ("drug", {**DRUG, "aliases": "new; 5-FU"}, "fluorouracil"),
        ("drug", {**DRUG, "name": "FLOT"}, "FLOT"),  # it would stand in lines
        ("regimen", {**REGIMEN, "name": "cisplatin + gemcitabine"}, "GP"),
        ("regimen", {**REGIMEN, "aliases": "Herceptin"}, "trastuzumab"),
        ("analyte", {**ANALYTE, "aliases": "CA 19-9"}, "CA19-9"),
        ("gene", {"name": "her2"}, "ERBB2"),
    ],
)
def test_a_name_of_the_catalogue_keeps_its_meaning(
    catalogue: str, texts: dict[str, object], holder: str
) -> None:
    with pytest.raises(ValueError, match=f"already, as {holder}"):
        OwnWord.of(catalogue, texts).check_free()


def test_a_word_of_the_site_keeps_its_names_and_can_be_changed() -> None:
    use_words((OwnWord.of("drug", DRUG),))
    with pytest.raises(ValueError, match="already, as ABC-001"):
        OwnWord.of("drug", {**DRUG, "name": "DEF-2", "aliases": "abc1"}).check_free()
    OwnWord.of("drug", {**DRUG, "class": "targeted"}).check_free()


@given(st.text(min_size=1, max_size=60), st.lists(st.text(max_size=20), max_size=4))
def test_a_word_is_stored_and_read_back_or_refused(name: str, more: list[str]) -> None:
    texts = {"name": name, "aliases": ";".join(more), "class": "other"}
    try:
        own = OwnWord.of("drug", texts)
    except ValueError:
        return
    assert len(own.setting_name) <= 64
    assert words_of({own.setting_name: own.setting_text}) == (own,)
    assert own.name == name.strip()


@pytest.mark.parametrize("text", ["", "[]", "5", '{"name": "x"}', "{" * 5000])
def test_a_setting_that_is_no_word_is_passed_over(text: str) -> None:
    assert words_of({f"{VOCABULARY}drug.0123456789abcdef": text}) == ()
    assert words_of({"lost_after_days": "365", f"{VOCABULARY}drug.1": None}) == ()


def test_a_case_takes_along_the_words_that_it_uses() -> None:
    case = Case.of(
        (
            Patient(id="patient", code="P-1"),
            TherapyLine(id="l1", regimen="house-1 + trastuzumab"),
            Result(id="r1", analyte="Pivka II", value=3),
        )
    )
    drug, regimen = OwnWord.of("drug", DRUG), OwnWord.of("regimen", REGIMEN)
    analyte = OwnWord.of("analyte", ANALYTE)
    other = word("drug", name="DEF-2", **{"class": "other"})
    gene = word("gene", name="PIVKA-II")  # no field of a gene has it
    used = words_in(case, (drug, regimen, analyte, other, gene))
    assert set(used) == {drug, regimen, analyte}


def test_a_drug_of_a_course_is_taken_along_by_its_alias() -> None:
    course = DrugCourse(id="c1", drug="abc-1")
    case = Case.of((Patient(id="patient", code="P-1"), course))
    drug = OwnWord.of("drug", DRUG)
    assert words_in(case, (drug,)) == (drug,)
