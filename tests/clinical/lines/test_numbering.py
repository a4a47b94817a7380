import pytest

from clinical.small_case import assessment, line, numbered, record
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.clinical.lines.count import count_lines
from timeline.clinical.lines.numbering import LineClass, NumberedLine, number_lines
from timeline.clinical.lines.rules import Flag
from timeline.clinical.settings import DEFAULTS, Settings


def labels(*entries: Entry, settings: Settings = DEFAULTS) -> list[str]:
    return [part.label for part in numbered(*entries, settings=settings)]


class TestPublishedCase:
    @pytest.fixture(scope="class", params=[False, True], ids=["strict", "narrative"])
    def found(
        self, published: Case, request: pytest.FixtureRequest
    ) -> tuple[NumberedLine, ...]:
        chronology = Chronology(published, accept_narrative=request.param)
        return number_lines(published, chronology)

    def test_six_lines_and_the_last_has_two_parts(
        self, found: tuple[NumberedLine, ...]
    ) -> None:
        expected = ["L01", "L02", "L03", "L04", "L05", "L06a", "L06b"]
        assert [part.label for part in found] == expected

    def test_classes(self, found: tuple[NumberedLine, ...]) -> None:
        classes = [part.line_class for part in found]
        assert classes == ["C", "C or P", "P", "P", "P", "P", "P"]

    def test_the_second_part_keeps_only_the_drug_that_went_on(
        self,
        found: tuple[NumberedLine, ...],
    ) -> None:
        assert [course.drug for course in found[-1].courses] == ["lenvatinib"]
        assert found[-1].why == "same line: pembrolizumab dropped, the rest went on"
        assert {c.drug for c in found[-2].courses} == {"lenvatinib", "pembrolizumab"}

    def test_reasons(self, found: tuple[NumberedLine, ...]) -> None:
        reasons = [part.why for part in found]
        assert reasons[0] == "first line; radiotherapy counts with it"
        assert reasons[3] == "new line: progression on line 3"
        assert reasons[4] == "new line: progression on line 4"
        assert reasons[5] == "new line: progression after line 5 began"
        assert "e15-pd-on-as" in found[3].records

    def test_experimental_and_not_a_rechallenge(
        self, found: tuple[NumberedLine, ...]
    ) -> None:
        assert Flag.EXPERIMENTAL in found[4].flags
        assert found[4].rechallenged == ()

    def test_count(self, found: tuple[NumberedLine, ...]) -> None:
        count = count_lines(found)
        assert count.total == 6
        assert count.alternatives == ("6 (2+4)", "6 (1+5)")
        assert count.unclear == (2,)
        assert count.anti_her2_lines == (4, 5)
        assert count.anti_her2_drugs == ("DP303c", "pyrotinib", "trastuzumab")
        expected = "LoT 6 (2+4) or LoT 6 (1+5): intent of line 2 not stated"
        assert count.text == expected


def test_the_place_of_the_last_line_rests_on_narrative_order(published: Case) -> None:
    strict = number_lines(published, Chronology(published))
    assert Flag.UNPLACED in strict[-1].flags
    narrative = number_lines(published, Chronology(published, accept_narrative=True))
    assert Flag.UNPLACED not in narrative[-1].flags


def test_local_treatment_never_makes_a_line() -> None:
    knife = record("local_intervention", "op", type="surgery", date="2020-03")
    assert labels(*line("a", "capecitabine", start="2020-01"), knife) == ["L01"]


