import pytest

from timeline.charts.text_lines import balanced, cut_to, filled, text_width


def test_widths_are_those_of_helvetica() -> None:
    assert text_width("0123456789", 10) == pytest.approx(55.6)
    assert text_width("il WM", 1000) == 222 + 222 + 278 + 944 + 833


def test_an_unknown_character_is_wide() -> None:
    assert text_width("\u80bf", 13) == 13
    assert text_width("", 13) == 0


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (9, "deep node"),
        (8, "deep no\u2026"),
        (6, "deep\u2026"),
        (2, "d\u2026"),
        (1, ""),
    ],
)
def test_what_has_no_room_is_cut(room: int, shown: str) -> None:
    assert cut_to("deep node", room, len) == shown


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        # the shortest longest line would be "May 2020 to Aug", within a date
        (
            "May 2020 to Aug 2021, progression",
            ("May 2020 to Aug 2021,", "progression"),
        ),
        # 18 and 22 letters rather than 21 and 19: after the comma
        (
            "Adenocarcinoma G2, in the left liver lobe",
            ("Adenocarcinoma G2,", "in the left liver lobe"),
        ),
        # 18 and 45 letters would be too uneven for a comma
        (
            "Metastasis in lung, with a long and winding account of it",
            ("Metastasis in lung, with a", "long and winding account of it"),
        ),
    ],
)
def test_lines_break_between_parts_of_a_text(text: str, lines: tuple[str, ...]) -> None:
    assert balanced(text, 2, len) == lines


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("by Mar 2025", "Mar 2025"),
        ("dose 25 mg", "25 mg"),
        ("am 6 Mai 2024", "6 Mai 2024"),
    ],
)
def test_what_belongs_together_stays_on_one_line(text: str, kept: str) -> None:
    assert kept in filled(text, len(kept), len)


def test_a_year_that_is_no_part_of_a_date_is_a_word_of_its_own() -> None:
    assert filled("since 2025", 6, len) == ("since", "2025")
