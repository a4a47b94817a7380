import pytest

from timeline.case.records.finding import Finding
from timeline.exchange.case_table import check_table, did_you_mean, plain


def test_a_table_of_the_right_types_has_no_problems() -> None:
    table = {"id": "a", "type": "imaging", "shows_progression": False, "date": "2017"}
    assert list(check_table(Finding, table)) == []


def test_every_wrong_key_and_type_is_listed() -> None:
    table = {"id": 1, "types": "imaging", "shows_progression": 0, "notes": None}
    found = [problem.field for problem in check_table(Finding, table)]
    assert found == ["id", "types", "shows_progression", "notes"]


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("metod", " Did you mean method?"),
        ("Method", " Did you mean method?"),
        ("colour", ""),
        ("x" * 100_000, ""),
    ],
)
def test_the_nearest_name_is_offered(name: str, question: str) -> None:
    assert did_you_mean(name, ("method", "site", "notes")) == question


def test_only_ordinary_names_are_repeated() -> None:
    assert plain("line-4_a") == "line-4_a"
    for name in ("", "a b", "\x1b[31m", "é", "-a", "a" * 65, "[/]"):
        assert plain(name) == ""
