"""The inbox: under what settles them, marked, and settled many at once."""

import pytest

from registry.small import marker
from timeline.case.case import Case
from timeline.case.records.bookkeeping import QueryAnswer
from timeline.case.records.patient import Patient
from timeline.case.uncollected import Uncollected
from timeline.clinical.queries.by_action import by_action
from timeline.clinical.review import review
from timeline.registry import Registry
from timeline.tui.app import TimelineApp
from timeline.tui.screens.asking import ChoiceScreen, ReasonScreen
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.inbox import query_rows
from timeline.tui.screens.list_actions import source_rows
from timeline.tui.screens.marking import MarkScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.patients import PatientsScreen
from tui.conftest import Fill
from tui.entry.small_case import CASE
from tui.entry_steps import Hand, on_patient, stored
from tui.steps import text_of

SIZES = ((80, 24), (120, 36))


async def inbox(hand: Hand) -> MarkScreen:
    await on_patient(hand)
    await hand.press("i")
    return await hand.screen(MarkScreen)


def answers(app: TimelineApp) -> tuple[QueryAnswer, ...]:
    return stored(app).of_kind(QueryAnswer)


def test_the_rows_stand_as_show_lists_them() -> None:
    """Severity and action above each, in the same order; settled ones at the end."""
    reviewed = review(CASE)
    rows = list(query_rows(reviewed.queries))
    expected = [
        (f"{severity.value.upper()}: {action}", query.key)
        for severity, actions in by_action(reviewed.queries).items()
        for action, queries in actions.items()
        for query in queries
    ]
    asked = [row for row in rows if not row.alone]
    assert sorted((row.group, row.key) for row in asked) == sorted(expected)
    assert len(asked) > 2


def test_what_a_source_never_gives_is_a_note_at_the_end() -> None:
    """In the list of several patients it stands once, under no patient."""
    lacks = Uncollected("STUDY-1", 50, frozenset({"therapy_line.stop_reason"}))
    case = Case.of(CASE.entries, uncollected={"line-1": lacks})
    listed = review(case).queries
    *_, last = query_rows(listed)
    assert last.group == "NOTED"
    assert last.alone
    assert last.heading.startswith("STUDY-1 never gives, in 50 cases")
    notes = [query for query in listed if query.source is not None]
    (row,) = source_rows([*notes, *notes])
    assert row.heading == last.heading
    assert row.key.startswith("\n")


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_action_and_query_are_seen_at_once(
    app_with: Fill, size: tuple[int, int]
) -> None:
    async with app_with([CASE]).run_test(size=size) as pilot:
        screen = await inbox(Hand(pilot))
        first = screen._shown[0]
        page = " ".join(text_of(pilot).replace("\u2502", " ").split())
        assert f"{first.group} {first.heading}" in page
        assert "open queries. Enter settles, Tab marks, F8 marks all listed" in page
        assert screen.cursor == 0


@pytest.mark.parametrize("size", SIZES)
async def test_a_selection_is_settled_with_one_reason_and_undone_at_once(
    app_with: Fill, size: tuple[int, int]
) -> None:
    app = app_with([CASE])
    async with app.run_test(size=size) as pilot:
        hand = Hand(pilot)
        screen = await inbox(hand)
        await hand.press("tab", "down", "tab")
        marked = [screen._shown[0].key, screen._shown[2].key]
        assert list(screen.marked) == marked
        assert "2 marked" in text_of(pilot)
        await hand.press("enter")
        await hand.screen(ChoiceScreen)
        assert "2 queries" in text_of(pilot)
        await hand.press("a")
        await hand.screen(ReasonScreen)
        await hand.press("1")
        await hand.until(lambda: bool(answers(app)))
        reviewed = review(stored(app))
        settled = {query.key for query in reviewed.queries if query.reason}
        assert set(marked) <= settled
        assert {a.reason for a in answers(app)} == {"Not stated in the source"}
        await hand.screen(MarkScreen)
        await hand.press("escape")
        await hand.screen(PatientScreen)
        await hand.press("u")
        await hand.until(lambda: not answers(app))


async def test_all_that_a_filter_lists_are_marked_and_unmarked(app_with: Fill) -> None:
    async with app_with([CASE]).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        screen = await inbox(hand)
        every = [row for row in screen._all if not row.alone]
        await hand.write("missing")
        found = [row.key for row in every if row.holds(["missing"])]
        assert found
        await hand.press("f8")
        assert list(screen.marked) == found
        await hand.press("tab")
        assert list(screen.marked) == found[1:]
        await hand.press("f8", "f8")
        assert screen.marked == ()


async def test_what_is_settled_or_noted_is_not_marked(app_with: Fill) -> None:
    """An answer to a note would settle nothing."""
    noted = Case.of((Patient(id="patient", code="P-1"), marker("m")))
    async with app_with([noted]).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        screen = await inbox(hand)
        await hand.press("f8")
        alone = {row.key for row in screen._all if row.alone}
        assert alone
        assert not alone & set(screen.marked)
        screen.go_to(len(screen._shown) - 1)
        before = screen.marked
        await hand.press("tab")
        assert screen.marked == before


async def test_filter_and_cursor_stay_after_a_query(app_with: Fill) -> None:
    async with app_with([CASE]).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await inbox(hand)
        await hand.write("missing")
        await hand.press("down", "enter")
        await hand.screen(ChoiceScreen)
        await hand.press("escape")
        screen = await hand.screen(MarkScreen)
        assert screen.left == ("missing", 1)
        assert screen.cursor == 1
        assert all(row.holds(["missing"]) for row in screen._shown)


async def test_a_query_opens_its_record_at_its_field(app_with: Fill) -> None:
    async with app_with([CASE]).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await inbox(hand)
        await hand.write("first-operation.reason")
        await hand.press("enter")
        await hand.screen(ChoiceScreen)
        await hand.press("o")
        form = await hand.screen(FormScreen)
        assert form.current is not None
        assert form.current.spec.name == "reason"


async def test_queries_of_several_patients_take_one_reason(app_with: Fill) -> None:
    cases = [Case.of((Patient(id="patient", code=code),)) for code in ("P-1", "P-2")]
    app = app_with(cases)
    async with app.run_test(size=(120, 36)) as pilot:
        hand = Hand(pilot)
        await hand.screen(PatientsScreen)
        await hand.sees("2 patients")
        await hand.press("i")
        screen = await hand.screen(MarkScreen)
        await hand.until(lambda: len(screen._shown) == 2)
        await hand.press("f8", "enter")
        await hand.screen(ChoiceScreen)
        await hand.press("d")
        await hand.screen(ReasonScreen)
        await hand.press("1")
        await hand.until(lambda: bool(answers(app)))
    with Registry.open(app._place) as registry:
        for case in cases:
            (answer,) = registry.case(case.code).of_kind(QueryAnswer)
            assert answer.query == "follow-up:patient"
        assert registry.transactions()[-1].cases == 2
