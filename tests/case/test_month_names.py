"""A name of a month means one month, in whatever language."""

import pytest

from timeline.case.month_names import _NAMES, month_number


def test_no_name_means_two_months() -> None:
    for number, names in enumerate(_NAMES, start=1):
        assert {month_number(name) for name in names.split()} == {number}


@pytest.mark.parametrize(
    ("name", "number"),
    [("MÄRZ", 3), ("marz", 3), ("Aout", 8), ("fevrier", 2), ("Jänner", 1), ("DEZ", 12)],
)
def test_accents_and_capitals_do_not_count(name: str, number: int) -> None:
    assert month_number(name) == number


@pytest.mark.parametrize("name", ["jui", "ma", "m", "", "mardi", "marchs", "三月"])
def test_what_could_be_two_or_none_is_no_month(name: str) -> None:
    assert month_number(name) is None
