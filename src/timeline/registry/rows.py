"""Between records and rows. Rows never leave the registry."""

import json
import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from pydantic import ValidationError

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.fields import Role, field_specs
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.record import Entry
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.kinds import KINDS
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.registry.errors import RegistryError


def to_row(entry: Entry) -> dict[str, Any]:
    """Column values of a record: its own, and the days of its dates."""
    values = entry.values()
    for name, date in entry.dates().items():
        values[f"{name}_earliest"] = date.earliest
        values[f"{name}_latest"] = date.latest
    return values


def same(entry: Entry, row: Mapping[Any, Any]) -> bool:
    """Whether a row, read as text, holds this record and the days of its dates."""
    return all(row[name] == _as_text(value) for name, value in to_row(entry).items())


def _as_text(value: object) -> object:
    if isinstance(value, PartialDate):
        return value.canonical
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return value


def to_record(kind: str, row: Mapping[Any, Any]) -> Entry:
    """The record of a row that was read as text.

    Raises:
        RegistryError: If something other than timeline wrote values into the row
            that no record may hold.
    """
    return record_of(kind, values_of(kind, row))


def values_of(kind: str, row: Mapping[Any, Any]) -> dict[str, Any]:
    """The values of a record's fields as its row has them, not yet checked."""
    values = {name: row[name] for name in KINDS[kind].model_fields}
    for spec in field_specs(KINDS[kind]):
        if spec.role is Role.TERMS:
            with suppress(ValueError):  # what is no list is refused as a value
                values[spec.name] = json.loads(values[spec.name])
    return values


def record_of(kind: str, values: Mapping[str, Any]) -> Entry:
    """The record with these values.

    Raises:
        RegistryError: If no record of the kind may hold them.
    """
    record_class = KINDS[kind]
    try:
        return record_class.model_validate(values)
    except ValidationError as error:
        fields = {
            str(refusal["loc"][0]) for refusal in error.errors() if refusal["loc"]
        }
        names = ", ".join(sorted(fields)) or "its fields together"
        raise RegistryError(
            f"The record {values['id']} holds what no {record_class.title.lower()} may "
            f"hold: {names}. Another program wrote it.",
            hint="The history of the case shows what was there before.",
        ) from None


def summary_of(case: Case) -> dict[str, Any]:
    """What the list of cases says of a case, and what a search looks through."""
    patient = case.patient
    diagnoses = case.of_kind(Diagnosis)
    sites = [d.site.value for d in diagnoses if d.site]
    return {
        "code": patient.code,
        "headline": patient.headline,
        "synthetic": patient.synthetic,
        "sex": patient.sex.value if patient.sex else None,
        "age_at_presentation": patient.age_at_presentation,
        "site": next(iter(sites), None),
        "records": len(case.records),
        "last_follow_up": _last_follow_up(case),
        "search": _search_text(case, sites),
    }


def _last_follow_up(case: Case) -> PartialDate:
    placed = Chronology.of(case).placed
    dates = [placed(seen, "date") for seen in case.of_kind(FollowUp)]
    known = (date for date in dates if date.known)
    return max(known, key=lambda date: date.sort_key[::-1], default=UNKNOWN)


def _search_text(case: Case, sites: list[str]) -> str:
    words = [case.code, case.patient.headline or "", *sites]
    words += [diagnosis.site_detail or "" for diagnosis in case.of_kind(Diagnosis)]
    words += [diagnosis.histology or "" for diagnosis in case.of_kind(Diagnosis)]
    words += [line.regimen for line in case.of_kind(TherapyLine)]
    words += [course.drug for course in case.of_kind(DrugCourse)]
    return searchable("\n".join(dict.fromkeys(word for word in words if word)))


_CODE_MARKS = re.compile(r"[\s_\u00ad\u2010-\u2015\u2212-]+")


def code_key(code: str) -> str:
    """A study code without what people write differently: case, hyphens and blanks."""
    return _CODE_MARKS.sub("", unicodedata.normalize("NFKC", code.casefold()))


def searchable(text: str) -> str:
    """Text in the form in which it is stored for searches and searched for."""
    return unicodedata.normalize("NFC", text.casefold())
