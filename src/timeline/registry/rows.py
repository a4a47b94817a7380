"""Between records and rows. Rows never leave the registry."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from timeline.case.case import Case
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


def to_record(kind: str, row: Mapping[Any, Any]) -> Entry:
    """The record of a row.

    Raises:
        RegistryError: If something other than timeline wrote values into the row
            that no record may hold.
    """
    record_class = KINDS[kind]
    values = {name: row[name] for name in record_class.model_fields}
    try:
        return record_class.model_validate(values)
    except ValidationError as error:
        fields = {str(each["loc"][0]) for each in error.errors() if each["loc"]}
        where = ", ".join(sorted(fields)) or "its fields together"
        raise RegistryError(
            f"The record {row['id']} holds what no {record_class.title.lower()} may "
            f"hold: {where}. Another program wrote it.",
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
    dates = [each.date for each in case.of_kind(FollowUp) if each.date.known]
    return max(dates, key=lambda date: date.sort_key[::-1], default=UNKNOWN)


def _search_text(case: Case, sites: list[str]) -> str:
    words = [case.code, case.patient.headline or "", *sites]
    words += [each.site_detail or "" for each in case.of_kind(Diagnosis)]
    words += [each.regimen for each in case.of_kind(TherapyLine)]
    words += [each.drug for each in case.of_kind(DrugCourse)]
    return "\n".join(dict.fromkeys(word for word in words if word)).casefold()
