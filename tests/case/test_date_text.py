"""Dates in six languages and Chinese: one reading is taken, two are named.

Names of months are spelled out here from glibc's locale tables, apart from those of the
program. Expected days are counted by hand; the ISO weeks are those of a 2023 calendar.
"""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.date_text import (
    AmbiguousDateError,
    DateTextError,
    Precision,
    read,
    readings,
)
from timeline.case.locale import ASK, DateOrder, Locale
from timeline.case.partial_date import PartialDate

DAY_FIRST = Locale(date_order=DateOrder.DAY_FIRST)
MONTH_FIRST = Locale(date_order=DateOrder.MONTH_FIRST)

LANGUAGES = {
    "English": (
        "{day} {name} {year}",
        "January February March April May June July August September October "
        "November December",
    ),
    "American": (
        "{name} {day}, {year}",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    ),
    "German": (
        "{day}. {name} {year}",
        "Januar Februar März April Mai Juni Juli August September Oktober November "
        "Dezember",
    ),
    "Austrian": (
        "{day}.{name} {year}",
        "Jän Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
    ),
    "French": (
        "le {day} {name} {year}",
        "janv. févr. mars avril mai juin juil. août sept. oct. nov. déc.",
    ),
    "French in full": (
        "{day} {name} {year}",
        "janvier février mars avril mai juin juillet août septembre octobre novembre "
        "décembre",
    ),
    "Spanish": (
        "{day} de {name} de {year}",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre "
        "noviembre diciembre",
    ),
    "Spanish, short": (
        "{day}-{name}-{year}",
        "ene feb mar abr may jun jul ago sep oct nov dic",
    ),
    "Italian": (
        "{day} {name} {year}",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre "
        "novembre dicembre",
    ),
    "Italian, short": (
        "{day} {name} {year}",
        "gen feb mar apr mag giu lug ago set ott nov dic",
    ),
    "Portuguese": (
        "{day} de {name} de {year}",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro "
        "novembro dezembro",
    ),
    "Portuguese, short": (
        "{day}/{name}/{year}",
        "jan fev mar abr mai jun jul ago set out nov dez",
    ),
}
NUMBERS = ("{day}.{month}.{year}", "{year}.{month}.{day}", "{year}/{month:02}/{day:02}",
           "{year}年{month}月{day}日", "{year}-{month:02}-{day:02}")  # fmt: skip
calendar_days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@given(calendar_days, st.sampled_from(sorted(LANGUAGES)), st.booleans(), st.booleans())
def test_every_day_in_every_language_reads_back(
    when: dt.date, language: str, unaccented: bool, capitals: bool
) -> None:
    form, names = LANGUAGES[language]
    name = names.split()[when.month - 1]
    text = form.format(day=when.day, name=name, year=when.year)
    if unaccented:
        text = text.translate(str.maketrans("äéûç", "aeuc"))
    date = PartialDate.parse(text.upper() if capitals else text)
    assert date.canonical == when.isoformat()


@given(calendar_days, st.sampled_from(NUMBERS), st.sampled_from([ASK, MONTH_FIRST]))
def test_every_day_in_numbers_reads_back(
    when: dt.date, form: str, locale: Locale
) -> None:
    text = form.format(day=when.day, month=when.month, year=when.year)
    assert read(text, locale).canonical == when.isoformat()


@given(calendar_days, st.sampled_from("/-"), st.booleans())
def test_a_slash_has_two_readings_where_both_exist(
    when: dt.date, mark: str, american: bool
) -> None:
    first, second = (when.month, when.day) if american else (when.day, when.month)
    text = f"{first}{mark}{second}{mark}{when.year}"
    if when.day > 12 or when.day == when.month:
        assert [r.canonical for r in readings(text)] == [when.isoformat()]
        return
    both = [r.canonical for r in readings(text)]
    assert both == [f"{when.year:04}-{second:02}-{first:02}",
                    f"{when.year:04}-{first:02}-{second:02}"]  # fmt: skip
    with pytest.raises(AmbiguousDateError) as refused:
        PartialDate.parse(text)
    assert all(canonical in str(refused.value) for canonical in both)
    locale = MONTH_FIRST if american else DAY_FIRST
    assert PartialDate.parse(text, locale).canonical == when.isoformat()


