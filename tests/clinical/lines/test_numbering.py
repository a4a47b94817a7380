import pytest

from clinical.small_case import assessment, labels, line, numbered, record
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.partial_date import PartialDate
from timeline.clinical.lines.count import count_lines
from timeline.clinical.lines.numbering import LineClass, NumberedLine, number_lines
from timeline.clinical.lines.rules import LineFlag
from timeline.clinical.settings import Settings


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
        assert LineFlag.EXPERIMENTAL in found[4].flags
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
    assert LineFlag.UNPLACED in strict[-1].flags
    narrative = number_lines(published, Chronology(published, accept_narrative=True))
    assert LineFlag.UNPLACED not in narrative[-1].flags


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
        # in myeloma they do not cure, in lymphoma they may
        ("induction", "C or P"),
        ("consolidation", "C or P"),
        ("maintenance", "C or P"),
        (None, "C or P"),
    ],
)
def test_class_follows_the_setting(setting: str | None, expected: str) -> None:
    (found,) = numbered(*line("a", "S-1", start="2020", setting=setting))
    assert found.line_class == expected


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
    assert LineFlag.BY_HAND in found[0].flags


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
    assert (LineFlag.EARLY_RELAPSE in found.flags) is flagged
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
