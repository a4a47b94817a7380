"""What laboratories write into one cell is read, or refused with the reason."""

import pytest

from timeline.case.assay_vocabulary import Comparator, ResultFlag
from timeline.case.locale import ASK, DecimalSign, Locale
from timeline.exchange.amounts import AmountError, flag_of, read_amount, read_range

_EXACT = Comparator.EXACT


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("<0.6", {"comparator": Comparator.BELOW, "value": 0.6}),
        ("≥ 5", {"comparator": Comparator.AT_LEAST, "value": 5}),
        ("-2,5", {"comparator": _EXACT, "value": -2.5}),
        (
            "12,5 U/mL H",
            {
                "comparator": _EXACT,
                "value": 12.5,
                "unit": "U/mL",
                "flag": ResultFlag.HIGH,
            },
        ),
        ("37 (L)", {"comparator": _EXACT, "value": 37, "flag": ResultFlag.LOW}),
        ("5 10*9/L", {"comparator": _EXACT, "value": 5, "unit": "10*9/L"}),
        ("1 234 U/mL", {"comparator": _EXACT, "value": 1234, "unit": "U/mL"}),
        ("7 repeated", {"comparator": _EXACT, "value": 7, "words": "repeated"}),
        ("haemolysed", {"words": "haemolysed"}),
        ("negative (<1:20)", {"words": "negative (<1:20)"}),
    ],
)
def test_amounts(text: str, fields: dict[str, object]) -> None:
    assert read_amount(text, ASK) == fields


@pytest.mark.parametrize(
    "text", ["~40", "1e5", "12..5", "3+", "2/20", "40 - 50", "1.050", "ca. 40"]
)
def test_what_is_meant_to_be_a_number_and_is_none_is_refused(text: str) -> None:
    with pytest.raises(AmountError):
        read_amount(text, ASK)


def test_the_column_settles_thousands() -> None:
    comma = Locale(decimal_sign=DecimalSign.COMMA)
    assert read_amount(">10.000", comma)["value"] == 10_000


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("0 - 37", (0, 37)),
        ("3,5-5,1", (3.5, 5.1)),
        ("[0.5..1.2]", (0.5, 1.2)),
        ("0\N{EN DASH}37", (0, 37)),
        ("< 37", (None, 37)),
        ("bis 5", (None, 5)),
        (">60", (60, None)),
    ],
)
def test_reference_limits(text: str, limits: tuple[float | None, ...]) -> None:
    fields = read_range(text, ASK)
    assert fields is not None
    assert (fields.get("lower_limit"), fields.get("upper_limit")) == limits


@pytest.mark.parametrize("text", ["negative", "37 - 0", "1 - 2 - 3", "1.050 - 2.000"])
def test_what_is_no_pair_of_limits(text: str) -> None:
    assert read_range(text, ASK) is None


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("H", ResultFlag.HIGH),
        ("ll", ResultFlag.CRITICAL_LOW),
        ("(N)", ResultFlag.NORMAL),
        ("+", ResultFlag.HIGH),
        ("*", ResultFlag.ABNORMAL),
        ("panic high", ResultFlag.CRITICAL_HIGH),
        ("see below", None),
    ],
)
def test_flags(text: str, flag: ResultFlag | None) -> None:
    assert flag_of(text) is flag
