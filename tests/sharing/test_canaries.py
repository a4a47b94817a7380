"""Nothing that tells who a patient is leaves by any way out."""

import re
from collections.abc import Iterator
from itertools import count

import pytest

from charts.package.test_leaks import readable
from timeline.case.case import Case
from timeline.case.fields import FieldSpec, field_specs
from timeline.case.privacy import Privacy
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.case.records.result import Result
from timeline.charts.package.bundle import bundle
from timeline.charts.package.cohort.bundle import cohort_bundle
from timeline.charts.package.options import CohortFigureOptions, FigureOptions
from timeline.charts.print.presets import preset
from timeline.sharing.deidentify import Deidentification, deidentified
from timeline.sharing.preview import preview
from timeline.swimlane.build import build
from timeline.swimlane.cohort.options import CohortOptions
from timeline.swimlane.options import SwimlaneOptions

from .canaries import CANARIES, KNOWN, planted
from .every_kind import every_kind

FRAME = preset("elsevier-double", height=1200, dpi=72)
ALL = tuple(canary for canaries in CANARIES.values() for canary in canaries)
FORMS = ("{canary}", "{known} {canary}", "{canary}, {known}", "{known}\u00a0{canary}")
"""Bare, and after, before and stuck to a text that may leave."""


def planted_with(case: Case, canary: str, form: str) -> Case:
    """A case with one canary in every text."""

    def plant(_entry: Entry, spec: FieldSpec) -> str:
        known = KNOWN.get(spec.privacy, "")
        return form.format(canary=canary, known=known).strip(" ,\u00a0")

    return planted(case, plant)


def texts(case: Case) -> Iterator[tuple[str, str]]:
    """Every text of a case with the field in which it stands."""
    for entry in case.entries:
        for spec in field_specs(type(entry)):
            value = getattr(entry, spec.name)
            parts = value if isinstance(value, tuple) else (value,)
            yield from (
                (f"{entry.kind}.{spec.name}", part)
                for part in parts
                if isinstance(part, str)
            )


def holding(case: Case, canary: str) -> list[str]:
    return [place for place, text in texts(case) if canary in text]


def test_the_case_has_every_kind_and_every_text_takes_a_canary() -> None:
    case = planted_with(every_kind(), "Miller", "{canary}")
    assert {entry.kind for entry in case.entries} == set(KINDS)
    # a closed list of their own
    refused = {f"{k}.{name}" for k in ("diagnosis", "staging") for name in "tnm"}
    typed = {
        f"{kind}.{spec.name}"
        for kind, record_class in KINDS.items()
        for spec in field_specs(record_class)
        if spec.privacy.fits_text and spec.privacy is not Privacy.CODE
    }
    assert set(holding(case, "Miller")) == typed - refused


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("canary", ALL)
def test_no_field_lets_a_canary_through(canary: str, form: str) -> None:
    case = planted_with(every_kind(), canary, form)
    assert len(holding(case, canary)) > 40
    left = deidentified(case, Deidentification(code="CASE-TEST"))
    assert holding(left, canary) == []
    assert holding(left, "Zz-id") == []


@pytest.mark.parametrize("category", CANARIES)
def test_no_outlet_lets_a_canary_through(category: str, gallbladder: Case) -> None:
    number = count()

    def plant(_entry: Entry, spec: FieldSpec) -> str:
        canaries, turn = CANARIES[category], next(number)
        form = FORMS[turn % len(FORMS)]
        known = KNOWN.get(spec.privacy, "")
        return form.format(canary=canaries[turn % len(canaries)], known=known)

    cases = [planted(case, plant) for case in (gallbladder, every_kind())]
    outlets = {"preview": str(preview(cases, Deidentification()))}
    for index, case in enumerate(cases):
        markers = frozenset(r.analyte for r in case.of_kind(Result))
        picture = SwimlaneOptions(lesions=True, response_strip=True, markers=markers)
        files = readable(bundle(case, FigureOptions(FRAME, picture, code="CASE-TEST")))
        outlets |= {f"{index}/{name}": text for name, text in files.items()}
    cohort = CohortFigureOptions(FRAME, CohortOptions())
    files = readable(cohort_bundle(cases, cohort))
    outlets |= {f"cohort/{name}": text for name, text in files.items()}
    recorded = str(build(cases[1]))
    assert any(canary in recorded for canary in CANARIES[category])
    assert len(outlets) > 30
    for name, text in outlets.items():
        words = re.sub(r'="[MLHVZA\d., -]+"', "", text)  # coordinates
        leaked = [c for c in (*CANARIES[category], "Zz-id") if c in words]
        assert leaked == [], name
