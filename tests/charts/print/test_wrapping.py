import pytest

from timeline.charts.print.wrapping import balanced, filled


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
