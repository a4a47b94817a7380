"""PSA in the first 12 weeks of a line; days and changes are counted by hand."""

import pytest

from clinical.marker_examples import line, markers, psa
from timeline.clinical.markers.progression import MarkerAnswer

FLARE = psa(
    ("2021-01-25", "12"),
    ("2021-03-01", "18"),  # 4 weeks after the first dose
    ("2021-03-29", "20"),  # 8 weeks
    ("2021-05-10", "6"),
    ("2021-09-06", "3"),
    ("2022-01-10", "9"),  # +200 % and +6 ng/mL over 3
    ("2022-03-07", "22"),  # 56 days later
)


def test_a_rise_of_the_first_12_weeks_is_a_flare() -> None:
    (found,) = markers(line("l", "2021-02-01", regimen="docetaxel"), *FLARE)
    assert found.progression.answer is MarkerAnswer.YES
    assert found.progression.records == ("p2021-09-06", "p2022-01-10", "p2022-03-07")
    assert found.greatest_fall is not None
    assert found.greatest_fall.text == "-75.0 %"  # 12 to 3


def test_a_flare_alone_is_said_and_not_counted() -> None:
    (found,) = markers(line("l", "2021-02-01", regimen="docetaxel"), *FLARE[:5])
    assert found.progression.answer is MarkerAnswer.NO
    assert found.progression.reason == (
        "the rise to 20 in the first 84 days is not counted"
    )


@pytest.mark.parametrize(
    ("start", "answer"),
    [
        ("2021-01-04", MarkerAnswer.YES),  # 84 days before the first rise
        ("2021-01-05", MarkerAnswer.NO),  # 83 days; the second is not confirmed
        ("[2021-01-04..2021-01-05]", MarkerAnswer.NOT_SETTLED),
    ],
)
def test_a_rise_counts_from_12_weeks_on(start: str, answer: MarkerAnswer) -> None:
    values = psa(("2020-12-31", "10"), ("2021-03-29", "20"), ("2021-04-26", "19"))
    (found,) = markers(line("l", start), *values)
    assert found.progression.answer is answer
