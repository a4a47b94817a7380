"""The orders that place a stored record stand in its form and are edited there."""

import datetime as dt

from timeline.case.case import Case
from timeline.case.records.bookkeeping import Order
from timeline.case.vocabulary import Confidence
from timeline.tui.entry.form_model import Form
from timeline.tui.entry.order_changes import OrderChanges
from tui.entry.small_case import CASE, LINE, SURGERY

TODAY = dt.date(2026, 1, 15)
AFTER_SURGERY = Order(
    earlier="first-operation",
    later="line-1.start",
    source="letter",
    locator="page 3",
    confidence=Confidence.ASSUMED,
    notes="said by the family",
)
BEFORE_SURGERY = Order(earlier="first-operation.stop", later="line-1.stop")
PLACED = CASE.with_record(AFTER_SURGERY).with_record(BEFORE_SURGERY)


def _changes(texts: dict[str, str], case: Case = PLACED) -> OrderChanges:
    form = Form.of(LINE, case).with_texts(texts)
    checked = form.checked(TODAY)
    assert checked.problems == ()
    return checked.orders


def test_the_form_shows_the_orders() -> None:
    form = Form.of(LINE, PLACED)
    assert form.texts["after"] == (
        "start: first-operation / assumed; stop: first-operation.stop"
    )
    assert form.texts["before"] == ""
    assert Form.of(SURGERY, PLACED).texts["before"] == (
        "line-1.start / assumed; stop: line-1.stop"
    )
    assert not form.changed


def test_orders_that_are_left_alone_stay_as_they_are() -> None:
    assert _changes({}) == OrderChanges()
    # another spelling of the same point, and the same order of items turned round
    same = "stop: first-operation.stop; first-operation / assumed"
    assert _changes({"after": same}) == OrderChanges()


def test_an_item_that_is_taken_out_removes_its_order_only() -> None:
    changes = _changes({"after": "stop: first-operation.stop"})
    assert changes == OrderChanges(removed=(AFTER_SURGERY,))
    assert changes.correct


def test_a_confidence_is_changed_in_place() -> None:
    text = "first-operation/s; stop: first-operation.stop"
    (pair,) = _changes({"after": text}).changed
    assert pair == (
        AFTER_SURGERY,
        AFTER_SURGERY.changed(confidence=Confidence.STATED),
    )


def test_another_record_in_its_place_keeps_id_and_provenance() -> None:
    text = "start: cisplatin / assumed; stop: first-operation.stop"
    changes = _changes({"after": text})
    changed = AFTER_SURGERY.changed(earlier="cisplatin", later="line-1.start")
    assert changes == OrderChanges(changed=((AFTER_SURGERY, changed),))
    assert changed.id == AFTER_SURGERY.id


def test_one_more_item_is_a_new_order() -> None:
    shown = Form.of(LINE, PLACED).texts["after"]
    (order,) = _changes({"after": f"{shown}; cisplatin"}).new
    assert (order.earlier, order.later) == ("cisplatin", "line-1")
    assert order.locator == LINE.locator


def test_two_orders_of_the_same_points_are_both_kept() -> None:
    twin = AFTER_SURGERY.changed(id="twin", earlier="first-operation.date")
    assert _changes({}, PLACED.with_record(twin)) == OrderChanges()


def test_a_form_of_some_orders_leaves_the_others_alone() -> None:
    form = Form.of(LINE, PLACED, only=[AFTER_SURGERY.id])
    assert form.texts["after"] == "start: first-operation / assumed"
    assert form.with_texts({"after": ""}).checked(TODAY).orders == OrderChanges(
        removed=(AFTER_SURGERY,)
    )


def test_words_become_ids_when_the_field_is_left() -> None:
    form = Form.new(type(LINE), CASE, {"regimen": "AS", "after": "first/n; gp.sto"})
    left = form.normalised(next(s for s in form.specs if s.name == "after"))
    assert left.texts["after"] == "first-operation / narrative; line-1.stop"


def test_an_order_of_its_own_names_points_by_words() -> None:
    form = Form.new(Order, CASE, {"earlier": "first", "later": "gp.stop"})
    for spec in form.specs:
        form = form.normalised(spec)
    record = form.checked(TODAY).record
    assert isinstance(record, Order)
    assert (record.earlier, record.later) == ("first-operation", "line-1.stop")
