import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from timeline.case.fields import Role, field_specs
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.bookkeeping import Order
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.tumour_vocabulary import StageBasis

HOSTILE = {
    "escape": "\x1b[31mred",
    "set the terminal title": "\x1b]0;title\x07",
    "single-byte control sequence": "\x9b2J",
    "nul": "a\x00b",
    "right-to-left override": "\u202eabc",
    "isolate": "\u2066abc\u2069",
    "zero-width space": "a\u200bb",
    "byte order mark": "a\ufeffb",
    "line separator": "a\u2028b",
    "surrogate": "a\ud800b",
}


def result(**values: object) -> Result:
    fixed = {"id": "a", "analyte": "CA19-9", "unit": "U/mL"}
    return Result.model_validate({**fixed, **values})


def order(earlier: str, later: str) -> Order:
    return Order.model_validate({"earlier": earlier, "later": later})


def message(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return error.value.errors(include_url=False, include_input=False)[0]["msg"]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_invisible_characters_are_refused_everywhere(text: str) -> None:
    with pytest.raises(ValidationError) as error:
        TherapyLine(id="line", regimen="A", notes=text)
    assert "invisible" in message(error)
    with pytest.raises(ValidationError):
        Her2Test(id="test", variants=(text,))


@pytest.mark.parametrize(
    "text", ["[/]", "[@click=app.quit]", "<script>", "=cmd()", "'; --", "😀", "é"]
)
def test_text_that_only_looks_dangerous_is_kept_as_it_is(text: str) -> None:
    assert TherapyLine(id="line", regimen=text).regimen == text


def test_notes_keep_their_lines_and_other_fields_have_one() -> None:
    assert TherapyLine(id="a", regimen="A", notes="one\r\ntwo").notes == "one\ntwo"
    with pytest.raises(ValidationError):
        TherapyLine(id="a", regimen="one\ntwo")


def test_blank_text_is_unknown_and_a_required_text_is_missed() -> None:
    assert TherapyLine(id="a", regimen="A", trial="   ").trial is None
    with pytest.raises(ValidationError):
        TherapyLine.model_validate({"id": "a"})
    for blank in ("", "  "):
        with pytest.raises(ValidationError) as error:
            TherapyLine(id="a", regimen=blank)
        assert message(error) == "This is required."


@pytest.mark.parametrize("value", ["1_000", "1e3", "٣", "0x10", "1,5", "inf", "nan"])
def test_only_plain_numbers_are_read(value: str) -> None:
    with pytest.raises(ValidationError) as error:
        Her2Test.model_validate({"id": "test", "ish_ratio": value})
    assert "plain number" in message(error)


@pytest.mark.parametrize("value", ["1.050", "1,234"])
def test_a_number_with_two_readings_is_taken_from_nobody(value: str) -> None:
    with pytest.raises(ValidationError) as error:
        Her2Test.model_validate({"id": "test", "ish_ratio": value})
    assert "This could be thousands or decimals" in message(error)


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_only_finite_numbers_are_kept(value: float) -> None:
    with pytest.raises(ValidationError):
        Her2Test(id="test", her2_copies=value)


@pytest.mark.parametrize(
    ("grade", "accepted"), [(0, False), (1, True), (5, True), (6, False)]
)
def test_grades_run_from_one_to_five(grade: int, accepted: bool) -> None:
    if accepted:
        assert AdverseEvent(id="a", term="nausea", grade=grade).grade == grade
        return
    with pytest.raises(ValidationError):
        AdverseEvent(id="a", term="nausea", grade=grade)


def test_a_grade_that_is_not_stated_stays_unknown() -> None:
    event = AdverseEvent(id="a", term="fatigue")
    assert event.grade is None
    assert event.ctcae_version is None


@pytest.mark.parametrize("grade", [1, 3, 4, 5])
def test_a_record_takes_every_grade_of_any_edition(grade: int) -> None:
    """CTCAE 3.0 has a grade 4 of fatigue, 5.0 has not: a query asks, no record."""
    assert AdverseEvent(id="a", term="Fatigue", grade=grade).grade == grade


@pytest.mark.parametrize("grade", [0, 6])
def test_a_grade_that_no_edition_has_is_refused(grade: int) -> None:
    with pytest.raises(ValidationError):
        AdverseEvent(id="a", term="Fatigue", grade=grade)


def test_ongoing_is_not_unknown_and_has_no_end() -> None:
    assert TherapyLine(id="a", regimen="A").ongoing is None
    with pytest.raises(ValidationError) as error:
        DrugCourse(
            id="a", line="b", drug="A", ongoing=True, stop=PartialDate.parse("2020")
        )
    assert "ongoing" in message(error)


def test_a_number_set_by_hand_needs_a_reason() -> None:
    with pytest.raises(ValidationError):
        TherapyLine(id="a", regimen="A", number_override=3)
    line = TherapyLine(id="a", regimen="A", number_override=3, override_reason="x")
    assert line.number_override == 3


@pytest.mark.parametrize("value", [0, -2.5])
def test_a_value_may_be_zero_or_less(value: float) -> None:
    assert result(comparator="=", value=value).value == value


@pytest.mark.parametrize("value", ["nan", float("nan"), float("inf")])
def test_a_value_is_an_ordinary_number(value: object) -> None:
    with pytest.raises(ValidationError):
        result(comparator="=", value=value)


def test_a_result_may_stand_in_words_alone() -> None:
    words = Result(id="a", analyte="CA19-9", words="haemolysed, not usable")
    assert (words.amount, words.label) == (words.words, f"CA19-9 {words.words}")
    both = result(comparator=">=", value=500, words="fell, still raised")
    assert both.amount == ">=500 U/mL (fell, still raised)"


def test_marker_amount_shows_the_comparator_only_where_it_limits() -> None:
    exact = result(comparator="=", value=1200)
    below = result(comparator="<", value=0.6)
    assert (exact.amount, below.amount) == ("1200 U/mL", "<0.6 U/mL")


def test_tnm_in_one_word() -> None:
    stated = Diagnosis(id="a", basis=StageBasis.PATHOLOGICAL, t="3", n="1", m="0")
    assert stated.tnm == "pT3N1M0"
    assert Diagnosis(id="a", t="2a").tnm == "T2a"
    assert Diagnosis(id="a", basis=StageBasis.CLINICAL).tnm == ""


@pytest.mark.parametrize("value", ["T3", "5", "3e", "x"])
def test_tnm_categories_come_without_their_letter(value: str) -> None:
    with pytest.raises(ValidationError) as error:
        Diagnosis(id="a", t=value)
    assert "without its letter" in message(error)


def test_records_do_not_change_and_refuse_unknown_fields() -> None:
    patient = Patient(id="patient", code="T-1")
    with pytest.raises(ValidationError):
        patient.code = "T-2"
    with pytest.raises(ValidationError):
        Patient.model_validate({**patient.values(), "name": "somebody"})
    assert patient.changed(code="T-2").code == "T-2"
    assert patient.code == "T-1"


def test_a_changed_value_is_validated() -> None:
    with pytest.raises(ValidationError):
        AdverseEvent(id="a", term="nausea").changed(grade=9)


def test_no_kind_can_hold_a_name_or_a_birth_date() -> None:
    keys = {spec.name for spec in field_specs(Patient)}
    assert not keys & {"name", "first_name", "birth_date", "date_of_birth"}


def test_an_order_is_named_after_its_points() -> None:
    named = order("line-4.stop", "pd")
    assert named.id == "line-4_stop__pd"
    long = "x" * 60
    first = order(long + "a", "b").id
    second = order(long + "c", "b").id
    assert first != second
    assert len(first) <= 64


@pytest.mark.parametrize("record_id", ["", "-a", "a b", "ä", "a.b", "a" * 65])
def test_ids_are_plain(record_id: str) -> None:
    with pytest.raises(ValidationError):
        TherapyLine(id=record_id, regimen="A")


@pytest.mark.parametrize("record_class", KINDS.values(), ids=KINDS.keys())
def test_every_field_explains_itself(record_class: type[Entry]) -> None:
    for spec in field_specs(record_class):
        assert spec.title
        assert spec.help.endswith((".", "?")), spec.name
        assert bool(spec.choices) == (spec.role is Role.CHOICE), spec.name
        assert bool(spec.kinds) == (spec.role is Role.REFERENCE), spec.name
        assert set(spec.kinds) <= KINDS.keys(), spec.name


@pytest.mark.parametrize("record_class", KINDS.values(), ids=KINDS.keys())
def test_nothing_is_assumed(record_class: type[Entry]) -> None:
    """No optional field has a value unless somebody enters one."""
    required: dict[Role, object] = {Role.TEXT: "a", Role.REFERENCE: "a"}
    required |= {Role.NUMBER: 1.0}
    values = {
        spec.name: spec.choices[0] if spec.choices else required[spec.role]
        for spec in field_specs(record_class)
        if spec.required
    }
    record = record_class.model_validate(values)
    for spec in field_specs(record_class):
        if not spec.required and spec.name != "id":
            value = getattr(record, spec.name)
            assert value is None or value == () or value == PartialDate.parse("")


@given(st.text(max_size=50))
def test_any_text_is_kept_or_refused(text: str) -> None:
    try:
        record = TherapyLine(id="a", regimen="A", trial=text)
    except ValidationError:
        return
    again = TherapyLine.model_validate(record.model_dump())
    assert again == record
