import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.case import Case
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.regimens import (
    all_regimens,
    complete_regimen,
    components,
    drug_names,
    find_regimen,
    unknown_parts,
)
from timeline.clinical.catalogues.terms import folded


@pytest.mark.parametrize(
    ("text", "components"),
    [
        ("GEMCIS", ("gemcitabine", "cisplatin")),
        ("GemCis", ("gemcitabine", "cisplatin")),
        ("GP", ("gemcitabine", "cisplatin")),
        ("GEMICS", ("gemcitabine", "cisplatin")),
        ("AS", ("albumin-bound paclitaxel", "S-1")),
        ("RT + S-1", ("radiotherapy", "S-1")),
        ("mFOLFOX", ("leucovorin", "fluorouracil", "oxaliplatin")),
        ("CAPOX", ("capecitabine", "oxaliplatin")),
        ("durvalumab + GEMCIS", ("durvalumab", "gemcitabine", "cisplatin")),
    ],
)
def test_a_regimen_expands_to_its_components(
    text: str, components: tuple[str, ...]
) -> None:
    regimen = find_regimen(text)
    assert regimen is not None
    assert regimen.components == components


@pytest.mark.parametrize(
    "text",
    ["pyrotinib + trastuzumab", "Pyrotinib and Herceptin", "trastuzumab, pyrotinib"],
)
def test_components_find_their_regimen_in_any_order(text: str) -> None:
    regimen = find_regimen(text)
    assert regimen is not None
    assert regimen.label == "trastuzumab + pyrotinib"


def test_an_open_choice_of_partners_fits_only_with_one_of_them() -> None:
    with_one = find_regimen("cisplatin + capecitabine + trastuzumab")
    assert with_one is not None
    assert with_one.label == "trastuzumab + cisplatin + fluoropyrimidine"
    assert find_regimen("trastuzumab + cisplatin") is None


@pytest.mark.parametrize("text", ["", "X", "gemcitabine + aspirin", "+"])
def test_an_unknown_regimen_is_not_guessed(text: str) -> None:
    assert find_regimen(text) is None


def test_no_two_regimens_share_a_name() -> None:
    names = [folded(n) for r in all_regimens() for n in (r.label, *r.aliases)]
    assert len(names) == len(set(names))


def test_every_component_is_a_drug_of_the_catalogue_or_radiotherapy() -> None:
    for regimen in all_regimens():
        for part in regimen.components:
            drug = find_drug(part)
            assert part == "radiotherapy" or (drug and drug.name == part), part


def test_completion_offers_the_label_for_an_alias() -> None:
    assert complete_regimen("gemcis") == ("GP",)
    assert complete_regimen("xyz") == ()


@given(st.text(max_size=40))
def test_any_text_can_be_looked_up(text: str) -> None:
    regimen = find_regimen(text)
    assert regimen is None or regimen in all_regimens()


def test_regimens_of_the_published_cases_are_known(cases: tuple[Case, ...]) -> None:
    case = next(case for case in cases if case.code == "GBC-90")
    assert {line.regimen for line in case.lines if not find_regimen(line.regimen)} == (
        set()
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("cisplatin + gemcitabine", ("cisplatin", "gemcitabine")),
        ("S-1 and trastuzumab", ("S-1", "trastuzumab")),
        ("capecitabine/oxaliplatin plus bevacizumab", (
            "capecitabine", "oxaliplatin", "bevacizumab",
        )),
        ("mand", ("mand",)),  # a word with "and" in it is one word
        (" + ", ()),
    ],
)  # fmt: skip
def test_the_parts_of_a_combination(text: str, parts: tuple[str, ...]) -> None:
    assert components(text) == parts


@pytest.mark.parametrize(
    ("name", "drugs"),
    [
        ("FLOT", {"fluorouracil", "leucovorin", "oxaliplatin", "docetaxel"}),
        ("XELOX", {"capecitabine", "oxaliplatin"}),
        ("SOX", {"S-1", "oxaliplatin"}),
        ("TCHP", {"docetaxel", "carboplatin", "trastuzumab", "pertuzumab"}),
        ("RVd", {"lenalidomide", "bortezomib", "dexamethasone"}),
        ("dose-dense AC", {"doxorubicin", "cyclophosphamide"}),
        ("TPF", {"docetaxel", "cisplatin", "fluorouracil"}),
        ("PCV", {"procarbazine", "lomustine", "vincristine"}),
        (
            "FOLFOXIRI",
            {"fluorouracil", "leucovorin", "oxaliplatin", "irinotecan"},
        ),
        (
            "escBEACOPP",
            {
                "bleomycin",
                "etoposide",
                "doxorubicin",
                "cyclophosphamide",
                "vincristine",
                "procarbazine",
                "prednisone",
            },
        ),
        (
            "R-CHOP",
            {"rituximab", "cyclophosphamide", "doxorubicin", "vincristine"}
            | {"prednisone"},
        ),
    ],
)
def test_an_acronym_stands_for_its_drugs(name: str, drugs: set[str]) -> None:
    regimen = find_regimen(name)
    assert regimen is not None
    assert set(regimen.drugs) == drugs


def test_every_regimen_has_a_source_and_the_day_of_its_last_check() -> None:
    for regimen in all_regimens():
        assert regimen.source, regimen.label
        assert dt.date.fromisoformat(regimen.checked), regimen.label


@pytest.mark.parametrize("word", ["CR", "PR", "SD", "PD", "NE"])
def test_a_category_of_response_is_no_regimen(word: str) -> None:
    assert find_regimen(word) is None


@pytest.mark.parametrize(
    ("text", "names", "unknown"),
    [
        ("GP", ("gemcitabine", "cisplatin"), ()),
        ("Herceptin", ("trastuzumab",), ()),
        ("ABC-001 + paclitaxel", ("ABC-001", "paclitaxel"), ("ABC-001",)),
        ("XELOX + apatinib", ("capecitabine", "oxaliplatin", "apatinib"), ()),
        (
            "second-line chemotherapy + trastuzumab",
            ("second-line chemotherapy", "trastuzumab"),
            ("second-line chemotherapy",),
        ),
        ("capecitabine + radiotherapy", ("capecitabine",), ()),
        ("a mixture that nobody knows", ("a mixture that nobody knows",), None),
        ("active symptom control", (), ()),
    ],
)
def test_no_part_of_a_combination_is_lost(
    text: str, names: tuple[str, ...], unknown: tuple[str, ...] | None
) -> None:
    assert drug_names(text) == names
    assert unknown_parts(text) == (names if unknown is None else unknown)
