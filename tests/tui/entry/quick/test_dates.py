"""Dates are found at the ends of a line, with the words that make an end of them."""

import pytest

from timeline.tui.entry.quick.dates import DateRole, dates_in, refused_dates, take_date
from timeline.tui.entry.quick.unread import Unread, plain


@pytest.mark.parametrize(
    ("text", "first", "last", "role"),
    [
        ("14 Sep 2017 surgery", "14 Sep 2017", "", DateRole.AT),
        ("surgery on 14 Sep 2017", "14 Sep 2017", "", DateRole.AT),
        ("9.17 surgery", "2017-09", "", DateRole.AT),
        ("surgery sep17", "2017-09", "", DateRole.AT),
        ("PD 5. März 2024", "5. März 2024", "", DateRole.AT),
        ("2024年3月5日 PD", "2024年3月5日", "", DateRole.AT),
        ("PD 15/05/20", "2020-05-15", "", DateRole.AT),
        ("PD 3/4/2024", "3/4/2024", "", DateRole.AT),  # the form asks which
        ("PD early 2020", "early 2020", "", DateRole.AT),
        ("PD KW 12/2023", "KW 12/2023", "", DateRole.AT),
        (
            "GP desde marzo 2024 hasta mayo 2024",
            "marzo 2024",
            "mayo 2024",
            DateRole.SINCE,
        ),
        (
            "GP vom 5. März bis 7. Mai 2024",
            "5. März 2024",
            "7. Mai 2024",
            DateRole.START,
        ),
        (
            "PD zwischen Mai und Juli 2021",
            "[Mai 2021..Juli 2021]",
            "",
            DateRole.AT,
        ),
        ("GP May to July 2021", "May 2021", "July 2021", DateRole.AT),
        ("surgery Sep 12, 2017", "Sep 12, 2017", "", DateRole.AT),
        ("GP 2019-04.. 2019-08", "2019-04", "2019-08", DateRole.AT),
        ("GP 4/2019-8/2019", "4/2019", "8/2019", DateRole.AT),
        ("GP (5.2019)", "5.2019", "", DateRole.AT),
        ("5.20..8.21 trastuzumab", "2020-05", "2021-08", DateRole.AT),
        ("GP 12 to 14 May 2020", "12 May 2020", "14 May 2020", DateRole.AT),
        ("GP 12.-14.5.2020", "12.5.2020", "14.5.2020", DateRole.AT),
        ("GP since Mar 2019", "Mar 2019", "", DateRole.SINCE),
        ("GP from Mar 2019", "Mar 2019", "", DateRole.START),
        ("GP till Mar 2019", "Mar 2019", "", DateRole.STOP),
        ("GP from Mar 2019 until May 2019", "Mar 2019", "May 2019", DateRole.START),
        ("GP 5.2019 -", "5.2019", "", DateRole.START),
        ("5.2019.. GP", "5.2019", "", DateRole.START),
        ("5.2019 - ongoing GP", "5.2019", "", DateRole.START),
        ("5.2019 - PD liver", "5.2019", "", DateRole.AT),
        ("PD 2019", "2019", "", DateRole.AT),
        ("2021\u201105\u201103 PD", "2021-05-03", "", DateRole.AT),
        ("PD D120", "D120", "", DateRole.AT),
    ],
)
def test_a_date_and_its_role(text: str, first: str, last: str, role: DateRole) -> None:
    (date,) = dates_in(Unread(plain(text)))
    assert (date.first, date.last, date.role) == (first, last, role)


@pytest.mark.parametrize(
    "text",
    [
        "5 mg",
        "CEA 9.17",  # at the end of a line it may be a value
        "first 2019 value",  # a bare number between words may be anything
        "gemcitabine d1 and d8",
        "surgery 31.2.2020",
        "PD fine 20",
        "PD 2 weeks after 14.5.2021",  # never a part of a longer phrase
        "PD before 14.5.2021",
        "PD zwischen 3.5. und 5.7.2021",
    ],
)
def test_what_may_be_something_else_is_no_date(text: str) -> None:
    assert dates_in(Unread(text)) == ()


def test_one_of_two_dates_is_not_chosen() -> None:
    unread = Unread("PD 3.2019 seen again 5.2019")
    assert take_date(unread) == ""
    assert unread.left_over == "PD 3.2019 seen again 5.2019"


def test_what_is_written_as_a_date_and_is_none_says_why() -> None:
    (words,) = refused_dates("ca19-9 1200 31.2.2020")
    assert words.startswith("31.2.2020: Feb 2020 has 29 days")
