"""Published trials of the same drugs or class, tumour and line, beside one patient.

A trial describes a group and a case describes one patient. The figures stand side by
side so that a reader can see where a number lies; nothing is tested, ranked or claimed.
A case report is never a benchmark, and neither is a range across several trials.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.treatment_vocabulary import DrugGroup
from timeline.clinical.catalogues.conflicts import Conflict, all_conflicts
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.tables import remembered
from timeline.clinical.catalogues.trial_figures import Figure, TrialEndpoint
from timeline.clinical.catalogues.trials import TrialArm, all_arms
from timeline.clinical.endpoints.case_endpoints import (
    Endpoints,
    LineEndpoints,
    endpoints,
)
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.endpoints.response import BestResponse
from timeline.clinical.her2.at_line import Her2AtLine, her2_at_line
from timeline.clinical.her2.ledger import LedgerEntry, ledger_entries
from timeline.clinical.lines.numbered_line import LineClass
from timeline.clinical.settings import DEFAULTS, Settings
from timeline.clinical.trial_fit import (
    SEVERAL,
    Fit,
    LinePlace,
    LinePlaces,
    trial_fit,
)
from timeline.clinical.trial_population import PatientAtLine

CAUTION = (
    "Figures of groups of patients beside one patient. Patients, tests and follow-up "
    "differ, and nothing is inferred from the difference."
)
COMPARED = (TrialEndpoint.ORR, TrialEndpoint.PFS, TrialEndpoint.OS)


class SharedTreatment(StrEnum):
    """What a trial arm and a line have in common, the closest first."""

    SAME_DRUGS = "same drugs"
    SHARED_DRUG = "a drug in common"
    SAME_CLASS = "same class of drugs"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One trial arm beside a line."""

    arm: TrialArm
    match: SharedTreatment
    line_stated: bool
    """Whether the source says which line the arm was."""
    several_tumours: bool
    """Whether the trial took in other tumours too."""
    figures: tuple[Figure, ...]
    """Response rate, progression-free and overall survival, where stated."""
    conflict: Conflict | None
    """The disagreement that its figures are part of; the other side is a benchmark of
    its own where it has a row."""
    fit: Fit
    """Whether the line is of its tumour, line and population, and why."""

    @property
    def why(self) -> str:
        """Why it stands beside the line, or apart from it, in one sentence."""
        return f"{self.match.value}; {self.fit.why}"

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader must know before looking at the figures."""
        texts = (
            "" if self.line_stated else "line of therapy not stated",
            "several tumours" if self.several_tumours else "",
            _disagreement(self.conflict),
            self.arm.note,
            f"verify: {self.arm.verify}" if self.arm.verify else "",
        )
        return tuple(remark for remark in texts if remark)


class _Related(NamedTuple):
    """An arm of the same drugs or class, before it is held against a line."""

    arm: TrialArm
    match: SharedTreatment
    figures: tuple[Figure, ...]


def _disagreement(conflict: Conflict | None) -> str:
    if conflict is None or conflict.agrees:
        return ""
    return f"sources disagree: {conflict}"


@dataclass(frozen=True, slots=True)
class LineBenchmarks:
    """One numbered line with the trials it is compared with."""

    line: int
    records: tuple[str, ...]
    """Ids of the recorded parts of the line."""
    progression_free: Endpoint
    survival: Endpoint
    """From the first dose of the line."""
    best_response: BestResponse
    benchmarks: tuple[Benchmark, ...]
    """Arms whose tumour, line and population fit."""
    open: tuple[Benchmark, ...]
    """Arms of which the records do not say whether they fit; shown apart."""
    unfit: tuple[Benchmark, ...]
    """Arms of these drugs and this tumour group that do not fit, with the reason; their
    figures are not shown beside the line."""
    reason: str
    """Why there is no trial to compare with; empty if there is one."""
    her2: str
    """HER2 on tissue of the tumour at the start of the line, in words."""


def benchmarks(
    case: Case,
    chronology: Chronology,
    settings: Settings = DEFAULTS,
    *,
    computed: Endpoints | None = None,
) -> tuple[LineBenchmarks, ...]:
    """Find the trials for every line of a case.

    Args:
        case: The case; of each line, its own tumour, the HER2 class of that tumour at
            its start, and its place among the lines for that tumour decide.
        chronology: Its bounds.
        settings: Choices for the endpoints of the patient.
        computed: The endpoints, where the caller has computed them with the same
            chronology and settings.

    Returns:
        One entry for each numbered line, in order. A line of curative intent has no
        benchmarks, because the trials are of advanced disease.
    """
    entries = ledger_entries(case, settings)
    places = LinePlaces(case)
    rows = []
    for line in (computed or endpoints(case, chronology, settings)).lines:
        place = places.of(line)
        rows.append(_line(case, chronology, line, place, entries))
    return tuple(rows)


def _line(
    case: Case,
    chronology: Chronology,
    line: LineEndpoints,
    place: LinePlace,
    entries: tuple[LedgerEntry, ...],
) -> LineBenchmarks:
    drugs = frozenset().union(*(part.drugs for part in line.parts))
    first = line.parts[0].line
    her2 = Her2AtLine()
    if place.primary is not None:
        her2 = her2_at_line(case, chronology, entries, first.id, place.primary)
    reason = _why_none(line, place)
    judged: tuple[Benchmark, ...] = ()
    if not reason:
        patient = PatientAtLine(her2, place.earlier_drugs)
        judged = tuple(
            _beside(related, trial_fit(related.arm, place, patient))
            for related in _related(drugs, place.group)
        )
    beside = tuple(b for b in judged if b.fit.holds)
    if not beside and not reason:
        reason = "No trial of these drugs or their class fits this tumour and line."
    return LineBenchmarks(
        line=line.number,
        records=tuple(dict.fromkeys(part.line.id for part in line.parts)),
        progression_free=line.progression_free,
        survival=line.survival,
        best_response=line.best_response,
        benchmarks=beside,
        open=tuple(b for b in judged if b.fit.holds is None),
        unfit=tuple(b for b in judged if b.fit.holds is False),
        reason=reason,
        her2=her2.in_words,
    )


def _why_none(line: LineEndpoints, place: LinePlace) -> str:
    if place.primary is None:
        return (
            "The case has several tumours, and the records do not say to which of them "
            "this line belongs, so no trial is compared."
        )
    if place.site is None:
        return "The primary site is not recorded, so no trial is compared."
    if not place.group:
        return "There are no trials in the catalogue for this primary site."
    if line.parts[0].line_class is LineClass.CURATIVE:
        return "Curative intent: the trials are of advanced disease."
    return ""


def _beside(related: _Related, fit: Fit) -> Benchmark:
    arm = related.arm
    return Benchmark(
        arm=arm,
        match=related.match,
        line_stated=arm.line_from is not None,
        several_tumours=arm.tumour_group == SEVERAL,
        figures=related.figures,
        conflict=all_conflicts().get(arm.conflict),
        fit=fit,
    )


@remembered
def _related(drugs: frozenset[str], tumour: str) -> tuple[_Related, ...]:
    """The arms of a tumour and of these drugs or their class, the closest first."""
    groups = _groups(drugs)
    related = [
        _Related(arm, match, figures)
        for arm, tested, figures in _arms_in(tumour)
        if (match := _match(tested, drugs, groups))
    ]
    closest = list(SharedTreatment)
    return tuple(sorted(related, key=lambda b: (closest.index(b.match), b.arm.study)))


@remembered
def _arms_in(
    tumour: str,
) -> tuple[tuple[TrialArm, frozenset[str], tuple[Figure, ...]], ...]:
    """Arms of trials that took in a tumour, with their drugs and what is compared.

    A case report is no trial, and an arm without such a figure has nothing to show.
    """
    arms = (a for a in all_arms() if a.tumour_group in (tumour, SEVERAL))
    candidates = (
        (arm, frozenset(arm.drugs), tuple(f for f in arm.figures if _compared(f)))
        for arm in arms
        if not arm.single_patient
    )
    return tuple(candidate for candidate in candidates if candidate[-1])


def _compared(figure: Figure) -> bool:
    return figure.endpoint in COMPARED


def _match(
    tested: frozenset[str], drugs: frozenset[str], groups: frozenset[DrugGroup]
) -> SharedTreatment | None:
    if not tested:
        return None
    if tested == drugs:
        return SharedTreatment.SAME_DRUGS
    if tested & drugs:
        return SharedTreatment.SHARED_DRUG
    return SharedTreatment.SAME_CLASS if groups and groups == _groups(tested) else None


@remembered
def _groups(drugs: frozenset[str]) -> frozenset[DrugGroup]:
    """The groups of all drugs; none if one of the drugs is not in the catalogue."""
    entries = [find_drug(drug) for drug in drugs]
    if None in entries:
        return frozenset()
    return frozenset(drug.group for drug in entries if drug)
