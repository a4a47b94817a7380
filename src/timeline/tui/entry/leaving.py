"""What happens to a text when its field is left: it takes its usual spelling.

Only what has one meaning is completed, and the form shows what became of it; what was
written first is kept in the record where its kind has a field for that.
"""

import re
from collections.abc import Mapping

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role
from timeline.case.record import Record
from timeline.case.vocabulary import Comparator
from timeline.clinical.catalogues.terms import canonical_term, marker_name
from timeline.tui.entry.completion import only_choice
from timeline.tui.entry.field_text import choices_of
from timeline.tui.entry.record_names import find_record

AS_WRITTEN = "as_written"
_COMPARED = re.compile(r"\s*([<>=])\s*(.*)", re.DOTALL)


def left(spec: FieldSpec, texts: Mapping[str, str], case: Case) -> dict[str, str]:
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
    if words := choices_of(spec):
        return _changed(spec, texts, only_choice(words, text))
    if spec.role is Role.REFERENCE:
        return _changed(spec, texts, find_record(case, text, spec.kinds))
    if spec.name == "value" and "comparator" in texts:
        return _comparator(texts)
    if spec.role in (Role.TEXT, Role.TERMS) and spec.name not in Record.model_fields:
        return _usual(spec, texts, text)
    return {}


def _changed(
    spec: FieldSpec, texts: Mapping[str, str], found: str | None
) -> dict[str, str]:
    return {spec.name: found} if found and found != texts[spec.name] else {}


def _comparator(texts: Mapping[str, str]) -> dict[str, str]:
    """A sign typed before a value goes to the comparator; a bare number is `=`."""
    if match := _COMPARED.fullmatch(texts["value"]):
        return {"value": match[2], "comparator": match[1]}
    if not texts["comparator"].strip():
        return {"comparator": Comparator.EXACT.value}
    return {}


def _usual(spec: FieldSpec, texts: Mapping[str, str], text: str) -> dict[str, str]:
    usual = marker_name(text) if spec.completes == "marker" else canonical_term(text)
    if not usual or usual == text:
        return {}
    changes = {spec.name: usual}
    if not texts.get(AS_WRITTEN, "taken").strip():
        changes[AS_WRITTEN] = text
    return changes
