"""Every form at the sizes and in the looks it is made for: nothing is clipped."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from timeline.case.case import Case
from timeline.case.fields import Role
from timeline.case.record import Entry
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.tui.app import TimelineApp
from timeline.tui.drawing.colours import DARK, LIGHT
from timeline.tui.entry.desk import Desk
from timeline.tui.entry.drafts import Drafts
from timeline.tui.entry.field_text import choices_of
from timeline.tui.entry.form_model import Form, Opening, form_specs
from timeline.tui.entry.readings import help_of
from timeline.tui.screens.form import KEYS, FormScreen
from timeline.tui.widgets.field_row import TITLE_WIDTH, FieldList, FieldRow
from timeline.tui.widgets.offer_list import ROWS, OfferList
from tui.conftest import Fill
from tui.entry.small_case import CASE
from tui.steps import settle, workplace_of

NARROW = 78
"""Cells of a line at the least size, without its padding."""
ALL = tuple(KINDS.values())
SOME = (Patient, LocalIntervention, Her2Test)
"""Forms that between them have each kind of field: all others are made of the same."""
LONG = "neither this nor that, but something that no vocabulary holds " * 2


def _inside(widget: Widget, parent: Widget) -> bool:
    return parent.region.contains_region(widget.region) or not widget.display


async def _shown(app: App[None], record_class: type[Entry]) -> FormScreen:
    assert isinstance(app, TimelineApp)
    case = Case(CASE.patient) if record_class is Patient else CASE
    form = Form.new(record_class, case)
    screen = FormScreen(
        Desk(workplace_of(app).registry, "P-1", "t"),
        workplace_of(app).drafts,
        Opening(form),
    )
    await app.push_screen(screen)
    return screen


@pytest.mark.parametrize(
    ("size", "light", "kinds"),
    [
        ((80, 24), False, ALL),
        ((80, 24), True, SOME),
        ((120, 36), False, SOME),
    ],
    ids=["80-dark", "80-light", "120-dark"],
)
async def test_nothing_is_clipped(
    app_with: Fill, size: tuple[int, int], light: bool, kinds: tuple[type[Entry], ...]
) -> None:
    app = app_with([CASE])
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        if light:
            app.theme = LIGHT.name
        for record_class in kinds:
            screen = await _shown(app, record_class)
            await pilot.pause()
            _fits(screen)
            offers = await _with_vocabulary_and_error(pilot, screen)
            assert bool(screen.query_one(OfferList).offers) == offers
            _fits(screen)
            await app.pop_screen()


async def _with_vocabulary_and_error(pilot: Pilot[None], screen: FormScreen) -> bool:
    """The longest list open, and a long error, at the field that has the most words.

    Returns:
        Whether any field of the form has a list.
    """
    spec = max(screen.form.specs, key=lambda one: len(choices_of(one)))
    row = next(row for row in screen.query(FieldRow) if row.spec.name == spec.name)
    row.editor.focus()
    await pilot.pause()
    screen.form = screen.form.with_texts({spec.name: LONG} if choices_of(spec) else {})
    screen._leave(row)
    screen.form = screen.form.with_texts({spec.name: ""})
    screen.action_offer()
    await pilot.pause()
    return bool(choices_of(spec))


class _FormApp(TimelineApp):
    """The app with nothing but one form, so that many can be looked at."""

    def __init__(self, place: Path, record_class: type[Entry], *, light: bool) -> None:
        super().__init__(place)
        case = Case(CASE.patient) if record_class is Patient else CASE
        self._form = Form.new(record_class, case)
        self.theme = LIGHT.name if light else DARK.name

    def get_default_screen(self) -> Screen[None]:
        """The form."""
        desk = Desk(None, "P-1", "t")  # type: ignore[arg-type]
        return FormScreen(desk, Drafts(self._place), Opening(self._form))  # type: ignore[return-value]

    def on_mount(self) -> None:
        """Open no registry."""


LOOKS = [
    pytest.param(kind, size, light, id=f"{kind.kind}-{size[0]}-{name}")
    for kind in SOME
    for size, light, name in (((80, 24), False, "dark"), ((120, 36), True, "light"))
]


@pytest.mark.parametrize(("record_class", "size", "light"), LOOKS)
def test_how_a_form_looks(
    snap_compare: Callable[..., bool],
    tmp_path: Path,
    record_class: type[Entry],
    size: tuple[int, int],
    light: bool,
) -> None:
    app = _FormApp(tmp_path / "registry.db", record_class, light=light)

    async def prepare(pilot: Pilot[None]) -> None:
        await settle(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, FormScreen)
        for editor in screen.query(Input):
            editor.cursor_blink = False
        await _with_vocabulary_and_error(pilot, screen)

    assert snap_compare(app, terminal_size=size, run_before=prepare)


def test_the_forms_that_are_drawn_have_each_kind_of_field() -> None:
    assert _fields_of(*SOME) == _fields_of(*ALL)


def _fields_of(*classes: type[Entry]) -> set[tuple[Role, bool]]:
    """What a field holds, and whether suggestions are shown for it."""
    return {
        (spec.role, bool(choices_of(spec)))
        for record_class in classes
        for spec in form_specs(record_class)
    }


def _fits(screen: FormScreen) -> None:
    row = screen.current
    assert row is None or _inside(row, screen.query_one(FieldList)), row.spec.name
    for child in screen.children:
        assert _inside(child, screen), child
    bottom = 0
    for child in (one for one in screen.children if one.display):
        assert child.region.y >= bottom
        bottom = child.region.bottom
    for row in screen.query(FieldRow):
        title = row.render().plain
        assert len(title) < TITLE_WIDTH
        assert title.startswith(row.spec.title)
        assert row.spec.unit.lower() in title.lower()
        assert row.editor.region.x >= row.region.x + TITLE_WIDTH
        assert row.editor.region.right <= row.region.right
        for note in row.query(".field-note"):
            width = note.content_size.width
            needed = note.get_content_height(note.size, screen.size, width)
            assert not note.display or note.content_size.height == needed
    foot = screen.query_one(OfferList)
    assert foot.content_size.height >= ROWS
    lines = foot.render().plain.splitlines()  # type: ignore[union-attr]
    assert not foot.offers or len(lines) <= foot.content_size.height


@pytest.mark.parametrize("record_class", ALL, ids=str)
def test_the_help_of_each_field_fits_its_place(record_class: type[Entry]) -> None:
    for spec in form_specs(record_class):
        lines = help_of(spec).wrap(NARROW)
        assert len(lines) <= ROWS, spec.name
    assert len(KEYS) <= NARROW
