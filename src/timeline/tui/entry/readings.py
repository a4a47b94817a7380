"""Says beneath a field what was understood of its text, while it is typed."""

from timeline.case.case import Case
from timeline.case.date_text import DateTextError
from timeline.case.fields import FieldSpec, Role
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.regimens import find_regimen
from timeline.tui.entry.order_fields import (
    ORDER_SPECS,
    picks_points,
    point_in_words,
    point_of,
    read_placings,
)
from timeline.tui.entry.short_date import written_out

_OWN = {"stop": "end"}
"""Words for date fields of the record that is entered, where they have others."""


def reading(spec: FieldSpec, text: str, case: Case, record_class: type[Entry]) -> str:
    """What a text means in a field; empty where there is nothing to say."""
    if not text.strip():
        return ""
    if spec.role is Role.DATE:
        return _date(text)
    if spec.name in ORDER_SPECS:
        return _placings(spec, text, case, record_class)
    if picks_points(record_class, spec.name):
        return point_in_words(point_of(text, case) or "", case)
    if spec.role is Role.REFERENCE:
        found = case.get(text.strip())
        return found.label if found and found.label != found.id else ""
    return _catalogue(spec, text)


def _date(text: str) -> str:
    try:
        return PartialDate.parse(written_out(text)).reading()
    except DateTextError:
        return ""


def _placings(spec: FieldSpec, text: str, case: Case, record_class: type[Entry]) -> str:
    word = spec.title.lower()
    parts = []
    for placing in read_placings(text, record_class, case):
        point = point_in_words(placing.other, case)
        if point:
            own = f"{_OWN.get(placing.own_field, placing.own_field)} ".lstrip()
            parts.append(f"{own}{word} {point}")
    return "; ".join(parts)


def _catalogue(spec: FieldSpec, text: str) -> str:
    if spec.completes == "drug":
        drug = find_drug(text)
        if drug is None:
            return "not in the catalogue of drugs; kept as typed"
        same = drug.name.casefold() == text.strip().casefold()
        return drug.group.value if same else f"{drug.name}, {drug.group.value}"
    if spec.completes == "regimen":
        regimen = find_regimen(text)
        parts = " + ".join(regimen.components) if regimen else ""
        return "" if parts.casefold() == text.strip().casefold() else parts
    return ""
