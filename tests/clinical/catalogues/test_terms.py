import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.clinical.catalogues.analytes import analyte_name, complete_analyte
from timeline.clinical.catalogues.tables import rows
from timeline.clinical.catalogues.terms import canonical_term


@pytest.mark.parametrize("text", ["CA199", "CA 19-9", "ca19-9", "CA-199", "CA19-9"])
def test_a_marker_has_one_name(text: str) -> None:
    assert analyte_name(text) == "CA19-9"


def test_an_unknown_marker_keeps_its_name() -> None:
    assert analyte_name("PIVKA-II") == "PIVKA-II"


def test_markers_are_offered_by_alias() -> None:
    assert complete_analyte("carb") == ("CA19-9",)
    assert complete_analyte("cea") == ("CEA",)


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("odine-125", "iodine-125"),
        ("odine-125 seed implantation", "iodine-125 seed implantation"),
        ("Odine-125", "iodine-125"),
        ("CA199", "CA19-9"),
        ("GEMICS", "GEMCIS"),
        ("pablizumab", "pembrolizumab"),
    ],
)
def test_a_misprint_has_a_usual_spelling(written: str, usual: str) -> None:
    assert canonical_term(written) == usual


@pytest.mark.parametrize("text", ["", "iodine-125", "CA19-9", "HER2", "xodine-125x"])
def test_what_is_usual_is_left_alone(text: str) -> None:
    assert canonical_term(text) is None


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = canonical_term(text)
    assert once is None or canonical_term(once) is None


def test_no_usual_spelling_is_itself_a_misprint() -> None:
    assert [r for r in rows("terms") if canonical_term(r["canonical"])] == []