def test_a_single_cycle_counts() -> None:
    first = line("a", "cisplatin", start="2020-01", stop_reason="progression", cycles=1)
    second = line("b", "docetaxel", start="2020-03", cycles=1)
    assert labels(*first, *second) == ["L01", "L02"]


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("adjuvant", "C"),
        ("neoadjuvant", "C"),
        ("perioperative", "C"),
        ("palliative", "P"),
        (None, "C or P"),
    ],
)
def test_class_follows_the_setting(setting: str | None, expected: str) -> None:
    (found,) = numbered(*line("a", "S-1", start="2020", setting=setting))
    assert found.line_class == expected


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
        ("2020-06-30", ["L01", "L02"], (Flag.RESTART, Flag.RECHALLENGE)),
    ],
)
def test_the_same_drugs_again(
    gap: str, expected: list[str], flags: tuple[Flag, ...]
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
    assert found[1].flags == (Flag.ADDITION, Flag.RECHALLENGE)
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
    assert found[1].flags == (Flag.TOXICITY,)
    joined = Settings(toxicity_switch_starts_line=False)
    assert labels(*first, *second, settings=joined) == ["L01a", "L01b"]


def test_rechallenge_after_another_line() -> None:
    found = numbered(
        *line("a", "trastuzumab", start="2020", stop_reason="progression"),
        *line("b", "docetaxel", start="2021", stop_reason="progression"),
        *line("c", "Herceptin", start="2022"),
    )
    assert found[2].rechallenged == ("trastuzumab",)
    assert Flag.RECHALLENGE in found[2].flags


def test_a_number_by_hand_gives_its_reason_and_later_lines_follow() -> None:
    found = numbered(
        *line(
            "a",
            "S-1",
            start="2020",
            number_override=3,
            override_reason="two earlier lines elsewhere",
        ),
        *line("b", "docetaxel", start="2021"),
    )
    assert [part.label for part in found] == ["L03", "L04"]
    assert found[0].why == "number set by hand: two earlier lines elsewhere"
    assert Flag.BY_HAND in found[0].flags


def test_progression_linked_to_a_line_but_surely_later_did_not_end_it() -> None:
    found = numbered(
        *line("a", "S-1", start="2020-01-01", stop="2020-03-01"),
        *line("b", "docetaxel", start="2020-05-01"),
        assessment("pd", "PD", "2020-07-01", line="a"),
    )
    assert found[1].why == "new line: other drugs, no progression recorded"


@pytest.mark.parametrize(
    ("relapse", "expected", "flagged"),
    [
        # 6 months are 6 * 30.4375 = 182.6 days after the end on 2020-06-02.
        ("2020-12-01", LineClass.PALLIATIVE, True),  # 182 days
        ("2020-12-02", LineClass.CURATIVE, False),  # 183 days
        ("2021-01-15", LineClass.CURATIVE, False),
        ("2020", LineClass.CURATIVE, False),
    ],
)
def test_early_relapse_counts_only_where_it_is_asked_for(
    relapse: str, expected: LineClass, flagged: bool
) -> None:
    adjuvant = line(
        "a", "S-1", start="2020-01-01", stop="2020-06-02", setting="adjuvant"
    )
    back = record("progression", "back", date=relapse, line="a")
    assert numbered(*adjuvant, back)[0].line_class is LineClass.CURATIVE
    asked = Settings(curative_counts_as_first_line=True)
    (found,) = numbered(*adjuvant, back, settings=asked)
    assert found.line_class is expected
    assert (Flag.EARLY_RELAPSE in found.flags) is flagged
    assert ("cannot be computed" in found.why) is (relapse == "2020")


def test_refining_a_date_changes_no_number(published: Case) -> None:
    before = number_lines(published, Chronology(published))
    line_4 = published.get("e17-trastuzumab-pyrotinib")
    assert line_4 is not None
    exact = line_4.changed(start=PartialDate.parse("2020-05-18"))
    refined = published.with_record(exact)
    after = number_lines(refined, Chronology(refined))
    assert [part.label for part in after] == [part.label for part in before]
    assert [part.why for part in after] == [part.why for part in before]


def test_several_unclear_lines_give_every_count() -> None:
    found = numbered(
        *line("a", "S-1", start="2020", setting=None, stop_reason="progression"),
        *line("b", "docetaxel", start="2021", setting=None, stop_reason="progression"),
        *line("c", "irinotecan", start="2022"),
    )
    assert count_lines(found).alternatives == ("3 (2+1)", "3 (1+2)", "3 (0+3)")


def test_no_lines() -> None:
    assert numbered() == ()
    assert count_lines(()).alternatives == ("0 (0+0)",)
