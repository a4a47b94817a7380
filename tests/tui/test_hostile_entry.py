"""Hostile text in every field of every form is text or refused, and does nothing."""

import re

import pytest
from textual.pilot import Pilot

from effort import IN_FULL, proof
from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role
from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.bookkeeping import Order
from timeline.case.records.finding import Lesion
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse
from timeline.tui.app import TimelineApp
from timeline.tui.entry.desk import Desk
from timeline.tui.entry.field_text import choices_of, text_of
from timeline.tui.entry.form_model import Form, Opening, form_specs
from timeline.tui.entry.order_fields import POINT_FIELDS
from timeline.tui.entry.words import is_wordy
from timeline.tui.screens.form import FormScreen
from timeline.tui.widgets.field_row import FieldRow
from tui.conftest import Fill
from tui.entry.small_case import CASE as SMALL
from tui.entry.small_case import SURGERY
from tui.entry_steps import Hand, on_patient, stored
from tui.steps import settle, workplace_of

CASE = SMALL.with_record(Lesion(id="lesion", name="Liver")).with_record(
    AdverseEvent(id="event", term="nausea")
)
"""With a record of each kind that another kind has to name."""

GENERIC = DrugCourse
"""A form that has each kind of field; all forms are made from declarations."""
SEEN = 6
"""Fields of which one at least is in view with the last that was looked at."""
CODED = ("t", "n", "m")
"""Fields of words that take a code only."""
COUPLED = ("number_override",)
"""Fields that must be filled because another one is."""
TYPED = "[/]';="
PRINTABLE = (
    "[red]x [/] [@click=app.quit]x[/] =HYPERLINK(0) +1 -1 @x '; DROP TABLE cases; -- "
    "<script>1</script> {{1}} %s \\x1b[2J"
)
INVISIBLE = (
    "\x1b]52;c;eHg=\x07\x1b[2J\x1b]0;x\x07\x00\x9b2J\u202egpj\u2066\u200f\ud800\x7f"
)
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200f\u202a-\u202e\u2066-\u2069]")


async def _shown(app: TimelineApp, record_class: type[Entry]) -> FormScreen:
    case = Case(CASE.patient) if record_class is Patient else stored(app)
    opening = Opening(Form.new(record_class, case))
    screen = FormScreen(
        Desk(workplace_of(app).registry, "P-1", "t"), workplace_of(app).drafts, opening
    )
    await app.push_screen(screen)
    return screen


def test_one_form_has_each_kind_of_field() -> None:
    assert _fields_of(GENERIC) == set().union(*map(_fields_of, KINDS.values()))


def _fields_of(record_class: type[Entry]) -> set[tuple[Role, bool]]:
    return {(spec.role, bool(choices_of(spec))) for spec in form_specs(record_class)}


def _is_inert(pilot: Pilot[None]) -> None:
    """No link that runs an action, and nothing that a terminal obeys."""
    for strip in pilot.app.screen._compositor.render_strips():
        assert not any("@click" in (s.style.meta if s.style else {}) for s in strip)
        assert not UNSAFE.search(ESCAPES.sub("", strip.render(pilot.app.console)))


@proof
@pytest.mark.parametrize("record_class", KINDS.values() if IN_FULL else [GENERIC])
async def test_hostile_text_does_nothing(
    app_with: Fill, record_class: type[Entry]
) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await settle(pilot)
        screen = await _shown(app, record_class)
        roles: set[Role] = set()
        for row in screen.query(FieldRow):
            row.editor.focus()
            # fields of one role take keys alike, and each key costs time
            typed = "" if row.spec.role in roles else TYPED
            roles.add(row.spec.role)
            await hand.write(typed)
            await hand.paste(PRINTABLE + INVISIBLE)
            assert row.text == typed + PRINTABLE + "]52;c;eHg=[2J]0;x2Jgpj"
            _is_inert(pilot)
        await pilot.click(offset=(40, 8))  # on the text of a field
        assert app.is_running
        assert app.screen is screen
        await hand.press("ctrl+s")
        assert app.screen is screen
        for row in screen.query(FieldRow):
            said, wrong = row._noted
            assert not wrong or said.endswith("."), said
            # a reference is looked up when the rest of the record is right
            if not is_wordy(row.spec) and not _names_another(row.spec):
                assert wrong, row.spec.name
        for row in screen.query(FieldRow)[::SEEN]:
            row.editor.focus()
            await pilot.pause()
            _is_inert(pilot)
        assert app.is_running
        assert stored(app) == CASE


def _names_another(spec: FieldSpec) -> bool:
    return spec.role is Role.REFERENCE or spec.name in POINT_FIELDS


def _text(spec: FieldSpec) -> str:
    """A text that a field takes, hostile where it takes any."""
    if spec.name in POINT_FIELDS:
        return SURGERY.id if spec.name == "earlier" else "line-1"
    if is_wordy(spec):
        return "" if spec.name in CODED else PRINTABLE
    if spec.name == "id" or not (spec.required or spec.name in COUPLED):
        return ""
    if spec.role is Role.REFERENCE:
        return next(entry.id for entry in CASE.entries if entry.kind in spec.kinds)
    return next(iter(choices_of(spec)), "1")


async def _save(hand: Hand, form: FormScreen, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        form._rows[name].write(text)
    await settle(hand.pilot)
    await hand.press("ctrl+s")


@proof
async def test_hostile_text_is_stored_as_text(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(120, 36)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        for record_class in KINDS.values() if IN_FULL else (GENERIC, Order):
            if record_class is Patient:
                continue
            form = await _shown(app, record_class)
            texts = {spec.name: _text(spec) for spec in form.form.specs}
            known = {entry.id for entry in stored(app).entries}
            named = [spec.name for spec in form.form.specs if _names_another(spec)]
            if named:  # else this would store it
                await _save(hand, form, texts | dict.fromkeys(named, TYPED))
            # the points of an order are its id, and are looked up before the rest
            for name in [n for n in named if n in POINT_FIELDS] or named:
                assert form._rows[name]._noted[1], name
            await _save(hand, form, texts)
            await hand.until(lambda: app.screen is not form)  # noqa: B023
            await settle(pilot)
            (entry,) = (e for e in stored(app).entries if e.id not in known)
            for spec in form.form.specs:
                if is_wordy(spec) and spec.name not in CODED:
                    assert text_of(getattr(entry, spec.name)) == PRINTABLE, spec.name
            _is_inert(pilot)
