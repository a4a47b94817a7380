import pytest

from clinical.marker_examples import value
from timeline.clinical.markers.values import at_least, lowest, more_than


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
        ("<50", "0", None),
        ("0", "0", False),
    ],
)
def test_more_than_twice_the_nadir(later: str, nadir: str, answer: bool | None) -> None:
    assert more_than(value(later), value(nadir), times=2) is answer


@pytest.mark.parametrize(
    ("later", "nadir", "answer"),
    [
        ("80", "40", True),
        ("79.9", "40", False),
        (">80", "40", True),
        ("<80", "40", False),
        ("74", "<37", True),
        ("80", ">40", False),
        ("<50", "0", True),
    ],
)
def test_at_least_twice_the_nadir(later: str, nadir: str, answer: bool | None) -> None:
    assert at_least(value(later), value(nadir), times=2) is answer


@pytest.mark.parametrize(
    ("nadir", "times", "plus", "equal"),
    [("3.3", 1.25, 0, "4.125"), ("4.1", 1, 2, "6.1"), ("0.1", 1, 0.2, "0.3")],
)
def test_decimals_are_compared_as_they_are_written(
    nadir: str, times: float, plus: float, equal: str
) -> None:
    # as binary fractions 0.1 + 0.2 is more than 0.3
    assert at_least(value(equal), value(nadir), times=times, plus=plus) is True


@pytest.mark.parametrize(
    ("texts", "record", "text"),
    [
        (["50", "30", "40"], "30@1", "30"),
        (["30", "50", "30"], "30@0", "30"),
        (["50", "<37", "40"], "<37@1", "<37"),
        (["<37", "<37"], "<37@0", "<37"),
        (["<37", "37"], "<37@0", "<37"),
        (["37", "<37"], "<37@1", "<37"),
        ([">1000", "900"], "900@1", "900"),
        ([">1000", ">500"], ">500@1", ">500"),
        (["<0.6", "0.8", "<2"], "<0.6@0", "<0.6"),
        (["<37", "<20"], "<20@1", "<20"),
        # the lowest is at most that, and may be lower
        (["<37", "30"], "30@1", "<=30"),
        ([">100", "900"], "900@1", "<=900"),
    ],
)
def test_lowest(texts: list[str], record: str, text: str) -> None:
    values = [value(text, number) for number, text in enumerate(texts)]
    nadir = lowest(values)
    assert nadir is not None
    assert (nadir.record, nadir.text) == (record, text)


def test_no_value_has_no_lowest() -> None:
    assert lowest(()) is None
