import pytest

from timeline.charts.print import faces
from timeline.charts.print.faces import FONTS, Face, missing, width
from timeline.charts.text_lines import balanced, evenly, filled


def test_the_fonts_come_with_their_licence() -> None:
    assert {face.value for face in Face} == {path.name for path in FONTS.glob("*.ttf")}
    licence = (FONTS / "LICENSE.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_widths_are_those_of_arial() -> None:
    # Arial: H is 1479 and i 455 of 2048 units; 10 points are 3.5278 mm.
    for text, units in (("H", 1479), ("i", 455), ("HiHi", 3868)):
        expected = units / 2048 * 10 * 25.4 / 72
        assert width(text, 10) == pytest.approx(expected, rel=0.012)
    assert width("H", 10, Face.BOLD) == pytest.approx(width("H", 10), rel=0.01)


def test_letters_that_are_there_and_letters_that_are_not() -> None:
    assert (
        missing("\u2265 1 \u2192 2 \u2020 \u00b5g m\u00b2 \u00e9 \u03b1 \u0436") == ()
    )
    assert missing("a\u60a3b\u60a3\U0001f600") == ("\u60a3", "\U0001f600")
    with pytest.raises(faces.GlyphError):
        faces.require("\u60a3")


def test_lines_are_broken_between_words_and_evenly() -> None:
    assert balanced("aa bb cc dd", 2, len) == ("aa bb", "cc dd")
    assert balanced("a bbbbbbbb c", 3, len) == ("a", "bbbbbbbb", "c")
    assert balanced("one", 3, len) == ("one",)
    assert filled("aa bb cc", 5, len) == ("aa bb", "cc")
    assert filled("abcdefgh i", 3, len) == ("abc", "def", "gh", "i")
    assert filled("", 3, len) == ()
    assert evenly("aa bb cc d", 9, len) == ("aa bb", "cc d")
    assert evenly("aaaaaaaaaaaa b", 9, len) == ("aaaaaaaaa", "aaa b")


def test_a_number_stays_with_its_unit() -> None:
    assert filled("dose 40 Gy in 5 fractions", 8, len) == (
        "dose",
        "40 Gy in",
        "5 fracti",
        "ons",
    )
    assert balanced("radiotherapy 40 Gy", 2, len) == ("radiotherapy", "40 Gy")
