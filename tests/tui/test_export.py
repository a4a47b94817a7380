"""The export dialog, by keyboard, on real files."""

import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.records.therapy import DrugCourse
from timeline.charts.package.bundle import FILES
from timeline.charts.package.cohort.bundle import COHORT_FILES
from timeline.exchange.shipped import shipped_cases
from timeline.swimlane.cohort.options import AlignOn, CohortOptions
from timeline.swimlane.options import SwimlaneOptions, TrialBand
from timeline.tui.app import TimelineApp
from timeline.tui.exporting.case import CaseExport
from timeline.tui.exporting.choice import Choice, Section, Values
from timeline.tui.exporting.cohort import CohortExport
from timeline.tui.exporting.plan import ExportPlan, Tell
from timeline.tui.screens.asking import ChoiceScreen
from timeline.tui.screens.export import ExportScreen, export_cohort
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.picking import PickScreen
from timeline.tui.widgets.choice_row import TypedRow
from tui.conftest import Fill
from tui.entry_steps import Hand
from tui.steps import opened, settle, text_of, workplace_of

CODE = "GBC-90"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dialog writes where the app was started."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


async def dialog(pilot: Pilot[None]) -> tuple[ExportScreen, Hand]:
    await opened(pilot)
    hand = Hand(pilot)
    await hand.press("E")
    screen = await hand.screen(ExportScreen)
    await hand.until(lambda: "Will be written to" in text_of(pilot))
    await settle(pilot)  # the heading may be painted before the list
    return screen, hand


async def direct(pilot: Pilot[None], case: Case) -> tuple[ExportScreen, Hand]:
    """The dialog alone, without the screens that lead to it."""
    hand = Hand(pilot)
    pilot.app.push_screen(ExportScreen(lambda: CaseExport(case)))
    screen = await hand.screen(ExportScreen)
    await hand.until(lambda: screen._plan is not None)
    await hand.until(lambda: "Will be written to" in text_of(pilot))
    await settle(pilot)  # the heading may be painted before the list
    return screen, hand


def to(pilot: Pilot[None], name: str) -> list[str]:
    """Keys that go from the first line of the form down to another."""
    screen = pilot.app.screen
    assert isinstance(screen, ExportScreen)
    names = [n for n in screen._choices if n != "folder"]
    return ["down"] * names.index(name)


async def test_from_the_patient_to_a_folder_of_files(
    app_with: Fill, cases: dict[str, Case], tmp_path: Path
) -> None:
    async with app_with([cases[CODE]]).run_test(size=(120, 36)) as pilot:
        screen, hand = await dialog(pilot)
        shown = text_of(pilot)
        for name in FILES:
            assert name in shown
        assert "figure.svg         176 x " in shown
        await hand.press(*to(pilot, "frame.dpi"))
        await hand.write("72")
        await hand.until(lambda: "72 dpi" in text_of(pilot))
        await hand.press("ctrl+s")
        await hand.until(lambda: screen.folder is not None)
        assert f"Wrote {len(FILES)} files to" in text_of(pilot)
        assert screen.folder
        assert screen.folder.parent == tmp_path / "work"
        assert sorted(p.name for p in screen.folder.iterdir()) == sorted(FILES)
        assert CODE not in str(screen.folder)
        assert "2017" not in (screen.folder / "figure.svg").read_text()
        assert CODE not in (screen.folder / "figure.html").read_text()
        await hand.press("escape")
        await hand.screen(PatientScreen)


