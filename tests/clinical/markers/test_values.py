import pytest

from clinical.marker_examples import value
from timeline.clinical.markers.values import exceeds, lowest


@pytest.mark.parametrize(
    ("text", "above"),
    [
        ("37", False),
        ("37.1", True),
        ("<37", False),
        ("<20", False),
        ("<50", None),
        (">37", True),
        (">50", True),
        (">20", None),
    ],
)
def test_above_a_limit_of_37(text: str, above: bool | None) -> None:
    assert value(text).above(37) is above


@pytest.mark.parametrize(
    ("later", "nadir", "answer"),
    [
        ("80", "40", False),
        ("80.1", "40", True),
        ("80", "<37", True),
        ("74", "<37", True),
        ("60", "<37", None),
        (">80", "40", True),
        (">60", "40", None),
        ("<80", "40", False),
        ("<90", "40", None),
        ("100", ">40", None),
        ("80", ">40", False),
    ],
)
def test_twice_the_nadir(later: str, nadir: str, answer: bool | None) -> None:
    assert exceeds(value(later), value(nadir), 2) is answer


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["50", "30", "40"], "30@1"),
        (["30", "50", "30"], "30@0"),
        (["50", "<37", "40"], "<37@1"),
        (["<37", "<37"], "<37@0"),
        (["<37", "37"], "<37@0"),
        ([">1000", "900"], "900@1"),
        (["<37", "30"], None),
        (["<37", "<20"], None),
        ([">100", "900"], None),
        ([], None),
    ],
)
def test_lowest(texts: list[str], expected: str | None) -> None:
    values = tuple(value(text, number) for number, text in enumerate(texts))
    found = lowest(values)
    assert (found.record if found else None) == expected
