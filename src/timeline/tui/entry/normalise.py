"""What happens to a text when its field is left: it takes its usual spelling.

Only what has one meaning is completed, and the form shows what became of it; what was
written first is kept in the record where its kind has a field for that.
"""

import re
from collections.abc import Mapping

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role
from timeline.case.record import Record
from timeline.case.records.finding import Lesion
from timeline.case.vocabulary import Comparator, StageBasis
from timeline.clinical.catalogues.terms import canonical_term, marker_name
from timeline.tui.entry.completion import only_choice
from timeline.tui.entry.field_text import choices_of
from timeline.tui.entry.record_names import find_record
from timeline.tui.entry.series_paste import point_for_comma
from timeline.tui.entry.short_date import written_out

AS_WRITTEN = "as_written"
_LETTERS = {("basis", basis.letter): basis.value for basis in StageBasis}
"""Letters that stand for a word, by field."""
_COMPARED = re.compile(r"\s*([<>=])\s*(.*)", re.DOTALL)


def normalised(spec: FieldSpec, texts: Mapping[str, str], case: Case) -> dict[str, str]:
    """The texts that change because a field is left.

    Args:
        spec: The field that is left.
        texts: Texts of the form by field name; a name that is missing is no field.
        case: The case, for the records that a reference may name.

    Returns:
        New texts by field name; empty if nothing changes.
    """
    text = texts[spec.name].strip()
    if not text:
        return {}
    if spec.name == "value" and "comparator" in texts:
        return _comparator(texts)
    if not spec.choices and spec.role in (Role.TEXT, Role.TERMS):
        own = spec.name not in Record.model_fields
        return _usual(spec, texts, text) if own else {}
    return _changed(spec, texts, _completed(spec, text, case))


def _completed(spec: FieldSpec, text: str, case: Case) -> str | None:
    if words := choices_of(spec):
        return _LETTERS.get((spec.name, text.casefold())) or only_choice(words, text)
    if spec.role is Role.NUMBER:
        return point_for_comma(text)
    if spec.role is Role.REFERENCE:
        return find_record(case, text, spec.kinds)
    return written_out(text) if spec.role is Role.DATE else None


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


def _comparator(texts: Mapping[str, str]) -> dict[str, str]:
    """A sign typed before a value goes to the comparator; a bare number is `=`."""
    match = _COMPARED.fullmatch(texts["value"])
    value = match[2] if match else texts["value"]
    changes = {"value": point_for_comma(value) or value}
    if match:
        changes["comparator"] = match[1]
    elif not texts["comparator"].strip():
        changes["comparator"] = Comparator.EXACT.value
    return {name: text for name, text in changes.items() if text != texts[name]}


def _usual(spec: FieldSpec, texts: Mapping[str, str], text: str) -> dict[str, str]:
    usual = marker_name(text) if spec.completes == "marker" else canonical_term(text)
    if not usual or usual == text:
        return {}
    changes = {spec.name: usual}
    if not texts.get(AS_WRITTEN, "taken").strip():
        changes[AS_WRITTEN] = text
    return changes