async def test_the_list_follows_each_change(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([]).run_test(size=(120, 50)) as pilot:
        screen, hand = await direct(pilot, cases[CODE])
        await hand.press("right")
        await hand.until(lambda: "figure.svg" not in text_of(pilot))
        assert "figure.html" in text_of(pilot)
        await hand.press("left", "down", "enter")
        await hand.screen(PickScreen)
        await hand.write("a4")
        await hand.press("enter")
        await hand.screen(ExportScreen)
        await hand.until(lambda: "figure.svg         190 x " in text_of(pilot))
        assert "A4 panel" in text_of(pilot)
        assert "Unless you tick findings and reasons" in text_of(pilot)
        text = "own.keep.TEXT"
        down = len(to(pilot, text)) - len(to(pilot, "preset"))
        await hand.press(*["down"] * down, "space")
        await hand.until(lambda: "Unless you tick findings" not in text_of(pilot))
        assert screen._values[text] is True
        assert "[x] findings and reasons" in text_of(pilot)


async def test_what_is_told_apart_is_counted_until_it_is_let_through(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    course = DrugCourse(id="own", line=cases[CODE].lines[0].id, drug="Zzumab")
    case = cases[CODE].with_record(course)
    async with app_with([]).run_test(size=(120, 36)) as pilot:
        _, hand = await direct(pilot, case)
        assert "names of drugs: 1 drug" in text_of(pilot)
        assert "Zzumab" not in text_of(pilot)
        await hand.press(*to(pilot, "own.keep.DRUGS"), "space")
        await hand.until(lambda: "names of drugs: 1 drug" not in text_of(pilot))


async def test_the_review_is_written_as_a_pdf(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases[CODE]]).run_test(size=(120, 36)) as pilot:
        screen, hand = await dialog(pilot)
        await hand.press("right", "right")
        await hand.until(lambda: "report.pdf" in text_of(pilot))
        assert "report as PDF" in text_of(pilot)
        assert "Unless you tick findings and reasons" in text_of(pilot)
        await hand.press("ctrl+s")
        await hand.until(lambda: screen.folder is not None)
        assert screen.folder
        (file,) = screen.folder.iterdir()
        assert file.name == "report.pdf"
        assert file.read_bytes().startswith(b"%PDF-")
        assert CODE.encode() not in file.read_bytes()


@pytest.mark.parametrize(
    ("ending", "begins"), [("md", "# "), ("txt", ""), ("json", "{")]
)
def test_the_reports_of_a_cohort_are_one_file(
    cases: dict[str, Case], ending: str, begins: str
) -> None:
    subject = CohortExport(tuple(cases.values()))
    values = {c.name: c.first for part in subject.sections() for c in part.choices}
    values["format"] = f"report-{ending}"
    assert [name for name, _ in subject.plan(values).files] == [f"report.{ending}"]
    named: list[str] = []
    files = subject.files(values, named.append)
    assert named == list(files) == [f"report.{ending}"]
    text = files[f"report.{ending}"].decode()
    assert text.startswith(begins)
    assert not any(code in text for code in cases)
    for number in range(1, len(cases) + 1):
        assert f"CASE-{number}" in text


async def test_what_does_not_fit_says_what_to_leave_out(
    app_with: Fill, cases: dict[str, Case], tmp_path: Path
) -> None:
    async with app_with([]).run_test(size=(120, 36)) as pilot:
        screen, hand = await direct(pilot, cases[CODE])
        await hand.press(*to(pilot, "frame.height"))
        await hand.write("136")
        await hand.until(lambda: "allows 136 mm" in str(screen._plan))
        await hand.sees('Fold "Findings", "Adverse')
        assert "--fold" not in text_of(pilot)
        await hand.press("ctrl+s")
        await settle(pilot)
        await hand.sees("does not fit")
        assert list((tmp_path / "work").iterdir()) == []
        await hand.write("x")
        await hand.until(lambda: "a number is expected" in text_of(pilot))


async def test_a_range_and_a_trial_are_chosen_and_what_is_wrong_is_said_at_its_line(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([]).run_test(size=(120, 80)) as pilot:
        screen, hand = await direct(pilot, cases[CODE])

        def wrong() -> dict[str, str]:
            notes = [row for row in screen.query(TypedRow) if row.problem]
            return {row.choice.name: row.problem for row in notes}

        await hand.press(*to(pilot, "picture.since"))
        await hand.write("2015-13")
        await hand.until(lambda: list(wrong()) == ["picture.since"])
        assert "a month (12) or a date (2019-03) is expected" in str(wrong())
        await hand.press("ctrl+u")
        await hand.write("2020-01")
        await hand.until(lambda: not wrong())
        await hand.press("down")
        await hand.write("2019")
        await hand.until(lambda: list(wrong()) == ["picture.until"])
        assert "The range ends before it begins" in str(wrong())
        assert "The range ends before it begins" in text_of(pilot)
        await hand.press("ctrl+u")
        await hand.write("60")
        await hand.until(lambda: not wrong())
        trial = "picture.trial_bands.4:T037"
        down = len(to(pilot, trial)) - len(to(pilot, "picture.until"))
        await hand.press(*["down"] * down, "space")
        await settle(pilot)
        assert isinstance(screen._subject, CaseExport)
        picture = screen._subject._options(screen._values).picture
        assert picture == SwimlaneOptions(
            since=PartialDate.parse("2020-01"),
            until=60,
            trial_bands=(TrialBand(4, "T037"),),
        )


async def test_what_exists_is_replaced_only_when_asked_and_never_other_files(
    app_with: Fill, cases: dict[str, Case], tmp_path: Path
) -> None:
    folder, thesis = tmp_path / "work" / "mine", tmp_path / "work" / "thesis"
    for made in (folder, thesis):
        made.mkdir()
    (thesis / "thesis.docx").write_text("mine")
    (folder / "figure.html").write_text("before")
    async with app_with([]).run_test(size=(120, 36)) as pilot:
        screen, hand = await direct(pilot, cases[CODE])
        await hand.press("right")
        screen.query(Input).first().value = "mine"
        await hand.until(lambda: "holds an earlier export" in text_of(pilot))
        await hand.press("ctrl+s")
        await hand.screen(ChoiceScreen)
        await hand.press("escape")
        await hand.screen(ExportScreen)
        assert (folder / "figure.html").read_text() == "before"
        await hand.press("ctrl+s")
        await hand.screen(ChoiceScreen)
        await hand.press("r")
        await hand.until(lambda: screen.folder is not None)
        assert "<!DOCTYPE html>" in (folder / "figure.html").read_text()
        screen.query(Input).first().value = "thesis"
        await hand.until(lambda: "holds other files" in text_of(pilot))
        await hand.press("ctrl+s")
        await hand.until(lambda: "Nothing was written" in text_of(pilot))
        assert "--output" not in text_of(pilot)
        assert [path.name for path in thesis.iterdir()] == ["thesis.docx"]


async def test_as_recorded_is_asked_about_and_a_code_in_the_path_is_seen(
    app_with: Fill, cases: dict[str, Case], tmp_path: Path
) -> None:
    async with app_with([]).run_test(size=(120, 36)) as pilot:
        screen, hand = await direct(pilot, cases[CODE])
        screen.query(Input).first().value = "gbc-90"
        await hand.until(lambda: "holds a study code" in text_of(pilot))
        await hand.press(*to(pilot, "own.as_recorded"), "space")
        await hand.until(lambda: "Everything leaves as recorded" in text_of(pilot))
        await hand.press("ctrl+s")
        await hand.screen(ChoiceScreen)
        await hand.press("escape")
        await hand.screen(ExportScreen)
        assert list((tmp_path / "work").iterdir()) == []


class Slow:
    """A subject whose second file waits until the person has cancelled."""

    title = "Export"
    codes: tuple[str, ...] = ()
    as_recorded = "none"

    def __init__(self) -> None:
        self.may_go_on = threading.Event()

    def sections(self) -> tuple[Section, ...]:
        offers = (("a", "a"), ("b", "b"))
        return (
            Section("[/] \x1b]0;x\x07", (Choice("one", "[red]", "[/]", "a", offers),)),
        )

    def plan(self, _values: Values) -> ExportPlan:
        return ExportPlan((("alt.txt", "[bold] \u202e"),), ("[/]",), None)

    def files(self, _values: Values, tell: Tell) -> dict[str, bytes]:
        tell("figure.svg")
        assert self.may_go_on.wait(20)
        tell("figure.pdf")
        return {"alt.txt": b"never"}


class Faulty(Slow):
    """A subject with a fault that names a patient."""

    def files(self, _values: Values, tell: Tell) -> dict[str, bytes]:
        tell("figure.svg")
        raise ValueError("Doe, Jane")


async def test_a_fault_is_said_without_its_values_and_one_can_go_on(
    app_with: Fill, tmp_path: Path
) -> None:
    async with app_with([]).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        pilot.app.push_screen(ExportScreen(Faulty))
        await hand.screen(ExportScreen)
        await hand.until(lambda: "Will be written to" in text_of(pilot))
        await hand.press("ctrl+s")
        await hand.until(lambda: "fault in the program: ValueError" in text_of(pilot))
        assert "Doe" not in text_of(pilot)
        assert list((tmp_path / "work").iterdir()) == []
        await hand.press("right")
        await hand.until(lambda: "Will be written to" in text_of(pilot))


async def test_writing_can_be_cancelled_and_hostile_words_are_inert(
    app_with: Fill, tmp_path: Path
) -> None:
    slow = Slow()
    async with app_with([]).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        pilot.app.push_screen(ExportScreen(lambda: slow))
        screen = await hand.screen(ExportScreen)
        await hand.until(lambda: "Will be written to" in text_of(pilot))
        assert "[red]" in text_of(pilot)
        assert "[bold]" in text_of(pilot)
        assert not set("\x1b\x07\u202e") & set(text_of(pilot))
        await hand.press("ctrl+s")
        await hand.until(lambda: "... figure.svg" in text_of(pilot))
        await hand.press("escape")
        slow.may_go_on.set()
        await hand.until(lambda: "Nothing was written" in text_of(pilot))
        assert screen.folder is None
        assert list((tmp_path / "work").iterdir()) == []
        await hand.press("escape")
        await hand.until(lambda: not isinstance(pilot.app.screen, ExportScreen))


async def test_a_cohort_is_written_by_the_same_dialog(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with(cases.values()).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        app = pilot.app
        assert isinstance(app, TimelineApp)
        hand = Hand(pilot)
        options = CohortOptions(align=AlignOn.LINE)
        app.push_screen(
            export_cohort(workplace_of(app).registry, sorted(cases), options)
        )
        screen = await hand.screen(ExportScreen)
        await hand.until(lambda: "survival.csv" in text_of(pilot))
        assert f"{len(shipped_cases())} rows" in text_of(pilot)
        assert screen._values["picture.align"] is AlignOn.LINE
        await hand.press(*to(pilot, "frame.dpi"))
        await hand.write("72")
        await hand.until(lambda: "72 dpi" in text_of(pilot))
        await hand.press("ctrl+s")
        await hand.until(lambda: screen.folder is not None)
        assert screen.folder
        names = sorted(path.name for path in screen.folder.iterdir())
        assert names == sorted(COHORT_FILES)
        assert CODE not in (screen.folder / "figure.html").read_text()
