"""The stage group that follows from TNM, beside the one that the source states.

Source: AJCC Cancer Staging Manual, 8th edition. A category that is missing or X may be
any, so there may be several possible groups; nothing is taken for granted. Neither the
stated nor the computed group is ever changed.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from timeline.case.case import Case
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.finding import Finding, Lesion
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.vocabulary import InterventionKind, LesionKind, Site
from timeline.clinical.stage_tables import STAGE_TABLES, StageTable

_EIGHTH = re.compile(
    r"(?:(?:AJCC|UICC)(?:\s*/\s*(?:AJCC|UICC))?\s*(?:TNM)?[\s,]*)?"
    r"(?:8(?:th)?|eighth)(?:\s*ed(?:ition|\.)?)?",
    re.IGNORECASE,
)
_M_CATEGORIES = ("0", "1")


class StageAgreement(StrEnum):
    """How the stated group compares with the computed ones."""

    AGREES = "agrees"
    POSSIBLE = "possible"  # one of several groups that the categories allow
    DIFFERS = "differs"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True)
class StageAlternative:
    """A stage group that would follow from one reading of the records."""

    group: str
    why: str


@dataclass(frozen=True, slots=True)
class StageResult:
    """Stage of one diagnosis, as stated and as computed."""

    diagnosis: str
    """Id of the diagnosis."""
    stated: str
    """As the source gives it; empty where it gives none."""
    computed: tuple[str, ...]
    """Possible groups, from the lowest; empty where none can be computed."""
    reason: str
    """Why nothing was computed, or why there are several; else empty."""
    agreement: StageAgreement
    alternatives: tuple[StageAlternative, ...]
    """Readings of records that contradict M0; empty where none do."""
    records: tuple[str, ...]
    """Ids of the records that it rests on."""
    rule: str = "AJCC 8th edition stage groups"


def stage_results(case: Case) -> tuple[StageResult, ...]:
    """Stage every diagnosis that states a category or a stage group.

    Returns:
        One result each; no computed group, with the reason, for another edition, an
        unknown site or categories that fit no row. Source: AJCC, 8th edition.
    """
    return tuple(
        _result(case, diagnosis)
        for diagnosis in case.of_kind(Diagnosis)
        if diagnosis.tnm or diagnosis.stage_stated
    )


def stage_groups(
    site: Site, t: str | None, n: str | None, m: str | None
) -> tuple[str, ...]:
    """All stage groups that the categories allow, from the lowest to the highest.

    Args:
        site: Primary site; one of gallbladder, the bile ducts and the ampulla.
        t: T category without its letter; None or `X` stands for any.
        n: N category likewise.
        m: M category likewise.

    Returns:
        One group if the categories decide, several if they leave it open, none if no
        category is stated, if the site has no such category or no table.
    """
    table = STAGE_TABLES.get(site)
    if table is None or all(value in (None, "X") for value in (t, n, m)):
        return ()
    possible = {
        _group(table, one_t, one_n, one_m)
        for one_t in _options(t, table.t)
        for one_n in _options(n, table.n)
        for one_m in _options(m, _M_CATEGORIES)
    } - {None}
    order = list(dict.fromkeys(row.group for row in reversed(table.rows)))
    return tuple(group for group in order if group in possible)


def _options(value: str | None, categories: tuple[str, ...]) -> tuple[str, ...]:
    """The categories that a stated one may mean: `2` may be `2a` or `2b`."""
    if value in (None, "X"):
        return categories
    exact = tuple(c for c in categories if c == value)
    parts = tuple(c for c in categories if c[:-1] == value and c[-1].isalpha())
    return exact or parts


def _group(table: StageTable, t: str, n: str, m: str) -> str | None:
    return next((row.group for row in table.rows if row.fits(t, n, m)), None)


def _result(case: Case, diagnosis: Diagnosis) -> StageResult:
    reason = _why_not(diagnosis)
    groups: tuple[str, ...] = ()
    if not reason and diagnosis.site:
        groups = stage_groups(diagnosis.site, diagnosis.t, diagnosis.n, diagnosis.m)
        reason = "" if len(groups) == 1 else _why_open(groups)
    evidence = _metastatic_specimens(case, diagnosis)
    return StageResult(
        diagnosis=diagnosis.id,
        stated=diagnosis.stage_stated or "",
        computed=groups,
        reason=reason,
        agreement=_agreement(diagnosis.stage_stated, groups),
        alternatives=_alternatives(diagnosis, groups) if evidence else (),
        records=(diagnosis.id, *(record.id for record in evidence)),
    )


def _why_not(diagnosis: Diagnosis) -> str:
    if diagnosis.site is None:
        return "The primary site is not stated."
    if diagnosis.site not in STAGE_TABLES:
        return "There is no table of stage groups for this primary site."
    if not diagnosis.tnm_edition:
        return "The edition of the TNM is not stated."
    if not _EIGHTH.fullmatch(diagnosis.tnm_edition.strip()):
        return "Only the 8th edition of AJCC or UICC is computed."
    return ""


def _why_open(groups: tuple[str, ...]) -> str:
    if groups:
        return "A category is missing, X or not subdivided, so several groups fit."
    return "The stated categories belong to no stage group of this site."


def _agreement(stated: str | None, groups: tuple[str, ...]) -> StageAgreement:
    if not stated or not groups:
        return StageAgreement.NOT_COMPARABLE
    word = re.sub(r"\bstage\b|[\s.]", "", stated, flags=re.IGNORECASE).upper()
    if word not in groups:
        return StageAgreement.DIFFERS
    return StageAgreement.AGREES if len(groups) == 1 else StageAgreement.POSSIBLE


def _alternatives(
    diagnosis: Diagnosis, groups: tuple[str, ...]
) -> tuple[StageAlternative, ...]:
    alternatives = []
    if diagnosis.stage_stated:
        alternatives.append(StageAlternative(diagnosis.stage_stated, "as stated"))
    alternatives += [
        StageAlternative(group, f"from {diagnosis.tnm} as stated") for group in groups
    ]
    if groups and diagnosis.site:
        spread = stage_groups(diagnosis.site, diagnosis.t, diagnosis.n, "1")
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
        if _names_metastasis(case, record) and _overlaps(record, first, last)
    )


def _time_of_diagnosis(
    case: Case, diagnosis: Diagnosis
) -> tuple[int | None, int | None]:
    """The recorded date of diagnosis, else that of the first operation."""
    if diagnosis.date.known:
        return diagnosis.date.earliest, diagnosis.date.latest
    operations = [
        record
        for record in case.of_kind(LocalIntervention)
        if record.type is InterventionKind.SURGERY and record.date.known
    ]
    if not operations:
        return None, None
    first = min(operations, key=lambda record: record.date.sort_key)
    return first.date.earliest, first.date.latest


def _names_metastasis(case: Case, record: Her2Test | Finding) -> bool:
    lesion = case.get(record.lesion or "")
    if isinstance(lesion, Lesion) and lesion.type is LesionKind.METASTASIS:
        return True
    site = record.specimen_site if isinstance(record, Her2Test) else record.site
    return "metasta" in (site or "").casefold()


def _overlaps(record: Her2Test | Finding, first: int, last: int) -> bool:
    date = record.specimen_date if isinstance(record, Her2Test) else record.date
    if date.earliest is None or date.latest is None:
        return False
    return date.earliest <= last and date.latest >= first
