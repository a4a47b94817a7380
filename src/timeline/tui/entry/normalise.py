"""What happens to a text when its field is left: it takes its usual spelling.

Only what has one meaning is completed, and the form shows what became of it; what was
written first is kept in the record where its kind has a field for that.
"""

from collections.abc import Mapping

from timeline.case.assay_vocabulary import Comparator
from timeline.case.case import Case
from timeline.case.date_text import DateTextError, read
from timeline.case.fields import FieldSpec, Role
from timeline.case.locale import ASK, Locale
from timeline.case.number_text import NumberTextError, number_readings, without_sign
from timeline.case.record import Record
from timeline.case.records.finding import Lesion
from timeline.case.short_date import in_full, written_out
from timeline.case.tnm import CATEGORIES, read_tnm
from timeline.case.tumour_vocabulary import StageBasis
from timeline.clinical.catalogues.analytes import analyte_name
from timeline.clinical.catalogues.terms import canonical_term
from timeline.tui.entry.completion import only_choice
from timeline.tui.entry.counted_date import in_ids
from timeline.tui.entry.field_text import NUMBERS, choices_of, plain_text
from timeline.tui.entry.record_names import find_record

AS_WRITTEN, DATE_STATED = "as_written", "date_stated"
_LETTERS = {("basis", basis.letter): basis.value for basis in StageBasis}
"""Letters that stand for a word, by field."""


def normalised(
    spec: FieldSpec, texts: Mapping[str, str], case: Case, locale: Locale = ASK
) -> dict[str, str]:
    """The texts that change because a field is left.

    Args:
        spec: The field that is left.
        texts: Texts of the form by field name; a name that is missing is no field.
        case: The case, for the records that a reference may name.
        locale: How dates and numbers are typed.

    Returns:
        New texts by field name; empty if nothing changes.
    """
    text = texts[spec.name].strip()
    if not text:
        return {}
    if spec.name == "value" and "comparator" in texts:
        return _comparator(texts, locale)
    if spec.role is Role.DATE:
        counted = in_ids(text, case)
        changed = _changed(spec, texts, counted)
        return changed if counted else _date(spec, texts, text, locale)
    if spec.name in CATEGORIES and "basis" in texts:
        return _tnm(spec.name, texts)
    if not spec.choices and spec.role in (Role.TEXT, Role.TERMS):
        own = spec.name not in Record.model_fields
        return _usual(spec, texts, text) if own else {}
    return _changed(spec, texts, _completed(spec, text, case, locale))


def _completed(spec: FieldSpec, text: str, case: Case, locale: Locale) -> str | None:
    if words := choices_of(spec):
        return _LETTERS.get((spec.name, text.casefold())) or only_choice(words, text)
    if spec.role in NUMBERS:
        return plain_text(text, locale)
    return find_record(case, text, spec.kinds) if spec.role is Role.REFERENCE else None


def _changed(
    spec: FieldSpec, texts: Mapping[str, str], full: str | None
) -> dict[str, str]:
    return {spec.name: full} if full and full != texts[spec.name] else {}


def organ_of(texts: Mapping[str, str], case: Case) -> dict[str, str]:
    """The site that the lesion of a form brings along, where none is given yet."""
    lesion = case.get(texts.get("lesion", ""))
    if isinstance(lesion, Lesion) and lesion.organ and not texts.get("site", "taken"):
        return {"site": lesion.organ}
    return {}


def _date(
    spec: FieldSpec, texts: Mapping[str, str], text: str, locale: Locale
) -> dict[str, str]:
    """The date written out; the words that it cannot hold go to the date as stated."""
    try:
        meant = read(in_full(text), locale)
    except DateTextError:
        return {}
    stated = texts.get(DATE_STATED)
    if not meant.beyond or stated is None:
        return _changed(spec, texts, written_out(text, locale))
    # a record with several dates has one field for their words
    words = text if spec.name == "date" else f"{spec.title}: {text}"
    kept = stated if words in stated else "; ".join(filter(None, (stated, words)))
    return {spec.name: meant.canonical, DATE_STATED: kept}


def _comparator(texts: Mapping[str, str], locale: Locale) -> dict[str, str]:
    """A sign typed before a value goes to the comparator; a bare number is `=`."""
    text = texts["value"]
    try:
        sign = number_readings(text, locale)[0].sign
    except NumberTextError:
        return {}
    changes = {"value": plain_text(without_sign(text), locale)}
    if sign:
        changes["comparator"] = sign
    elif not texts["comparator"].strip():
        changes["comparator"] = Comparator.EXACT.value
    return {name: text for name, text in changes.items() if text != texts[name]}


def _tnm(name: str, texts: Mapping[str, str]) -> dict[str, str]:
    """A TNM word typed into one of its fields fills the others that are empty."""
    fields = read_tnm(texts[name])
    taken = (texts.get(other, "").strip() for other in fields if other != name)
    return {} if name not in fields or any(taken) else fields


def _usual(spec: FieldSpec, texts: Mapping[str, str], text: str) -> dict[str, str]:
    usual = analyte_name(text) if spec.completes == "analyte" else canonical_term(text)
    if not usual or usual == text:
        return {}
    changes = {spec.name: usual}
    if not texts.get(AS_WRITTEN, "taken").strip():
        changes[AS_WRITTEN] = text
    return changes
