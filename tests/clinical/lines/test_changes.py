"""Which changes of therapy make a new line, and which go on with the same one."""

import pytest

from clinical.small_case import assessment, labels, line, numbered, record
from timeline.clinical.lines.rules import LineFlag
from timeline.clinical.settings import Settings


def test_blocks_around_one_operation_are_one_line() -> None:
    before = line(
        "a", "docetaxel", start="2020-01", stop="2020-02", setting="neoadjuvant"
    )
    knife = record("local_intervention", "op", type="surgery", date="2020-03")
    after = line("b", "S-1", start="2020-05", setting="adjuvant")
    assert labels(*before, knife, *after) == ["L01a", "L01b"]
    apart = Settings(perioperative_is_one_line=False)
    assert labels(*before, knife, *after, settings=apart) == ["L01", "L02"]


def test_two_operations_divide_perioperative_blocks() -> None:
    before = line(
        "a", "docetaxel", start="2020-01", stop="2020-02", setting="neoadjuvant"
    )
    first = record("local_intervention", "op1", type="surgery", date="2020-03")
    second = record("local_intervention", "op2", type="surgery", date="2020-04")
    after = line("b", "S-1", start="2020-05", setting="adjuvant")
    assert labels(*before, first, second, *after) == ["L01", "L02"]


@pytest.mark.parametrize(
    ("day", "expected"), [("29", ["L01a", "L01b"]), ("30", ["L01", "L02"])]
)
def test_drugs_within_28_days_are_one_regimen(day: str, expected: list[str]) -> None:
    first = line("a", "cisplatin", start="2020-01-01")
    second = line("b", "gemcitabine", start=f"2020-01-{day}")
    assert labels(*first, *second) == expected


def test_what_had_ended_is_no_regimen_with_what_began_soon_after() -> None:
    first = line("a", "cisplatin", start="2020-01-01", stop="2020-01-08")
    second = line("b", "docetaxel", start="2020-01-20")
    assert labels(*first, *second) == ["L01", "L02"]


def test_substitution_within_a_class_is_the_same_line() -> None:
    first = line("a", "gemcitabine + cisplatin", start="2020-01-01", stop="2020-03-01")
    second = line("b", "gemcitabine + carboplatin", start="2020-03-20")
    assert labels(*first, *second) == ["L01a", "L01b"]
    weekly = line("c", "nab-paclitaxel", start="2020-01-01", stop="2020-03-01")
    other = line("d", "paclitaxel", start="2020-03-20")
    assert labels(*weekly, *other) == ["L01a", "L01b"]


def test_substitution_after_progression_is_a_new_line() -> None:
    first = line("a", "cisplatin", start="2020-01-01", stop="2020-03-01")
    pd = assessment("pd", "PD", "2020-03-10", line="a")
    second = line("b", "carboplatin", start="2020-03-20")
    assert labels(*first, pd, *second) == ["L01", "L02"]


@pytest.mark.parametrize(
    ("gap", "expected", "flags"),
    [
        ("2020-06-29", ["L01a", "L01b"], ()),  # 120 days after 2020-03-01
        ("2020-06-30", ["L01", "L02"], (LineFlag.RESTART, LineFlag.RECHALLENGE)),
    ],
)
def test_the_same_drugs_again(
    gap: str, expected: list[str], flags: tuple[LineFlag, ...]
) -> None:
    first = line("a", "S-1", start="2020-01-01", stop="2020-03-01")
    found = numbered(*first, *line("b", "S-1", start=gap))
    assert [part.label for part in found] == expected
    assert found[1].flags == flags


def test_an_open_gap_keeps_the_recorded_line() -> None:
    found = numbered(
        *line("a", "S-1", start="2020-01"), *line("b", "S-1", start="2021")
    )
    assert [part.label for part in found] == ["L01", "L02"]
    assert "not established" in found[1].why


def test_a_dropped_drug_in_a_record_of_its_own_is_the_same_line() -> None:
    first = line(
        "a",
        "lenvatinib + pembrolizumab",
        start="2020-01-01",
        stop="2020-03-01",
        stop_reason="toxicity",
    )
    found = numbered(*first, *line("b", "lenvatinib", start="2020-03-02"))
    assert [part.label for part in found] == ["L01a", "L01b"]
    assert found[1].why == "same line: a drug dropped for toxicity"


