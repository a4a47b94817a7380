"""The whole published case, entered by keyboard through the screens."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role
from timeline.case.record import Entry, Record
from timeline.case.records.bookkeeping import Order, Source
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse
from timeline.registry import Registry
from timeline.tui.app import TimelineApp
from timeline.tui.entry.completion import only_choice
from timeline.tui.entry.field_text import choices_of, text_of
from timeline.tui.entry.record_names import find_record
from timeline.tui.screens.asking import ReasonScreen, enterable_kinds
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.patients import PatientsScreen
from tui.entry_steps import Hand

MOST_KEYS = 9_800
"""Ceiling for the keystrokes of the whole case; docs/entry.md states the figure."""


class Nurse:
    """Enters a case as somebody would who knows the forms."""

    def __init__(self, hand: Hand, case: Case) -> None:
        self.hand = hand
        self.case = case
        self.done: set[str] = set()
        self.left = {order.id: order for order in case.orders}

    async def enter(self) -> None:
        patient = self.case.patient
        await self.hand.press("a")
        await self.fill(patient, skip=("source", "locator", "confidence"))
        await self.hand.screen(PatientScreen)
        await self.new(*self.case.of_kind(Source))
        await self.hand.press("p")
        await self.fill(patient)
        rest = (Patient, Source, Order, DrugCourse)
        await self.new(*(r for r in self.case.records if not isinstance(r, rest)))
        await self.new(*self.left.values())

    async def new(self, *records: Entry) -> None:
        letters = {kind: letter for letter, kind in enterable_kinds().items()}
        for record in records:
            await self.hand.screen(PatientScreen)
            await self.hand.press("a")
            await self.hand.pilot.pause()
            await self.hand.press(letters[type(record)])
            await self.fill(record)
            await self.courses(record)

    async def courses(self, line: Entry) -> None:
        """Confirm the courses that follow a line."""
        for _ in self.case.courses(line.id):
            form = await self.hand.screen(FormScreen)
            drug = form.form.texts["drug"]
            course = next(c for c in self.case.courses(line.id) if c.drug == drug)
            await self.fill(course)

    async def fill(self, record: Entry, skip: Iterable[str] = ()) -> None:
        form = await self.hand.screen(FormScreen)
        await self.hand.until(lambda: form.current is not None)
        wanted = {n: text_of(v) for n, v in record.values().items() if n not in skip}
        wanted |= self.orders(record)
        await self.hand.press("shift+tab")
        for number, spec in enumerate(form.form.specs):
            text = wanted.get(spec.name, "")
            if spec.name == "notes":
                break
            if form.form.texts[spec.name] != text and spec.name in wanted:
                await self.write(form, spec, text)
            later = form.form.specs[number + 1 : -1]
            differs = (
                s
                for s in later
                if s.name in wanted and form.form.texts[s.name] != wanted[s.name]
            )
            if next(differs, None) is None:
                break
            await self.hand.press("tab")
        if wanted.get("notes", "") != form.form.texts["notes"]:
            await self.hand.press("ctrl+g")
            await self.hand.write(wanted["notes"])
        await self.hand.press("ctrl+s")
        app = self.hand.pilot.app
        if form.form.corrects:
            await self.hand.screen(ReasonScreen)
            await self.hand.press("3")
        await self.hand.until(lambda: app.screen is not form)
        self.done.add(record.id)

    async def write(self, form: FormScreen, spec: FieldSpec, text: str) -> None:
        if form.form.texts[spec.name]:
            await self.hand.press("ctrl+u")
        await self.hand.write(_short(spec, text, form.form.case))

    def orders(self, record: Entry) -> dict[str, str]:
        """The orders that the form of a record can say, as its order fields."""
        if not isinstance(record, Record) or isinstance(record, Order):
            return {}
        after: list[str] = []
        before: list[str] = []
        for order in list(self.left.values()):
            ends = [p.partition(".") for p in (order.earlier, order.later)]
            ids = [end[0] for end in ends]
            if record.id not in ids or order.notes:
                continue
            if (order.source, order.locator) != (record.source, record.locator):
                continue
            own = ids.index(record.id)
            if ids[1 - own] not in self.done:
                continue
            field = f"{ends[own][2]}: " if ends[own][2] else ""
            same = order.confidence == record.confidence
            sure = "" if same else f" {text_of(order.confidence)}"
            other = (order.earlier, order.later)[1 - own]
            (before, after)[own].append(f"{field}{other}{sure}")
            del self.left[order.id]
        return {"after": "; ".join(after), "before": "; ".join(before)}


def _short(spec: FieldSpec, text: str, case: Case) -> str:
    """The fewest first letters that mean the text."""
    for count in range(1, len(text)):
        start = text[:count]
        if choices_of(spec) and only_choice(choices_of(spec), start) == text:
            return start
        if spec.role is Role.REFERENCE and find_record(case, start, spec.kinds) == text:
            return start
    return text


def _beginning(case: Case) -> Case:
    """A few records of each way of entering, for a machine that is in a hurry."""
    ids = {"case-report", "e12-gp", "e12-cisplatin", "e12-gemcitabine"}
    ids |= {"e05-first-operation", "e10-second-operation", "e02-ca19-9"}
    ids |= {"lesion-liver-recurrence"}
    orders = {
        order.id
        for order in case.orders
        if {order.earlier, order.later.partition(".")[0]} <= ids
    }
    kept = (record for record in case.records if record.id in ids | orders)
    return Case(case.patient, tuple(kept))


async def test_the_case_is_entered_by_keyboard(
    tmp_path: Path, cases: dict[str, Case], capsys: pytest.CaptureFixture[str]
) -> None:
    case, place = cases["GBC-90"], tmp_path / "registry.db"
    if not os.environ.get("TIMELINE_TEST_EVERYTHING"):
        case = _beginning(case)
    app = TimelineApp(place)
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        patients = await hand.screen(PatientsScreen)
        await hand.until(lambda: patients.registry is not None)
        await hand.until(lambda: patients.has_class("is-empty"))
        nurse = Nurse(hand, case)
        await nurse.enter()
        await hand.screen(PatientScreen)
    with Registry.open(place) as registry:
        stored = registry.case("GBC-90")
    for entry in case.entries:
        assert stored.get(entry.id) == entry
    assert stored == case
    with capsys.disabled():
        print(f"\n{hand.keys} keystrokes for {len(case.entries)} records")  # noqa: T201
    assert hand.keys < MOST_KEYS
