"""The names of columns say what they hold, and a name of two things says none."""

import pytest

from timeline.exchange.header_words import (
    detail_of_test,
    field_of,
    identifies,
    is_date,
    named_test,
)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Patient_ID", "patient"),
        ("USUBJID", "patient"),
        ("Entnahmedatum", "date"),
        ("date_bp", "date"),
        ("Sampling date", "date"),
        ("LBORRES", "amount"),
        ("Referenzbereich", "range"),
        ("Update", ""),
        ("birth date", ""),
        ("colour", ""),
    ],
)
def test_fields(header: str, field: str) -> None:
    assert field_of(header) == field


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("Vorname", "a name"),
        ("DOB", "a birth date"),
        ("date_of_birth", "a birth date"),
        ("Fall-Nr", "a hospital number"),
        ("E-Mail", "an address"),
        ("Patient", ""),
    ],
)
def test_what_identifies_a_person(header: str, what: str) -> None:
    assert identifies(header) == what


@pytest.mark.parametrize(
    "header",
    ["2020-03-04", "03/04/2020", "4.3.20", "2020-03", "Mar 2020", "4. März 2020"],
)
def test_dates(header: str) -> None:
    assert is_date(header)


@pytest.mark.parametrize(
    "header", ["1.48", "2020", "CA 19-9", "CA27.29", "M18", "5 6 7"]
)
def test_what_is_no_date(header: str) -> None:
    assert not is_date(header)


@pytest.mark.parametrize(
    ("header", "named"),
    [
        ("CA 19-9 (U/mL)", ("CA 19-9", "U/mL")),
        ("Hb g/dl", ("Hb", "g/dl")),
        ("Leukozyten [G/l]", ("Leukozyten", "G/l")),
        ("CEA", ("CEA", "")),
        ("Visit (first)", ("", "")),
        ("Week 12", ("", "")),
    ],
)
def test_tests_and_units(header: str, named: tuple[str, str]) -> None:
    assert named_test(header) == named


@pytest.mark.parametrize(
    ("header", "detail"),
    [
        ("CA 19-9 flag", ("CA 19-9", "flag")),
        ("CEA (unit)", ("CEA", "unit")),
        ("CEA reference range", ("CEA", "range")),
        ("colour flag", ("", "")),
    ],
)
def test_details_of_a_test(header: str, detail: tuple[str, str]) -> None:
    assert detail_of_test(header) == detail
