import pytest

from timeline.charts.text_width import cut_to, text_width


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
