"""Somebody who knows the forms and enters a case with few keys.

What stands on the screen is read from the form, as eyes would read it; everything that
goes in goes in through the keyboard.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from textual.widgets import Input, TextArea

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role
from timeline.case.record import Entry, Record
from timeline.case.records.bookkeeping import Order
from timeline.tui.entry.completion import offers, only_choice
from timeline.tui.entry.field_text import choices_of, text_of
from timeline.tui.entry.order_fields import ORDER_SPECS, POINT_FIELDS, ends_of
from timeline.tui.entry.record_names import find_record
from timeline.tui.screens.asking import ReasonScreen, enterable_kinds
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.quick import QuickScreen
from timeline.tui.widgets.field_row import LineEditor
from tui.entry_steps import Hand
from tui.nurse_texts import (
    TAKES,
    beginnings,
    beyond_first,
    common_beginning,
    is_completed,
    key_count,
    left_form,
    shortened,
    spelled,
)

NO_ALT = "bf"
"""Letters that terminals send as another key when Alt is held."""
BY_LEAVING = {"site": "lesion", "comparator": "value", "as_written": "analyte"}
"""Fields that another one fills when it is left."""
GOING = "go to a field"
"""What keys are for that only lead from one field to another."""
DOWNS = 4
"""How far down a list of suggestions it is still quicker to go than to type."""


@dataclass
class Nurse:
    """Enters records of a case, and knows under which ids they were stored."""

    hand: Hand
    case: Case
    ids: dict[str, str] = field(default_factory=dict)
    """Ids under which records were stored, by their ids in the case."""
    left: list[Order] = field(default_factory=list)
    """Orders that are still to be entered."""
    _goes_on: bool = False
    """Whether the last form was saved so that the next one opens."""

    def __post_init__(self) -> None:
        self.left = list(self.case.orders)

    async def enter(self, records: Iterable[Entry], quick: dict[str, str]) -> None:
        """Enter records, one after another, with a line of quick entry where given."""
        plan = list(records)
        for number, record in enumerate(plan):
            following = plan[number + 1] if number + 1 < len(plan) else None
            line = quick.get(record.id)
            await self._open(record, line)
            again = following is not None and (
                following.id in quick
                if line
                else type(following) is type(record) and following.id not in quick
            )
            courses = list(self.case.courses(record.id))
            await self.fill(record, again=again)
            for course in courses:
                await self.fill(await self._course(course, courses))
            self._goes_on = again

    async def _open(self, record: Entry, line: str | None) -> None:
        """Open a form, where "save and next" has not opened it already."""
        app = self.hand.pilot.app
        self.hand.purpose = (record.kind, "quick entry" if line else "open")
        if not self._goes_on:
            await self.hand.screen(PatientScreen)
            await self.hand.strike(":" if line else "a")
        if not self._goes_on and not line:
            letters = {kind: key for key, kind in enterable_kinds().items()}
            await self.hand.until(lambda: not isinstance(app.screen, PatientScreen))
            await self.hand.strike(letters[type(record)])
        if line:
            screen = await self.hand.screen(QuickScreen)
            await self._type(screen.query_one(LineEditor), line)
            await self.hand.strike("enter")

    async def _course(self, wanted: Entry, courses: Sequence[Entry]) -> Entry:
        """The course whose drug the next form asks for."""
        form = await self._form()
        drug = form.form.texts["drug"]
        names = [course for course in courses if getattr(course, "drug", "") == drug]
        return names[0] if names else wanted

    async def _form(self) -> FormScreen:
        app = self.hand.pilot.app
        await self.hand.until(lambda: isinstance(app.screen, FormScreen))
        form = app.screen
        assert isinstance(form, FormScreen)
        await self.hand.until(lambda: form.current is not None)
        return form

    async def fill(
        self, record: Entry, *, again: bool = False, skip: Iterable[str] = ()
    ) -> None:
        """Fill a form and save it."""
        form = await self._form()
        wanted = {n: self._text(record, n) for n in record.values() if n not in skip}
        orders, placed = self._orders(record)
        for name, items in orders.items():
            if items:
                await self._place(form, name, items)
        for late in (False, True):
            for spec in form.form.specs[1:-1]:
                brought = wanted.get(BY_LEAVING.get(spec.name, ""))
                if spec.name in wanted and (late or not brought):
                    await self._set(form, spec, wanted[spec.name])
        if wanted["notes"] != form.form.texts["notes"]:
            self.hand.purpose = (record.kind, GOING)
            await self.hand.strike("ctrl+g")
            self.hand.purpose = (record.kind, "notes")
            await self.hand.paste(wanted["notes"])
        self.ids[record.id] = left_form(form).proposed_id()
        await self._save(form, again=again)
        for order in placed:
            self.left.remove(order)

    async def _save(self, form: FormScreen, *, again: bool) -> None:
        app, self._goes_on = self.hand.pilot.app, again
        self.hand.purpose = (form.form.record_class.kind, "save")
        await self.hand.strike("ctrl+n" if again else "ctrl+s")
        await self.hand.until(lambda: app.screen is not form)
        if isinstance(app.screen, ReasonScreen):
            await self.hand.strike("3")
            await self.hand.until(lambda: app.screen is not form)

    async def _set(self, form: FormScreen, spec: FieldSpec, text: str) -> None:
        if left_form(form).texts[spec.name] != text:
            await self.write(form, spec, text)

    def _text(self, record: Entry, name: str) -> str:
        text = text_of(getattr(record, name))
        if isinstance(record, Order) and name in POINT_FIELDS:
            other, _, own = text.partition(".")
            own = beyond_first(self.case, other, own, whole=True)
            return self.ids[other] + (f".{own}" if own else "")
        return self.ids.get(text, text) if name in record.references() else text

    async def go_to(self, form: FormScreen, name: str) -> Input | TextArea:
        """Go to a field with the fewest keys; give its editor."""
        assert form.current is not None
        self.hand.purpose = (form.form.record_class.kind, GOING)
        here = form.current.spec.name
        if here == name:
            return form.current.editor
        specs = [spec for spec in form.form.specs if spec.name != "id"]
        names = [spec.name for spec in specs]
        steps = names.index(name) - names.index(here)
        letter = specs[names.index(name)].title[0].casefold()
        at = names.index(here) + 1
        ahead = [*specs[at:], *specs[:at]]
        alike = [s.name for s in ahead if s.title.casefold().startswith(letter)]
        jumps = alike.index(name) + 1
        if letter not in NO_ALT and jumps < abs(steps):
            await self.hand.strike(*[f"alt+{letter}"] * jumps)
        else:
            await self.hand.strike(*["tab" if steps > 0 else "shift+tab"] * abs(steps))
        await self.hand.until(lambda: form.current is not None)
        assert form.current.spec.name == name
        return form.current.editor

    async def write(self, form: FormScreen, spec: FieldSpec, text: str) -> None:
        """Give a field another text."""
        editor = await self.go_to(form, spec.name)
        self.hand.purpose = (form.form.record_class.kind, spec.name)
        there = form.form.texts[spec.name]
        same = len(common_beginning(there, text))
        if there and same > 1 and len(there) - same <= 1:
            await self.hand.strike(*["backspace"] * (len(there) - same))
            await self._type(editor, text[same:])
            return
        if there:
            await self.hand.strike("ctrl+u")
        if spec.name in POINT_FIELDS:
            other, dot, own = text.partition(".")
            await self._point(form, spec, other, own if dot else "", "")
            return
        ways = self._ways(form, spec, text)
        typed, *keys = min(ways, key=lambda way: key_count(editor, way))
        await self._type(editor, typed)
        await self.hand.strike(*keys)

    async def _type(self, editor: Input | TextArea, text: str) -> None:
        """Type a text, and take a completed word where it is the one that is meant."""
        typed = ""
        for key in spelled(editor, text):
            if key == TAKES:
                await self.hand.write(typed)
                await self.hand.until(lambda: is_completed(editor))
                await self.hand.strike(key)
                typed = ""
            else:
                typed += key
        await self.hand.write(typed)

    def _ways(
        self, form: FormScreen, spec: FieldSpec, text: str
    ) -> Iterator[tuple[str, ...]]:
        """Ways of writing a text: what is typed, then keys."""
        case, kind = form.form.case, form.form.record_class.kind
        yield (shortened(spec, text),)
        for start in beginnings(text, case):
            if choices_of(spec) and only_choice(choices_of(spec), start) == text:
                yield (start,)
            if spec.kinds and find_record(case, start, spec.kinds) == text:
                yield (start,)
            found = [offer.text for offer in offers(spec, start, case, kind)]
            if text in found[:DOWNS]:
                marked = spec.role in (Role.REFERENCE, Role.CHOICE)
                downs = found.index(text) + (not marked)
                yield (start, *["down"] * downs, "enter")

    def _orders(
        self, record: Entry
    ) -> tuple[dict[str, list[tuple[str, str, str, str]]], list[Order]]:
        """The orders that the form of a record can say, as its order fields."""
        found: dict[str, list[tuple[str, str, str, str]]] = {
            name: [] for name in ORDER_SPECS
        }
        placed: list[Order] = []
        if not isinstance(record, Record) or isinstance(record, Order):
            return found, placed
        for order in self.left:
            ends = [p.partition(".") for p in (order.earlier, order.later)]
            ids = [end[0] for end in ends]
            if record.id not in ids or order.notes:
                continue
            if (order.source, order.locator) != (record.source, record.locator):
                continue
            own = ids.index(record.id)
            other = ids[1 - own]
            if other not in self.ids:
                continue
            same = order.confidence == record.confidence
            sure = "" if same else text_of(order.confidence)
            own_field = beyond_first(self.case, record.id, ends[own][2])
            field_name = beyond_first(self.case, other, ends[1 - own][2])
            item = (own_field, self.ids[other], field_name, sure)
            found[("before", "after")[own]].append(item)
            placed.append(order)
        return found, placed

    async def _place(
        self, form: FormScreen, name: str, items: list[tuple[str, str, str, str]]
    ) -> None:
        """Write the items of an order field."""
        await self.go_to(form, name)
        self.hand.purpose = (form.form.record_class.kind, name)
        spec = ORDER_SPECS[name]
        for number, (own, other, other_field, sure) in enumerate(items):
            await self.hand.write((";" if number else "") + (f"{own}:" if own else ""))
            behind = f"/{sure[0]}" if sure else ""
            await self._point(form, spec, other, other_field, behind)

    async def _point(
        self, form: FormScreen, spec: FieldSpec, other: str, field: str, behind: str
    ) -> None:
        """Name another record by the beginning of a word of its label."""
        case, kind = form.form.case, form.form.record_class.kind
        starts = list(beginnings(other, case))
        alone = [start for start in starts if find_record(case, start, ()) == other]
        if alone:
            end = f".{field}" if field else ""
            await self.hand.write(min(alone, key=len) + end + behind)
            return
        record = case.get(other)
        first = ends_of(record)[0] if record and ends_of(record) else ""
        point = ".".join(filter(None, (other, field or first)))
        ways = []
        for start in starts:
            found = [offer.text for offer in offers(spec, start, case, kind)]
            if point in found:
                ways.append((start, found.index(point)))
        start, downs = min(ways, key=lambda way: len(way[0]) + way[1])
        await self.hand.write(start)
        await self.hand.strike(*["down"] * downs, "enter")
        await self.hand.write(behind)