FRAGMENTS = (
    *("1", "2", "03", "12", "13", "31", "2020", "1999", "20"),
    *(
        ".",
        "/",
        "-",
        " ",
        ", ",
        "..",
        "[",
        "]",
        "\N{EN DASH}",
        "\u2011",
        "?",
        "th",
        "º",
    ),
    *("Mar", "mai", "März", "年", "月", "日", "year"),
    *(
        " to ",
        " bis ",
        "since ",
        "seit ",
        "early ",
        "Ende ",
        "between ",
        " and ",
        " de ",
    ),
)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=9).map("".join))
def test_no_text_gets_a_day_that_it_does_not_state(text: str) -> None:
    try:
        meant = readings(text)
    except DateTextError:
        return
    stated = [int(number) for number in re.findall(r"\d+", text)]
    for reading in meant:
        for year, month, day in re.findall(r"(\d{4})-(\d\d)-(\d\d)", reading.canonical):
            assert int(day) in stated
            assert int(year) in stated
            assert int(month) in stated or re.search("mar|mai|mär", text.lower())


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("5. März 2024", "2024-03-05"),
        ("Dez 2023", "2023-12"),
        ("5 mars 2024", "2024-03-05"),
        ("2024年3月5日", "2024-03-05"),
        ("2024年3月", "2024-03"),
        ("2024年", "2024"),
        ("２０２４年３月５日", "2024-03-05"),
        ("2024.3.5", "2024-03-05"),
        ("25/03/2024", "2024-03-25"),
        ("2021\N{NON-BREAKING HYPHEN}05\N{NON-BREAKING HYPHEN}03", "2021-05-03"),
        ("2021\N{HYPHEN}05", "2021-05"),
        ("2021\N{EN DASH}05\N{EN DASH}03", "2021-05-03"),
        ("2021\N{MINUS SIGN}05", "2021-05"),
        ("14.\N{NO-BREAK SPACE}9.\N{THIN SPACE}2017", "2017-09-14"),
        ("Sep\N{NARROW NO-BREAK SPACE}2017", "2017-09"),
        ("Ma\N{COMBINING DIAERESIS}rz 2024", "2024-03"),
        ("1º maggio 2020", "2020-05-01"),
        ("1er mars 2020", "2020-03-01"),
        ("1º de maio de 2020", "2020-05-01"),
        ("12 de mayo del 2020", "2020-05-12"),
        ("May 3rd, 2020", "2020-05-03"),
        ("3rd of May 2020", "2020-05-03"),
        ("im März 2024", "2024-03"),
        ("en mayo de 2020", "2020-05"),
        ("Mrz. 2020", "2020-03"),
        ("2024/03/05", "2024-03-05"),
        ("KW 12/2023", "[2023-03-20..2023-03-26]"),
        ("kw12 2023", "[2023-03-20..2023-03-26]"),
        ("2023-W12", "[2023-03-20..2023-03-26]"),
        ("2023-W12-5", "2023-03-24"),
        ("2020-W53", "[2020-12-28..2021-01-03]"),
        ("12 to 14 May 2020", "[2020-05-12..2020-05-14]"),
        ("12\N{EN DASH}14 May 2020", "[2020-05-12..2020-05-14]"),
        ("12.-14.5.2020", "[2020-05-12..2020-05-14]"),
        ("vom 12. bis 14. Mai 2020", "[2020-05-12..2020-05-14]"),
        ("du 12 au 14 mai 2020", "[2020-05-12..2020-05-14]"),
        ("between 12 and 14 May 2020", "[2020-05-12..2020-05-14]"),
        ("since Mar 2019", "[2019-03..]"),
        ("seit März 2019", "[2019-03..]"),
        ("depuis mars 2019", "[2019-03..]"),
        ("desde marzo de 2019", "[2019-03..]"),
        ("bis März 2019", "[..2019-03]"),
        ("jusqu'en mars 2019", "[..2019-03]"),
        ("hasta marzo de 2019", "[..2019-03]"),
        ("fino a marzo 2019", "[..2019-03]"),
        ("até março de 2019", "[..2019-03]"),
        ("zwischen Mai 2020 und Feb 2021", "[2020-05..2021-02]"),
        ("between 25/3/2024 and 1.5.2024", "[2024-03-25..2024-05-01]"),
        # the other way round it would end before it starts
        ("[03/04/2024..02/05/2024]", "[2024-04-03..2024-05-02]"),
    ],
)
def test_what_has_one_reading_is_taken(typed: str, canonical: str) -> None:
    for locale in (ASK, DAY_FIRST):
        assert read(typed, locale).canonical == canonical
    assert PartialDate.parse(typed).canonical == canonical