@pytest.mark.parametrize(
    ("reason", "stop", "expected"),
    [
        ("toxicity", "2020-08-01", ["L01a", "L01b"]),
        ("completed as planned", "2020-08-01", ["L01a", "L01b"]),
        ("completed as planned", "2020-05-08", ["L01"]),  # day 8 of the last cycle
        ("progression", "2020-08-01", ["L01"]),
    ],
)
def test_a_line_in_which_one_drug_was_dropped_has_two_parts(
    reason: str, stop: str, expected: list[str]
) -> None:
    found = numbered(
        record("therapy_line", "a", regimen="GP", start="2020-01-01", stop=stop),
        record(
            "drug_course",
            "c",
            line="a",
            drug="cisplatin",
            stop="2020-05-01",
            stop_reason=reason,
        ),
        record("drug_course", "g", line="a", drug="gemcitabine", stop=stop),
    )
    assert [part.label for part in found] == expected
    assert found[-1].drugs >= {"gemcitabine"}


def test_a_lower_dose_is_the_same_line_in_one_part() -> None:
    found = numbered(
        record("therapy_line", "a", regimen="S-1", start="2020-01-01"),
        record(
            "drug_course",
            "full",
            line="a",
            drug="S-1",
            stop="2020-05-01",
            stop_reason="toxicity",
        ),
        record("drug_course", "low", line="a", drug="TS-1", ongoing=True),
    )
    assert [part.label for part in found] == ["L01"]


def test_palliative_after_curative_therapy_is_a_new_line() -> None:
    first = line("a", "S-1", start="2020-01-01", stop="2020-06-01", setting="adjuvant")
    found = numbered(*first, *line("b", "S-1", start="2020-07-01"))
    assert [part.label for part in found] == ["L01", "L02"]
    assert found[1].why == "new line: palliative after curative therapy"


def test_recorded_maintenance_is_the_same_line_whatever_the_drug() -> None:
    first = line("a", "cisplatin", start="2020-01-01", stop="2020-03-01")
    second = line("b", "pemetrexed", start="2020-03-20", continues="a")
    third = line("c", "docetaxel", start="2021-01-01", stop_reason="progression")
    found = numbered(*first, *second, *third)
    assert [part.label for part in found] == ["L01a", "L01b", "L02"]
    assert "recorded as going on with line 1" in found[1].why


def test_an_added_drug_makes_a_flagged_line_unless_set_otherwise() -> None:
    first = line("a", "S-1", start="2020-01-01", stop="2020-06-01")
    second = line("b", "S-1 + trastuzumab", start="2020-06-02")
    found = numbered(*first, *second)
    assert [part.label for part in found] == ["L01", "L02"]
    assert found[1].flags == (LineFlag.ADDITION, LineFlag.RECHALLENGE)
    assert "trastuzumab added" in found[1].why
    joined = Settings(addition_starts_line=False)
    assert labels(*first, *second, settings=joined) == ["L01a", "L01b"]


def test_a_change_for_toxicity_makes_a_flagged_line_unless_set_otherwise() -> None:
    first = line(
        "a", "docetaxel", start="2020-01", stop="2020-04", stop_reason="toxicity"
    )
    second = line("b", "capecitabine", start="2020-06")
    found = numbered(*first, *second)
    assert found[1].label == "L02"
    assert found[1].flags == (LineFlag.TOXICITY,)
    joined = Settings(toxicity_switch_starts_line=False)
    assert labels(*first, *second, settings=joined) == ["L01a", "L01b"]


def test_rechallenge_after_another_line() -> None:
    found = numbered(
        *line("a", "trastuzumab", start="2020", stop_reason="progression"),
        *line("b", "docetaxel", start="2021", stop_reason="progression"),
        *line("c", "Herceptin", start="2022"),
    )
    assert found[2].rechallenged == ("trastuzumab",)
    assert LineFlag.RECHALLENGE in found[2].flags
