"""Forms are built from declarations and say in words what is wrong."""

import datetime as dt
from dataclasses import replace

import pytest

from timeline.case.fields import field_specs
from timeline.case.locale import DateOrder, DecimalSign, Locale
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order
from timeline.case.records.kinds import KINDS
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.vocabulary import Confidence
from timeline.tui.entry.form_model import TAKEN, Form, form_specs
from timeline.tui.entry.order_fields import ORDER_SPECS
from tui.entry.small_case import CASE, LINE, SURGERY

TODAY = dt.date(2026, 1, 15)


def _messages(form: Form) -> dict[str, str]:
    return dict(form.checked(TODAY).problems)


@pytest.mark.parametrize("record_class", KINDS.values(), ids=str)
def test_every_declared_field_stands_in_the_form(record_class: type[Entry]) -> None:
    names = [spec.name for spec in form_specs(record_class)]
    declared = [spec.name for spec in field_specs(record_class)]
    assert [name for name in names if name not in ORDER_SPECS] == declared


@pytest.mark.parametrize("record", CASE.entries, ids=lambda record: record.id)
def test_a_form_that_is_not_changed_gives_the_record_back(record: Entry) -> None:
    form = Form.of(record, CASE)
    assert not form.changed
    assert form.checked(TODAY).record == record


def test_a_month_stays_a_month() -> None:
    form = Form.new(type(SURGERY), CASE, {"date": "September 2017", "type": "surgery"})
    record = form.checked(TODAY).record
    assert record is not None
    assert record.dates()["date"].canonical == "2017-09"


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("value", "1.050", "write 1.0500 or 1050"),
        ("upper_limit", "1,234", "write 1234 or 1.2340"),
        ("date", "03/04/2024", "Write 2024-04-03 or 2024-03-04"),
        ("date", "03/04/20", "Write 2020-04-03 or 2020-03-04"),
        ("date", "15/15/2020", "There is no month 15"),
    ],
)
def test_what_has_not_one_reading_is_never_stored(
    field: str, typed: str, says: str
) -> None:
    texts = {"analyte": "CEA", "comparator": "=", "value": "3", "unit": "ng/mL"}
    form = Form.new(Result, CASE, {**texts, field: typed})
    assert form.checked(TODAY).record is None
    assert says in _messages(form)[field]
    # a stored record is corrected by the same rule
    stored = Form.new(Result, CASE, texts).checked(TODAY).record
    assert stored is not None
    edited = Form.of(stored, CASE).with_texts({field: typed})
    assert says in _messages(edited)[field]


def test_a_locale_settles_what_is_stored() -> None:
    texts = {"analyte": "CEA", "comparator": "=", "value": "1.050", "unit": "ng/mL"}
    chosen = Locale(DateOrder.MONTH_FIRST, DecimalSign.COMMA)
    form = Form.new(Result, CASE, {**texts, "date": "03/04/2024"})
    record = replace(form, locale=chosen).checked(TODAY).record
    assert isinstance(record, Result)
    assert (record.value, record.date.canonical) == (1050, "2024-03-04")


@pytest.mark.parametrize("value", [1.05, 1.234, 0.05, 999.125, 1234.567, 1050])
def test_a_stored_number_reads_back_in_every_locale(value: float) -> None:
    texts = {"analyte": "CEA", "comparator": "=", "value": "3", "unit": "ng/mL"}
    stored = Form.new(Result, CASE, texts).checked(TODAY).record
    assert isinstance(stored, Result)
    copied = Form.of(stored.changed(value=value), CASE).as_new()
    for sign in DecimalSign:
        record = replace(copied, locale=Locale(decimal_sign=sign)).checked(TODAY).record
        assert isinstance(record, Result)
        assert record.value == value


def test_required_fields_are_named() -> None:
    assert _messages(Form.new(DrugCourse, CASE)) == {"drug": "This is required."}
    assert _messages(Form.new(Result, CASE)) == {"analyte": "This is required."}


def test_rules_of_a_record_and_of_the_case_are_said_in_words() -> None:
    line = {"regimen": "GP", "start": "2020-05", "stop": "2020-03"}
    form = Form.new(TherapyLine, CASE, {**line, "continues": "line-9"})
    messages = _messages(form)
    assert "before the date that must precede it" in messages["stop"]
    assert "There is no record with the id line-9" in messages["continues"]
    both = Form.new(
        TherapyLine, CASE, {"regimen": "GP", "ongoing": "yes", "stop": "2020"}
    )
    assert "cannot be ongoing" in _messages(both)[""]


def test_a_date_after_today_is_refused() -> None:
    form = Form.new(TherapyLine, CASE, {"regimen": "GP", "start": "2026-02"})
    assert "future" in _messages(form)["start"]


def test_an_id_is_proposed_and_one_that_is_taken_refused() -> None:
    form = Form.new(TherapyLine, CASE, {"regimen": "GP"}, taken={"gp"})
    assert form.proposed_id() == "gp-2"
    assert _messages(form.with_texts({"id": "gp"}))["id"] == TAKEN
    assert _messages(form.with_texts({"id": LINE.id}))["id"] == TAKEN


def test_order_fields_make_orders_with_the_records_provenance() -> None:
    texts = {
        "id": "line-2",
        "regimen": "AS",
        "source": "letter",
        "locator": "page 2",
        "confidence": "stated",
        "after": "first; line-1.stop assumed",
        "before": "",
    }
    checked = Form.new(TherapyLine, CASE, texts).checked(TODAY)
    common = {"source": "letter", "locator": "page 2"}
    first = Order.model_validate(
        {"earlier": "first-operation", "later": "line-2", **common}
    )
    assert checked.orders.new == (
        first.changed(confidence=Confidence.STATED),
        first.changed(
            id="line-1_stop__line-2",
            earlier="line-1.stop",
            confidence=Confidence.ASSUMED,
        ),
    )


def test_the_end_of_a_record_can_be_placed() -> None:
    form = Form.new(TherapyLine, CASE, {"regimen": "AS", "before": "stop: first-op"})
    (order,) = form.checked(TODAY).orders.new
    assert (order.earlier, order.later) == ("as.stop", "first-operation")


def test_an_order_with_something_unknown_is_said_at_its_field() -> None:
    form = Form.new(TherapyLine, CASE, {"regimen": "AS", "after": "nobody"})
    assert "No record" in _messages(form)["after"]
    several = Form.new(TherapyLine, CASE, {"regimen": "AS", "after": "s"})
    # the first operation and cisplatin
    assert _messages(several)["after"].startswith("2 records fit these words.")
    named = Form.new(TherapyLine, CASE, {"regimen": "AS", "after": "end: line-1"})
    assert "There is no date called that" in _messages(named)["after"]


def test_invisible_characters_are_refused_in_words() -> None:
    form = Form.new(TherapyLine, CASE, {"regimen": "G\u202eP"})
    assert "U+202E" in _messages(form)["regimen"]


@pytest.mark.parametrize("typed", ["[/]';=", "no such", "line-1.site"])
def test_a_point_that_is_none_is_said_at_its_field(typed: str) -> None:
    texts = {"earlier": typed, "later": "line-1", "confidence": "stated"}
    checked = Form.new(Order, CASE, texts).checked(TODAY)
    assert checked.record is None
    (problem,) = checked.problems
    assert problem[0] == "earlier"
    assert problem[1].startswith("There is no such record or date.")