@pytest.mark.parametrize(
    ("typed", "certain"),
    [
        ("early 2020", "2020"),
        ("Anfang 2020", "2020"),
        ("mid-2020", "2020"),
        ("Mitte 2020", "2020"),
        ("late 2019", "2019"),
        ("end of March 2019", "2019-03"),
        ("Ende März 2019", "2019-03"),
        ("début 2020", "2020"),
        ("fin mars 2019", "2019-03"),
        ("mediados de marzo de 2019", "2019-03"),
        ("metà 2020", "2020"),
        ("início de 2020", "2020"),
        ("2020年初", "2020"),
        ("2020年3月下旬", "2020-03"),
    ],
)
def test_a_rough_date_keeps_its_words_and_gets_no_limits(
    typed: str, certain: str
) -> None:
    reading = read(typed)
    assert (reading.canonical, reading.beyond) == (certain, typed)
    with pytest.raises(DateTextError, match=f"limits.*{certain} alone is certain"):
        PartialDate.parse(typed)


@pytest.mark.parametrize("typed", ["early 5 March 2019", "end of treatment", "late"])
def test_rough_words_need_a_month_or_a_year(typed: str) -> None:
    with pytest.raises(DateTextError):
        read(typed)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("15/15/2020", r"^There is no month 15\. Months run from 1 to 12\.$"),
        ("2020.15.3", "There is no month 15"),
        ("31/02/2023", "Feb 2023 has 28 days, so there is no day 31. There is no mon"),
        ("30. Februar 2020", "Feb 2020 has 29 days"),
        ("KW 53/2023", "2023 has 52 weeks, so there is no week 53"),
        ("2023-W12-8", "no day 8"),
        ("15/05/20", "four digits"),
        ("14.9.17", "four digits"),
        ("5.12", "a day and a month, or a month and a year"),
        ("9/17", "a day and a month, or a month and a year"),
        ("sep 17", "The year is missing, or has two digits"),
        ("Mar-20", "The year is missing, or has two digits"),
        ("5. März", "The year is missing"),
        ("May", "The year is missing"),
        ("2021\N{ZERO WIDTH SPACE}05", r"invisible character U\+200B"),
        ("jui 2020", "no date that can be read"),
        ("14-12 May 2020", "ends before it starts"),
        ("0 to 3 May 2020", "no day 0"),
        ("12 to 32 May 2020", "May 2020 has 31 days, so there is no day 32"),
        ("3 March 2020 bis 5 April 2020", "two dates"),
        ("2020-05\N{EN DASH}2021-02", "two dates"),
        ("vor März 2019", "whether the month itself counts"),
        ("nach der Operation", "cannot name an event"),
        ("2020-05-1²", "no date that can be read"),
    ],
)
def test_what_has_none_says_the_true_reason(typed: str, reason: str) -> None:
    with pytest.raises(DateTextError, match=reason):
        read(typed)


def test_both_readings_are_named_in_words_and_as_they_are_written() -> None:
    with pytest.raises(AmbiguousDateError) as refused:
        read("03/04/2024")
    assert str(refused.value) == (
        "Day and month could be either way round: 3 Apr 2024 or 4 Mar 2024. "
        "Write 2024-04-03 or 2024-03-04."
    )
    assert [r.precision for r in refused.value.readings] == [Precision.DAY] * 2


def test_a_locale_settles_only_what_is_open() -> None:
    assert read("03/04/2024", DAY_FIRST).canonical == "2024-04-03"
    assert read("03/04/2024", MONTH_FIRST).canonical == "2024-03-04"
    assert read("25/03/2024", MONTH_FIRST).canonical == "2024-03-25"
    assert read("[03/04/2024..]", MONTH_FIRST).canonical == "[2024-03-04..]"
