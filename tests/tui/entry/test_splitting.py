"""Two tests in one form: refused, and made two forms."""

import datetime as dt
from dataclasses import replace

from timeline.case.locale import DecimalSign, Locale
from timeline.case.records.her2_test import Her2Test
from timeline.tui.entry.form_model import Form
from timeline.tui.entry.splitting import other_test, rest_of
from tui.entry.small_case import CASE

TODAY = dt.date(2026, 1, 15)
LETTER = {
    "specimen_date": "Mar 2019",
    "method": "IHC",
    "specimen": "biopsy",
    "specimen_site": "liver",
    "ihc_score": "2+",
    "ish_ratio": "2.4",
    "her2_copies": "6.1",
    "result_reported": "equivocal",
    "notes": "by telephone",
}


def form(**changes: str) -> Form:
    return Form.new(Her2Test, CASE, {**LETTER, **changes})


def test_a_form_with_two_tests_is_refused_and_says_how_to_split() -> None:
    checked = form().checked(TODAY)
    assert checked.record is None
    ((field, sentence),) = checked.problems
    assert field == "ish_ratio"
    assert sentence.startswith("ISH ratio, HER2 copies: of another method than IHC")
    assert sentence.endswith("In a form, F7 splits it.")


def test_the_other_form_has_the_other_values_and_what_both_share() -> None:
    opening = other_test(form())
    assert opening is not None
    assert opening.field == "method"
    filled = {name: text for name, text in opening.form.texts.items() if text}
    assert filled == {
        "specimen_date": "Mar 2019",
        "specimen": "biopsy",
        "specimen_site": "liver",
        "ish_ratio": "2.4",
        "her2_copies": "6.1",
    }


def test_the_rest_is_one_test_and_nothing_is_lost_between_them() -> None:
    both, opening = form(), other_test(form())
    rest = rest_of(both)
    assert opening is not None
    assert other_test(rest) is None
    assert rest.checked(TODAY).problems == ()
    fish = opening.form.with_texts({"method": "FISH"})
    assert fish.checked(TODAY).problems == ()
    kept = set(rest.texts.values()) | set(opening.form.texts.values())
    assert set(both.texts.values()) <= kept


def test_a_third_method_is_split_off_after_the_second() -> None:
    third = rest_of(form(ecd="15"))
    opening = other_test(third)
    assert opening is not None
    assert opening.form.texts["method"] == "serum ECD"
    assert rest_of(third).checked(TODAY).problems == ()


def test_numbers_are_read_alike_in_both_forms() -> None:
    typed = replace(form(), locale=Locale(decimal_sign=DecimalSign.COMMA))
    opening = other_test(typed.with_texts({"ish_ratio": "2,4"}))
    assert opening is not None
    assert opening.form.locale == typed.locale


def test_one_test_is_not_split_nor_another_kind() -> None:
    assert other_test(rest_of(form())) is None
    assert other_test(Form.of(CASE.lines[0], CASE)) is None


def test_a_stored_mixture_can_still_be_corrected_elsewhere() -> None:
    values = {"id": "h1", "method": "IHC", "ihc_score": "2+", "ish_ratio": 2.4}
    mixed = Her2Test.model_validate(values)
    stored = Form.of(mixed, CASE.with_record(mixed))
    checked = stored.with_texts({"laboratory": "north"}).checked(TODAY)
    assert checked.problems == ()
    assert stored.with_texts({"ecd": "15"}).checked(TODAY).record is None
