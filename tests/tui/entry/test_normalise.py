"""A field that is left takes its usual spelling; what was written is kept."""

import datetime as dt
from dataclasses import replace

import pytest

from timeline.case.fields import specs_by_name
from timeline.case.locale import ASK, DateOrder, DecimalSign, Locale
from timeline.case.record import Entry
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.tui.entry.form_model import Form
from timeline.tui.entry.normalise import normalised
from tui.entry.small_case import CASE


def _left(
    record_class: type[Entry], name: str, text: str, locale: Locale = ASK
) -> dict[str, str]:
    form = replace(Form.new(record_class, CASE, {name: text}), locale=locale)
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
        (">10.000", ">", "10.000"),
        ("≥ 5", ">=", "5"),
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
        ("yp", "post-therapy, pathological"),
        ("rc", "recurrence, clinical"),
        ("a", "autopsy"),
    ],
)
def test_the_letter_of_a_tnm_is_its_basis(typed: str, basis: str) -> None:
    assert _left(Diagnosis, "basis", typed) == {"basis": basis}


def test_a_tnm_word_fills_its_fields_where_they_are_empty() -> None:
    fields = {"t": "2", "n": "1a", "m": "0", "basis": "post-therapy, pathological"}
    assert _left(Diagnosis, "t", "ypT2N1aM0") == fields
    assert _left(Diagnosis, "n", "N2") == {"n": "2"}
    assert _left(Diagnosis, "t", "2") == {"t": "2"}
    assert _left(Diagnosis, "t", "T2 something") == {"t": "T2 something"}


def test_a_tnm_word_does_not_overwrite_a_field() -> None:
    texts = {"t": "pT2N1", "n": "0"}
    form = Form.new(Diagnosis, CASE, texts).normalised(specs_by_name(Diagnosis)["t"])
    assert {name: form.texts[name] for name in texts} == texts


def test_a_decimal_comma_becomes_a_point() -> None:
    assert _left(DrugCourse, "dose", "2,5") == {"dose": "2.5"}


def test_a_locale_settles_a_number_and_a_date() -> None:
    chosen = Locale(DateOrder.MONTH_FIRST, DecimalSign.COMMA)
    assert _left(Result, "value", ">10.000", chosen) == {
        "value": "10000",
        "comparator": ">",
    }
    assert _left(DrugCourse, "dose", "1,050", chosen) == {"dose": "1.0500"}
    assert _left(DrugCourse, "start", "3/4/24", chosen) == {"start": "2024-03-04"}
    assert _left(DrugCourse, "start", "3/4/2024") == {"start": "3/4/2024"}


def test_the_words_of_a_rough_date_are_kept_beside_it() -> None:
    assert _left(Result, "date", "Ende März 2019") == {
        "date": "2019-03",
        "date_stated": "Ende März 2019",
    }
    form = Form.new(DrugCourse, CASE, {"start": "early 2019", "stop": "mid-2020"})
    specs = specs_by_name(DrugCourse)
    for name in ("start", "stop", "start"):
        form = form.normalised(specs[name])
    assert (form.texts["start"], form.texts["stop"]) == ("2019", "2020")
    assert form.texts["date_stated"] == (
        f"{specs['start'].title}: early 2019; {specs['stop'].title}: mid-2020"
    )


def test_a_rough_date_without_a_place_for_its_words_stays_and_is_refused() -> None:
    spec = specs_by_name(Result)["date"]
    assert normalised(spec, {"date": "early 1950"}, CASE) == {}
    # it is not left, as when the form is stored from this field by another way
    form = Form.new(Result, CASE, {"date": "early 1950"})
    problems = dict(form.checked(dt.date(2026, 1, 1)).problems)
    assert "needs its limits" in problems["date"]
    assert "1950 alone is certain" in problems["date"]


def test_a_record_is_found_by_words_of_its_label() -> None:
    assert _left(DrugCourse, "line", "gp") == {"line": "line-1"}
    assert _left(DrugCourse, "line", "nothing") == {"line": "nothing"}
