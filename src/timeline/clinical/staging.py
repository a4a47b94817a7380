"""The stage group that follows from TNM, beside the one that the source states.

Both are kept, and neither is ever changed; a disagreement is a query. Where tissue of
the time of diagnosis is called a metastasis despite M0, the stage of each reading is
told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from inspect import get_annotations

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.partial_date import UNKNOWN
from timeline.case.records.diagnosis import Diagnosis, Staged, Staging
from timeline.case.records.finding import Finding, Lesion
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.response_vocabulary import LesionKind
from timeline.case.specimens import sampled_site
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.clinical.diagnosis_stage import stage_groups, stage_reason, stage_rule
from timeline.clinical.primaries import tumour_of
from timeline.clinical.stage_agreement import StageAgreement, agreement_of

_STAGED = tuple(name for name in get_annotations(Staged) if name in Staged.model_fields)
_LASTING = ("histology", "differentiation", "tnm_edition")
"""What holds on where a later staging does not state it again."""


@dataclass(frozen=True, slots=True)
class StageAlternative:
    """A stage group that would follow from one reading of the records."""

    group: str
    why: str


@dataclass(frozen=True, slots=True)
class StageResult:
    """Stage of one tumour at one time, as stated and as computed."""

    record: str
    """Id of the diagnosis, or of a later staging."""
    stated: str
    """As the source gives it; empty where it gives none."""
    system: str
    """The system that it is stated in; empty where the source does not name one."""
    computed: tuple[str, ...]
    """Possible groups, from the lowest; empty where none can be computed."""
    reason: str
    """Why nothing was computed, or why there are several; else empty."""
    agreement: StageAgreement
    alternatives: tuple[StageAlternative, ...]
    """Readings of records that contradict M0; empty where none do."""
    records: tuple[str, ...]
    """Ids of the records that it rests on."""
    rule: str
    """The edition and the kind of groups."""


def stage_results(case: Case) -> tuple[StageResult, ...]:
    """Stage every diagnosis, and every later staging, that states something of it.

    Returns:
        One result each; no computed group, with the reason, for another edition, an
        unknown site or categories that fit no row.
    """
    return tuple(
        _result(case, diagnosis)
        for diagnosis in (*case.of_kind(Diagnosis), *_later(case))
        if diagnosis.tnm or diagnosis.stage_stated
    )


def staged_tumour(case: Case, record: Staged) -> Diagnosis | None:
    """The tumour as a record stages it: itself, or its diagnosis at a later time.

    Returns:
        None for a later staging that does not say of which of several tumours it is.
    """
    if isinstance(record, Diagnosis):
        return record
    diagnosis = tumour_of(case, record)
    if diagnosis is None:
        return None
    own = {name: getattr(record, name) for name in _STAGED}
    lasting = {name: own[name] or getattr(diagnosis, name) for name in _LASTING}
    date = next(iter(record.dates().values()))
    return diagnosis.changed(**{**own, **lasting, "id": record.id, "date": date})


def _later(case: Case) -> Iterator[Diagnosis]:
    for staging in case.of_kind(Staging):
        tumour = staged_tumour(case, staging)
        if tumour is not None:
            yield tumour


def _result(case: Case, diagnosis: Diagnosis) -> StageResult:
    groups = stage_groups(diagnosis)
    evidence = _metastatic_specimens(case, diagnosis)
    return StageResult(
        record=diagnosis.id,
        stated=diagnosis.stage_stated or "",
        system=diagnosis.stage_system or "",
        computed=groups,
        reason=stage_reason(diagnosis, groups),
        agreement=agreement_of(diagnosis, groups),
        alternatives=_alternatives(diagnosis, groups) if evidence else (),
        records=(diagnosis.id, *(record.id for record in evidence)),
        rule=stage_rule(diagnosis),
    )


def _alternatives(
    diagnosis: Diagnosis, groups: tuple[str, ...]
) -> tuple[StageAlternative, ...]:
    alternatives = []
    if diagnosis.stage_stated:
        alternatives.append(StageAlternative(diagnosis.stage_stated, "as stated"))
    alternatives += [
        StageAlternative(group, f"from {diagnosis.tnm} as stated") for group in groups
    ]
    if groups:
        spread = stage_groups(diagnosis.changed(m="1"))
        condition = "if the specimen is a metastasis, which makes it M1"
        alternatives += [StageAlternative(group, condition) for group in spread]
    return tuple(alternatives)


def _metastatic_specimens(
    case: Case, diagnosis: Diagnosis
) -> tuple[Her2Test | Finding, ...]:
    """Records of the time of diagnosis that call tissue a metastasis, despite M0."""
    if diagnosis.m != "0":
        return ()
    first, last = _time_of_diagnosis(case, diagnosis)
    if first is None or last is None:
        return ()
    records: tuple[Her2Test | Finding, ...] = (
        *case.of_kind(Her2Test),
        *case.of_kind(Finding),
    )
    return tuple(
        record
        for record in records
        if _names_metastasis(case, record)
        and _overlaps(case, record, first, last)
        and _may_be_of(diagnosis, case, record)
    )


def _may_be_of(
    diagnosis: Diagnosis, case: Case, record: Her2Test | Finding | LocalIntervention
) -> bool:
    """Whether neither a record nor its lesion names another primary."""
    lesion = case.get(record.lesion or "")
    named = [lesion.primary] if isinstance(lesion, Lesion) else []
    if not isinstance(record, Finding):
        named.append(record.primary)
    return {*named, diagnosis.id} - {None} == {diagnosis.id}


def _time_of_diagnosis(
    case: Case, diagnosis: Diagnosis
) -> tuple[int | None, int | None]:
    """The recorded date of diagnosis, else that of the first operation."""
    placed = Chronology.of(case).placed
    diagnosed = placed(diagnosis, "date")
    if diagnosed.known:
        return diagnosed.earliest, diagnosed.latest
    operations = [
        date
        for record in case.of_kind(LocalIntervention)
        if record.type is InterventionKind.SURGERY
        and _may_be_of(diagnosis, case, record)
        and (date := placed(record, "date")).known
    ]
    first = min(operations, key=lambda date: date.sort_key, default=UNKNOWN)
    return first.earliest, first.latest


def _names_metastasis(case: Case, record: Her2Test | Finding) -> bool:
    lesion = case.get(record.lesion or "")
    if isinstance(lesion, Lesion) and lesion.type is LesionKind.METASTASIS:
        return True
    site = sampled_site(case, record) if isinstance(record, Her2Test) else record.site
    return "metasta" in (site or "").casefold()


def _overlaps(case: Case, record: Her2Test | Finding, first: int, last: int) -> bool:
    date = Chronology.of(case).placed(record, record.date_fields()[0])
    if date.earliest is None or date.latest is None:
        return False
    return date.earliest <= last and date.latest >= first
