"""Dates that are counted from another record or from birth: their grammar and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.date_text import DateTextError, Precision
from timeline.case.offset_text import BIRTH
from timeline.case.partial_date import PartialDate
from timeline.language.words import Language, Words


@pytest.mark.parametrize(
    ("typed", "canonical", "words"),
    [
        ("line-1+D28", "line-1+D28", "28 days after line-1"),
        ("line-1 + 28 d", "line-1+D28", "28 days after line-1"),
        ("28 days after line-1", "line-1+D28", "28 days after line-1"),
        ("1 week before line-2.Stop", "line-2.stop-W1", "1 week before line-2.stop"),
        ("line-2.stop-D14", "line-2.stop-D14", "14 days before line-2.stop"),
        ("line-2.stop - 2 weeks", "line-2.stop-W2", "2 weeks before line-2.stop"),
        ("diagnosis+m18", "diagnosis+M18", "18 months after diagnosis"),
        ("line-1-M0", "line-1-M0", "less than 1 month before line-1"),
        ("line-1-D0", "line-1+D0", "same day as line-1"),
        (
            "20 to 28 days after line-1",
            "[line-1+D20..line-1+D28]",
            "20 to 28 days after line-1",
        ),
        (
            "20-28 d before line-1",
            "[line-1-D28..line-1-D20]",
            "20 to 28 days before line-1",
        ),
        (
            "[x-W1..x+D3]",
            "[x-W1..x+D3]",
            "between 1 week before x and 3 days after x",
        ),
        ("[..x+D28]", "[..x+D28]", "by 28 days after x"),
        ("[x+D20..]", "[x+D20..]", "from 20 days after x on"),
        ("[x+D20..x+D20]", "x+D20", "20 days after x"),
        ("age 63", "age 63", "age 63"),
        ("aged 63 years", "age 63", "age 63"),
        ("[age 63..age 65]", "[age 63..age 65]", "between age 63 and age 65"),
    ],
)
def test_what_is_understood(typed: str, canonical: str, words: str) -> None:
    date = PartialDate.parse(typed)
    assert (date.canonical, str(date)) == (canonical, words)
    assert date.precision is Precision.OFFSET
    assert date.known
    assert (date.earliest, date.latest, date.relative) == (None, None, False)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("2017-09", "2017-09"),
        ("M18", "M18"),
        ("14-Sep-2017", "2017-09-14"),
        ("2019-W12", "[2019-03-18..2019-03-24]"),  # no weeks before a record 2019
    ],
)
def test_a_date_without_an_anchor_stays_what_it_is(typed: str, canonical: str) -> None:
    date = PartialDate.parse(typed)
    assert (date.canonical, date.anchor) == (canonical, "")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("[line-1+D28..line-1+D20]", "ends before it starts"),
        ("[line-1+D28..line-2+D30]", "counted from the same point"),
        ("[line-1+D28..2019]", "counted from the same point"),
        ("age 121", "more than 120 years"),
        ("line-1+M1441", "more than 120 years"),
    ],
)
def test_what_is_refused(typed: str, says: str) -> None:
    with pytest.raises(DateTextError, match=says):
        PartialDate.parse(typed)


_IDS = st.from_regex(
    r"[A-Za-z][A-Za-z0-9_-]{0,20}(\.(start|stop|date))?", fullmatch=True
)
_ENDS = st.tuples(st.sampled_from("DWMY"), st.integers(0, 100), st.sampled_from("+-"))


@given(_IDS, _ENDS)
def test_the_canonical_text_is_read_back_as_it_is(
    anchor: str, end: tuple[str, int, str]
) -> None:
    unit, count, sign = end
    date = PartialDate.parse(f"{anchor}{sign}{unit}{count}")
    assert date.anchor == anchor
    assert PartialDate.parse(date.canonical) == date


def test_the_anchor_is_named_by_its_new_id() -> None:
    date = PartialDate.parse("[line-1.stop+D20..line-1.stop+D28]")
    renamed = date.renamed({"line-1": "line-1-2"})
    assert renamed == PartialDate.parse("[line-1-2.stop+D20..line-1-2.stop+D28]")
    age = PartialDate.parse("age 63")
    assert age.renamed({"line-1": "line-1-2"}) == age
    assert age.anchor == BIRTH


def test_german_words() -> None:
    german = Words(Language.DE)
    assert PartialDate.parse("x+D1").in_words(german) == "1 Tag nach x"
    assert PartialDate.parse("x-M2").in_words(german) == "2 Monate vor x"
