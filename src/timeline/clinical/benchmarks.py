"""Published trials of the same drugs or class, tumour and line, beside one patient.

A trial describes a group and a case describes one patient. The figures stand side by
side so that a reader can see where a number lies; nothing is tested, ranked or claimed.
A case report is never a benchmark, and neither is a range across several trials.
"""

from dataclasses import dataclass
from enum import StrEnum

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.treatment_vocabulary import DrugGroup
from timeline.case.tumour_vocabulary import Site
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
from timeline.clinical.lines.numbered_line import LineClass
from timeline.clinical.primaries import primary_site
from timeline.clinical.settings import DEFAULTS, Settings

CAUTION = (
    "Figures of groups of patients beside one patient. Patients, tests and follow-up "
    "differ, and nothing is inferred from the difference."
)
COMPARED = (TrialEndpoint.ORR, TrialEndpoint.PFS, TrialEndpoint.OS)
SEVERAL = "several"
"""Tumour group of a trial that took in more than one tumour."""

TUMOUR_GROUPS = {
    Site.GALLBLADDER: "biliary",
    Site.INTRAHEPATIC: "biliary",
    Site.PERIHILAR: "biliary",
    Site.DISTAL: "biliary",
    Site.AMPULLA: "biliary",
    Site.STOMACH: "gastric",
    Site.JUNCTION: "gastric",
    Site.COLON: "colorectal",
    Site.RECTUM: "colorectal",
    Site.COLORECTUM: "colorectal",
    Site.BREAST: "breast",
    Site.LUNG: "lung",
    Site.BLADDER: "urothelial",
    Site.UPPER_URINARY_TRACT: "urothelial",
}


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
    reason: str
    """Why there is no trial to compare with; empty if there is one."""


def benchmarks(
    case: Case,
    chronology: Chronology,
    settings: Settings = DEFAULTS,
    *,
    computed: Endpoints | None = None,
) -> tuple[LineBenchmarks, ...]:
    """Find the trials for every line of a case.

    Args:
        case: The case; its primary site decides which trials are of the same tumour.
        chronology: Its bounds.
        settings: Choices for the endpoints of the patient.
        computed: The endpoints, where the caller has computed them with the same
            chronology and settings.

    Returns:
        One entry for each numbered line, in order. A line of curative intent has no
        benchmarks, because the trials are of advanced disease.
    """
    site = primary_site(case)
    tumour = TUMOUR_GROUPS.get(site) if site else None
    rows = []
    sure = possible = 0
    for line in (computed or endpoints(case, chronology, settings)).lines:
        line_class = line.parts[0].line_class
        sure += line_class is LineClass.PALLIATIVE
        possible += line_class is not LineClass.CURATIVE
        position = (sure + (line_class is LineClass.EITHER), possible)
        rows.append(_line(line, tumour, position))
    return tuple(rows)


def _line(
    line: LineEndpoints, tumour: str | None, position: tuple[int, int]
) -> LineBenchmarks:
    drugs = frozenset().union(*(part.drugs for part in line.parts))
    reason = _why_none(line, tumour)
    beside = () if reason or tumour is None else _beside(drugs, tumour, position)
    if not beside and not reason:
        reason = "No trial of these drugs or their class in this tumour and line."
    return LineBenchmarks(
        line=line.number,
        records=tuple(dict.fromkeys(part.line.id for part in line.parts)),
        progression_free=line.progression_free,
        survival=line.survival,
        best_response=line.best_response,
        benchmarks=beside,
        reason=reason,
    )


def _why_none(line: LineEndpoints, tumour: str | None) -> str:
    if tumour is None:
        return "There are no trials in the catalogue for this primary site."
    if line.parts[0].line_class is LineClass.CURATIVE:
        return "Curative intent: the trials are of advanced disease."
    return ""


def _beside(
    drugs: frozenset[str], tumour: str, position: tuple[int, int]
) -> tuple[Benchmark, ...]:
    return tuple(b for b in _related(drugs, tumour) if _line_fits(b.arm, position))


@remembered
def _related(drugs: frozenset[str], tumour: str) -> tuple[Benchmark, ...]:
    """The arms of a tumour and of these drugs or their class, the closest first."""
    groups = _groups(drugs)
    related = [
        Benchmark(
            arm=arm,
            match=match,
            line_stated=arm.line_from is not None,
            several_tumours=arm.tumour_group == SEVERAL,
            figures=figures,
            conflict=all_conflicts().get(arm.conflict),
        )
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


def _line_fits(arm: TrialArm, position: tuple[int, int]) -> bool:
    if arm.line_from is None:
        return not arm.line
    fewest, most = position
    return arm.line_from <= most and (arm.line_to is None or fewest <= arm.line_to)
