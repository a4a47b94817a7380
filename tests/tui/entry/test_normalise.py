"""A field that is left takes its usual spelling; what was written is kept."""

import pytest

from timeline.case.fields import specs_by_name
from timeline.case.record import Entry
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.tui.entry.form_model import Form
from tui.entry.small_case import CASE


def _left(record_class: type[Entry], name: str, text: str) -> dict[str, str]:
    form = Form.new(record_class, CASE, {name: text})
    left = form.normalised(specs_by_name(record_class)[name])
    return {n: t for n, t in left.texts.items() if t}


def test_a_marker_takes_its_usual_name() -> None:
    assert _left(Result, "analyte", "CA199") == {
        "analyte": "CA19-9",
        "as_written": "CA199",
    }


def test_a_misprint_is_kept_as_written() -> None:
    assert _left(LocalIntervention, "procedures", "odine-125 seeds") == {
        "procedures": "iodine-125 seeds",
        "as_written": "odine-125 seeds",
    }


@pytest.mark.parametrize(
    ("typed", "sign", "value"),
    [
        ("1200", "=", "1200"),
        ("<0.6", "<", "0.6"),
        ("> 10", ">", "10"),
        ("37,5", "=", "37.5"),
        ("<0,6", "<", "0.6"),
        ("1.234,5", "=", "1234.5"),
        ("12,345,678", "=", "12345678"),
        ("1,200", "=", "1,200"),  # decimals or thousands: the form asks
        ("0,00001", "=", "0.00001"),
    ],
)
def test_a_sign_before_a_value_is_the_comparator(
    typed: str, sign: str, value: str
) -> None:
    assert _left(Result, "value", typed) == {"value": value, "comparator": sign}


def test_a_word_with_one_meaning_is_completed_and_no_other() -> None:
    assert _left(TherapyLine, "setting", "pal") == {"setting": "palliative"}
    assert _left(TherapyLine, "setting", "adjuvant") == {"setting": "adjuvant"}
    assert _left(TherapyLine, "stop_reason", "p") == {"stop_reason": "p"}
    assert _left(TherapyLine, "ongoing", "y") == {"ongoing": "yes"}


@pytest.mark.parametrize(
    ("typed", "basis"),
    [
        ("p", "pathological"),
        ("y", "post-therapy"),
        ("c", "clinical"),
        ("R", "recurrence"),
    ],
)
def test_the_letter_of_a_tnm_is_its_basis(typed: str, basis: str) -> None:
    assert _left(Diagnosis, "basis", typed) == {"basis": basis}


def test_a_decimal_comma_becomes_a_point() -> None:
    assert _left(DrugCourse, "dose", "2,5") == {"dose": "2.5"}


def test_a_record_is_found_by_words_of_its_label() -> None:
    assert _left(DrugCourse, "line", "gp") == {"line": "line-1"}
    assert _left(DrugCourse, "line", "nothing") == {"line": "nothing"}
