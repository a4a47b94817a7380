"""Cases in which every field that a person can type holds what must not leave."""

from collections.abc import Callable

from pydantic import ValidationError

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role, field_specs
from timeline.case.privacy import Privacy
from timeline.case.record import Entry

CANARIES = {
    "name": ("Miller", "Dr. Anna Smith-Jones", "J. O'Brien", "Müller", "李小龙"),
    "date": (
        "14/09/23",
        "14.09.2023",
        "2023-09-14",
        "1957-03-12",
        "14-9-23",
        "14 Sep 2023",
        "Sept. 14th, 2023",
        "September 2023",
        "14. März 2023",
        "2023年9月14日",
        "20230914",
    ),
    "number": (
        "123 456 789",
        "+44 20 7946 0958",
        "0151-2345678",
        "(0221) 4780-1234",
        "MRN 00471123",
        "943 476 5919",
    ),
    "address": ("12 Station Road, Exeter EX4 4QJ", "Hauptstr. 5, 50667 Köln"),
    "mail": ("anna.miller@example.org", "a_miller at clinic.example"),
}
"""Who somebody is, in many spellings, by what it is."""
KNOWN = {
    Privacy.DRUG: "trastuzumab",
    Privacy.REGIMEN: "capecitabine",
    Privacy.MARKER: "CA19-9",
    Privacy.UNIT: "U/mL",
    Privacy.GENE: "S310F",
    Privacy.ADVERSE_EVENT: "diarrhea",
    Privacy.DOSE_UNIT: "mg/m2",
    Privacy.SCHEDULE: "d1",
    Privacy.SITE: "liver",
    Privacy.HISTOLOGY: "adenocarcinoma",
    Privacy.STAGE: "IIIB",
    Privacy.METHOD: "CT",
}
"""A text that may leave, for each kind of text of which some may."""
_TYPED = {Role.TEXT, Role.LONG_TEXT, Role.TERMS}

Plant = Callable[[Entry, FieldSpec], str]


def own_name(entry: Entry, spec: FieldSpec) -> str:
    """A text that names the kind and the field in which it stands."""
    return f"Zz_{entry.kind}_{spec.name} Miller"


def planted(case: Case, plant: Plant = own_name) -> Case:
    """A case with a canary in every text and in every id, and a very old patient."""
    return Case.of(_planted(entry, plant) for entry in case.entries)


def _planted(entry: Entry, plant: Plant) -> Entry:
    for spec in field_specs(type(entry)):
        value = getattr(entry, spec.name)
        if spec.privacy is Privacy.CODE:
            if value:
                entry = _changed(entry, spec, f"Zz-id-{value}"[:64])
        elif spec.privacy is Privacy.AGE:
            entry = _changed(entry, spec, 93)
        elif spec.role is Role.TERMS:
            entry = _changed(entry, spec, (plant(entry, spec),))
        elif spec.role in _TYPED:
            entry = _changed(entry, spec, plant(entry, spec))
    return entry


def _changed(entry: Entry, spec: FieldSpec, value: object) -> Entry:
    """The entry with one other value; as it is, where its class refuses that value."""
    try:
        return entry.changed(**{spec.name: value})
    except ValidationError:
        return entry
