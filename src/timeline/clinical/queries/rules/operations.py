"""Operations and radiotherapy beside what else is recorded of them."""

from collections.abc import Iterator

from timeline.case.chronology import surely_before
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.dosing import RadiotherapyVolume
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.therapy import TherapyLine
from timeline.case.treatment_vocabulary import InterventionKind, Setting
from timeline.case.tumour_vocabulary import StageBasis
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    named,
    sentence,
)
from timeline.clinical.queries.rules.rule import CHOICE, Match, Number, declared

_EXTERNAL = (
    InterventionKind.RADIOTHERAPY,
    InterventionKind.RADIOTHERAPY_UNSPECIFIED,
    InterventionKind.STEREOTACTIC,
)
_LEAST_FRACTION, _LARGEST_FRACTION = 0.5, 40.0
_REPORT = "Compare the numbers with the pathology report."


@declared(
    "nodes-positive",
    Severity.CONTRADICTION,
    LocalIntervention,
    settle=_REPORT,
    blocks=(Number.STAGE,),
    source="a part is not larger than the whole",
)
def more_positive_than_examined(evidence: Evidence) -> Iterator[Match]:
    """More positive lymph nodes than were examined."""
    for record in evidence.case.of_kind(LocalIntervention):
        positive, examined = record.nodes_positive, record.nodes_examined
        if positive is not None and examined is not None and positive > examined:
            yield Match(
                (record.id,),
                f"{sentence(named(record))}: {positive} nodes are positive of "
                f"{examined} examined.",
                field="nodes_positive",
            )


@declared(
    "nodes-and-n",
    Severity.CONFLICT,
    LocalIntervention,
    Diagnosis,
    settle="Ask which of the count and the category is right; both are kept.",
    blocks=(Number.STAGE,),
    source="AJCC Cancer Staging Manual, 8th edition: N0 is no positive node",
)
def positive_nodes_despite_n0(evidence: Evidence) -> Iterator[Match]:
    """Positive lymph nodes at an operation, and a pathological N0."""
    diagnoses = evidence.case.of_kind(Diagnosis)
    if len(diagnoses) != 1 or diagnoses[0].n != "0":
        return
    (diagnosis,) = diagnoses
    if diagnosis.basis is StageBasis.CLINICAL:
        return
    for record in evidence.case.of_kind(LocalIntervention):
        if record.nodes_positive:
            yield Match(
                (record.id, diagnosis.id),
                f"{sentence(named(record))}: {record.nodes_positive} nodes are "
                f"positive, and the diagnosis is {diagnosis.tnm}.",
                field="nodes_positive",
            )


@declared(
    "margin-without-operation",
    Severity.CONFLICT,
    LocalIntervention,
    settle="Correct the type of the intervention, or remove the margin.",
)
def margin_without_operation(evidence: Evidence) -> Iterator[Match]:
    """A resection margin on what is no operation."""
    for record in evidence.case.of_kind(LocalIntervention):
        operated = record.type in (InterventionKind.SURGERY, InterventionKind.OTHER)
        if record.margin is not None and not operated:
            yield Match(
                (record.id,),
                f"{sentence(named(record))} has a margin ({record.margin}) and is no "
                "operation.",
                field="margin",
            )


@declared(
    "fraction-size",
    Severity.CONFLICT,
    LocalIntervention,
    settle="Compare the dose in Gy and the number of fractions with the plan.",
    source=f"{CHOICE}: 0.5 to 40 Gy for one fraction",
)
def fraction_size(evidence: Evidence) -> Iterator[Match]:
    """Radiotherapy whose dose for one fraction is out of the usual range."""
    for record in evidence.case.of_kind(LocalIntervention):
        if record.dose_gy is None or not record.fractions:
            continue
        if record.type not in _EXTERNAL:
            continue
        size = record.dose_gy / record.fractions
        if not _LEAST_FRACTION <= size <= _LARGEST_FRACTION:
            yield Match(
                (record.id,),
                f"{sentence(named(record))}: {record.dose_gy:g} Gy in "
                f"{record.fractions} fractions are {size:.3g} Gy for each.",
                field="dose_gy",
            )


@declared(
    "volume-dose",
    Severity.CONFLICT,
    RadiotherapyVolume,
    LocalIntervention,
    settle="Compare both doses with the plan.",
    source="a part is not larger than the whole",
)
def volume_dose(evidence: Evidence) -> Iterator[Match]:
    """A volume that received more than the whole radiotherapy."""
    for volume in evidence.case.of_kind(RadiotherapyVolume):
        whole = evidence.case.get(volume.intervention)
        if not isinstance(whole, LocalIntervention):
            continue
        part, total = volume.dose_gy, whole.dose_gy
        if part is not None and total is not None and part > total:
            yield Match(
                (volume.id, whole.id),
                f"{volume.volume} received {part:g} Gy, and {named(whole)} has "
                f"{total:g} Gy in all.",
                field="dose_gy",
            )


@declared(
    "adjuvant-without-operation",
    Severity.CONFLICT,
    TherapyLine,
    LocalIntervention,
    settle="Enter the operation, or correct why the line was given.",
    blocks=(Number.LINES,),
    source=f"{CHOICE}: adjuvant treatment follows a local one",
)
def adjuvant_without_operation(evidence: Evidence) -> Iterator[Match]:
    """An adjuvant line that no local treatment can have preceded."""
    when = evidence.chronology.when
    local = [
        record
        for record in evidence.case.of_kind(LocalIntervention)
        if record.type is not InterventionKind.BIOPSY
    ]
    for line in evidence.case.lines:
        late = all(surely_before(when(line), when(record)) for record in local)
        if line.setting is Setting.ADJUVANT and late:
            rest = "all local treatments lie after it" if local else "none is recorded"
            yield Match(
                (line.id, *(record.id for record in local)),
                f"{sentence(named(line))} is adjuvant, and of the local treatments "
                f"before it {rest}.",
                field="setting",
            )
