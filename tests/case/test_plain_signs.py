"""Signs that look alike are read alike; what cannot be seen is refused."""

import pytest

from timeline.case.plain_signs import JOINERS, invisible_in, plain_signs


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("2021\N{NON-BREAKING HYPHEN}05", "2021-05"),
        ("\N{MINUS SIGN}3", "-3"),
        ("1\N{NARROW NO-BREAK SPACE}234\N{THIN SPACE}5", "1 234 5"),
        ("\N{FULLWIDTH DIGIT TWO}\N{FULLWIDTH COMMA}\N{FULLWIDTH DIGIT FIVE}", "2,5"),
        ("Ma\N{COMBINING DIAERESIS}rz", "März"),
        ("  a \t b\n", "a b"),
        ("12\N{SUPERSCRIPT TWO}", "12\N{SUPERSCRIPT TWO}"),  # a footnote is no digit
        ("a\N{EN DASH}b", "a\N{EN DASH}b"),  # a hyphen or two ends: the reader decides
    ],
)
def test_signs_of_a_keyboard(typed: str, plain: str) -> None:
    assert plain_signs(typed) == plain


def test_the_first_invisible_character_is_named() -> None:
    assert invisible_in("a\N{ZERO WIDTH SPACE}b\N{SOFT HYPHEN}") == "U+200B"
    assert invisible_in("plain text\N{NO-BREAK SPACE}") == ""
    assert invisible_in("a\N{ZERO WIDTH JOINER}b") == "U+200D"
    assert invisible_in("a\N{ZERO WIDTH JOINER}b", JOINERS) == ""
