"""Markers of a patient with two tumours are read on the lines of theirs."""

import pytest

from clinical.marker_examples import line, markers, psa, result
from timeline.case.record import Record
from timeline.case.records.diagnosis import Diagnosis


def tumour(name: str, site: str) -> Record:
    return Diagnosis.model_validate({"id": name, "date": "2018", "site": site})


@pytest.mark.parametrize(
    ("primaries", "lines"),
    [
        (("p", "l"), ["one"]),
        (("p", None), ["one", "two"]),  # it may be one for the prostate
        (("p", "p"), ["one", "two"]),
    ],
)
def test_psa_is_read_on_the_lines_of_the_prostate(
    primaries: tuple[str | None, ...], lines: list[str]
) -> None:
    first, second = primaries
    read = markers(
        tumour("p", "prostate"),
        tumour("l", "lung"),
        line("one", "2018-03-01", regimen="abiraterone", primary=first),
        line("two", "2021-04-01", regimen="docetaxel", primary=second),
        *psa(("2018-02-20", "100"), ("2018-09-01", "1"), ("2021-06-01", "5")),
    )
    assert [found.line for found in read] == lines


def test_the_rise_after_a_line_of_another_tumour_is_one_of_the_first() -> None:
    """PSA 1, then 5 and 9 beyond 21 days of each other, while the lung was treated."""
    (found,) = markers(
        tumour("p", "prostate"),
        tumour("l", "lung"),
        line("one", "2018-03-01", regimen="abiraterone", primary="p"),
        line("two", "2021-04-01", regimen="docetaxel", primary="l"),
        *psa(
            ("2018-02-20", "100"),
            ("2018-09-01", "1"),
            ("2021-06-01", "5"),
            ("2021-10-01", "9"),
        ),
    )
    assert found.progression.records == ("p2018-09-01", "p2021-06-01", "p2021-10-01")


def test_a_marker_of_no_single_site_is_read_on_all_lines() -> None:
    read = markers(
        tumour("p", "prostate"),
        tumour("l", "lung"),
        line("one", "2018-03-01", regimen="abiraterone", primary="p"),
        line("two", "2021-04-01", regimen="docetaxel", primary="l"),
        result("a", "2018-02-20", "100"),
    )
    assert [found.line for found in read] == ["one", "two"]
