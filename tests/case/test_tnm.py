"""Categories of the TNM, and words put together from them."""

import pytest
from pydantic import ValidationError

from timeline.case.records.diagnosis import Diagnosis
from timeline.case.tnm import CATEGORIES, has_two_bases, read_tnm
from timeline.case.tumour_vocabulary import StageBasis

TAKEN = {
    "t": "X 0 a is is(DCIS) is(Paget) 1 1mi 1a 1a1 1b3 1d 2c 3b 4 4a 4d 4e 2(m) 1(3)",
    "n": "X 0 0a 0(i+) 0(mol-) 1 1mi 1mi(sn) 1a 1a(sn) 2a1 2b 2mi 3 3c 3b(f)",
    "m": "X 0 0(i+) 1 1a 1a(0) 1b 1c 1c1 1c2 1d 1d(1) 1e",
}
REFUSED = {
    "t": "T3 5 3e x mi 1amm is(x) 01 ypT2 2(m",
    "n": "N1 4 1d 3mi 0(sn+) -1",
    "m": "M0 2 1f 1c4 0(i-)",
}


@pytest.mark.parametrize(
    ("name", "value"), [(n, v) for n, vs in TAKEN.items() for v in vs.split()]
)
def test_every_category_of_the_edition_is_taken(name: str, value: str) -> None:
    assert getattr(Diagnosis.model_validate({"id": "d", name: value}), name) == value


@pytest.mark.parametrize(
    ("name", "value"), [(n, v) for n, vs in REFUSED.items() for v in vs.split()]
)
def test_what_is_no_category_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValidationError, match="without its letter"):
        Diagnosis.model_validate({"id": "d", name: value})


def test_the_examples_are_categories() -> None:
    for letter in CATEGORIES.values():
        assert all(letter.pattern.fullmatch(example) for example in letter.examples)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("ypT2", {"t": "2", "basis": "post-therapy, pathological"}),
        ("rcT3", {"t": "3", "basis": "recurrence, clinical"}),
        ("aT4aN2", {"t": "4a", "n": "2", "basis": "autopsy"}),
        (
            "pT3 pN1a cM0",
            {"t": "3", "n": "1a", "m": "0", "basis": "pathological"},
        ),
        ("cT1miN0M1c1", {"t": "1mi", "n": "0", "m": "1c1", "basis": "clinical"}),
        ("TisN0(i+)M0", {"t": "is", "n": "0(i+)", "m": "0"}),
        ("pT2, cN1", {"t": "2", "n": "1"}),  # two bases in one word
        ("cM1", {"m": "1", "basis": "clinical"}),
        ("prT2", {"t": "2"}),  # no such prefix
        ("T5", {}),
        ("pT2 and more", {}),
        ("", {}),
    ],
)
def test_a_word_is_read_whole_or_not_at_all(text: str, fields: dict[str, str]) -> None:
    assert read_tnm(text) == fields


@pytest.mark.parametrize("basis", StageBasis)
def test_what_is_written_is_read_back(basis: StageBasis) -> None:
    diagnosis = Diagnosis(id="d", basis=basis, t="2a", n="1", m="0")
    assert read_tnm(diagnosis.tnm)["basis"] == basis
    assert diagnosis.tnm == f"{basis.letter}T2aN1M0"


def test_t_and_n_of_one_word_may_have_two_bases() -> None:
    assert has_two_bases("rpT4a pN2a cM1a")
    assert has_two_bases("cT3 pN1")
    for one in ("pT3 pN1 cM0", "pT3 N1", "cT2aN3M1c", "no TNM"):
        assert not has_two_bases(one)
