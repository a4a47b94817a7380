"""A study code that could tell who the patient is."""

import pytest

from timeline.tui.entry.code_check import doubt


@pytest.mark.parametrize(
    "code",
    [
        "GBC-90",
        "P-1",
        "SYNTHETIC-BTC-1",
        "017",
        "A/12",
        "HM",
        "GBC-13-2021",
        "P-2021-0512",
    ],
)
def test_a_code_of_a_study_raises_no_doubt(code: str) -> None:
    assert doubt(code) == ""


@pytest.mark.parametrize("code", ["Müller Hans", "Meier", "王明"])
def test_a_code_without_a_number_could_be_a_name(code: str) -> None:
    assert "could be a name" in doubt(code)


@pytest.mark.parametrize(
    "code",
    [
        "HM 12.3.1958",
        "HM-1958-03-12",
        "12/03/58",
        "PAT 5.2021",  # a month tells as much with a name or a rare disease
        "PAT-2021-05",
        "PAT 12/1958",
    ],
)
def test_a_date_could_be_that_of_birth(code: str) -> None:
    assert "date" in doubt(code)
