"""The word that is being typed is completed from the words of the case."""

import pytest

from timeline.case.case import Case
from timeline.case.fields import specs_by_name
from timeline.case.records.finding import Finding
from timeline.case.records.therapy import DrugCourse
from timeline.tui.entry.order_fields import ORDER_SPECS
from timeline.tui.entry.words import KnownWords, is_wordy
from tui.entry.small_case import CASE

FINDING = Finding.model_validate(
    {
        "id": "ct",
        "type": "imaging",
        "site": "right adrenal gland",
        "result": "adrenal metastasis, radiation-induced changes",
        "notes": "The adrenocortical function is normal.",
    }
)
WORDS = KnownWords(CASE.with_record(FINDING))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("new right ad", "renal"),  # twice in the case, before the longer word
        ("adrenoc", "ortical"),
        ("CT: ra", "diation-induced"),
        ("HEP", "atic"),
        ("pembro", "lizumab"),  # from the catalogue of drugs
        ("cryoab", "lation"),
        ("a", ""),  # one letter is too little
        ("right ", ""),
        ("adrenal", ""),
        ("adrena", ""),  # a single letter is typed as quickly
        ("2017-ad", ""),  # no word begins there
        ("", ""),
        ("xq", ""),
    ],
)
def test_the_rest_of_a_word(text: str, rest: str) -> None:
    assert WORDS.rest(text) == rest


def test_words_come_from_texts_only() -> None:
    assert KnownWords(CASE).rest("Discha") == "rge"  # the name of a source
    assert KnownWords(Case(CASE.patient)).rest("Discha") == ""
    assert WORDS.rest("first-op") == ""  # an id is no word


def test_only_fields_of_words_are_completed() -> None:
    finding, course = specs_by_name(Finding), specs_by_name(DrugCourse)
    assert all(map(is_wordy, (finding["result"], finding["notes"], course["drug"])))
    others = ("id", "date", "type", "source", "confidence")
    assert not any(is_wordy(finding[name]) for name in others)
    assert not any(map(is_wordy, ORDER_SPECS.values()))
