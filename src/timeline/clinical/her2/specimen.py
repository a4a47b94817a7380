"""Which HER2 tests were done on one piece of tissue, and what they found together.

IHC 2+ is followed by ISH on the same specimen, and the two results are read as one.
Two tests count as done on the same specimen only if the records say so: the same known
specimen date, the same lesion or, where a lesion is not named, the same site, and no
contradicting kind of specimen.
"""

from dataclasses import dataclass, fields
from typing import TypeVar

from timeline.case.case import Case
from timeline.case.records.her2_test import Her2Test
from timeline.case.vocabulary import Her2Method, Her2Result, IhcScore, SpecimenType
from timeline.clinical.her2.evidence import Her2Evidence
from timeline.clinical.her2.ish import IshValues
from timeline.clinical.her2.terms import Call, Her2Warning

T = TypeVar("T")

ISH_METHODS = frozenset({Her2Method.FISH, Her2Method.ISH})
_TISSUE_METHODS = frozenset({Her2Method.IHC, Her2Method.NGS_TISSUE}) | ISH_METHODS
_SURROGATE_METHODS = frozenset(
    {
        Her2Method.NGS_PLASMA,
        Her2Method.CTC_FISH,
        Her2Method.SERUM_ECD,
        Her2Method.PET,
    }
)
_TISSUE = frozenset(
    {
        SpecimenType.BIOPSY,
        SpecimenType.RESECTION,
        SpecimenType.CYTOLOGY,
        SpecimenType.TISSUE,
    }
)
_CALLS = {
    Her2Result.POSITIVE: Call.POSITIVE,
    Her2Result.AMPLIFIED: Call.POSITIVE,
    Her2Result.NEGATIVE: Call.NEGATIVE,
    Her2Result.NOT_AMPLIFIED: Call.NEGATIVE,
}


@dataclass(frozen=True, slots=True)
class SpecimenEvidence:
    """What is known of the specimen that one test was done on."""

    evidence: Her2Evidence
    tests: tuple[str, ...]
    """Ids of the tests that it comes from, the asked-for one first."""
    warnings: tuple[Her2Warning, ...] = ()
    """Tests on the same specimen that contradict each other."""


def reported_call(test: Her2Test) -> Call | None:
    """Positive or negative as the report has it; None for anything else."""
    return _CALLS.get(test.result_reported) if test.result_reported else None


def is_tissue(test: Her2Test) -> bool:
    """Whether a test was done on tumour tissue, as opposed to a surrogate.

    Sequencing of which the source names no material counts as neither, so not here.
    """
    if test.specimen is not None:
        return test.specimen in _TISSUE and test.method not in _SURROGATE_METHODS
    return test.method in _TISSUE_METHODS


def same_specimen(first: Her2Test, second: Her2Test) -> bool:
    """Whether the records say that two tests were done on one tissue specimen.

    Returns:
        False also where the records do not say so, such as without a date.
    """
    day = first.specimen_date.canonical
    if not day or day != second.specimen_date.canonical:
        return False
    if not (is_tissue(first) and is_tissue(second)):
        return False
    kinds = {first.specimen, second.specimen} - {None, SpecimenType.TISSUE}
    if len(kinds) > 1:
        return False
    if first.lesion and second.lesion:
        return first.lesion == second.lesion
    sites = [(test.specimen_site or "").casefold() for test in (first, second)]
    return bool(sites[0]) and sites[0] == sites[1]


def specimen_evidence(case: Case, test: Her2Test) -> SpecimenEvidence:
    """Collect what a test and others on the same specimen found.

    Where two tests give different values for one input, that input counts as not
    known, and a warning says so. Collected once for each test of a case.
    """
    key = (specimen_evidence, test.id)
    if key not in case.derived:
        case.derived[key] = _specimen_evidence(case, test)
    cached: SpecimenEvidence = case.derived[key]
    return cached


def _specimen_evidence(case: Case, test: Her2Test) -> SpecimenEvidence:
    candidates = (t for t in case.of_kind(Her2Test) if t.id != test.id)
    tests = (
        test,
        *(candidate for candidate in candidates if same_specimen(test, candidate)),
    )
    values = _collect(tests)
    evidence = Her2Evidence(
        ihc=_only(values.ihc),
        ish=IshValues(
            ratio=_only(values.ratio),
            her2_copies=_only(values.her2_copies),
            cep17_copies=_only(values.cep17_copies),
            reported=_only(values.reported),
        ),
        ngs_copy_number=_only(values.ngs_copy_number),
    )
    ids = tuple(t.id for t in tests)
    return SpecimenEvidence(evidence, ids, _clashes(values) if len(tests) > 1 else ())


@dataclass(frozen=True, slots=True)
class _SpecimenValues:
    """Every value that tests on one specimen give for an input."""

    ihc: frozenset[IhcScore | None]
    ratio: frozenset[float | None]
    her2_copies: frozenset[float | None]
    cep17_copies: frozenset[float | None]
    reported: frozenset[Call | None]
    ngs_copy_number: frozenset[float | None]


def _collect(tests: tuple[Her2Test, ...]) -> _SpecimenValues:
    ish = [t for t in tests if t.method in ISH_METHODS]
    return _SpecimenValues(
        ihc=frozenset(t.ihc_score for t in tests if t.method is Her2Method.IHC),
        ratio=frozenset(t.ish_ratio for t in ish),
        her2_copies=frozenset(t.her2_copies for t in ish),
        cep17_copies=frozenset(t.cep17_copies for t in ish),
        reported=frozenset(reported_call(t) for t in ish),
        ngs_copy_number=frozenset(t.ngs_copy_number for t in tests if is_tissue(t)),
    )


def _only(values: frozenset[T | None]) -> T | None:
    stated = {value for value in values if value is not None}
    return stated.pop() if len(stated) == 1 else None


def _clashes(values: _SpecimenValues) -> tuple[Her2Warning, ...]:
    names = [
        field.name.replace("_", " ")
        for field in fields(values)
        if len(getattr(values, field.name) - {None}) > 1
    ]
    if not names:
        return ()
    message = (
        f"Tests on the same specimen differ in {', '.join(names)}, which therefore "
        "counts as not known."
    )
    return (Her2Warning("W-CLASH", message),)


_SURROGATES = {
    Her2Method.NGS_PLASMA: "plasma",
    Her2Method.DIGITAL_PCR: "plasma",
    Her2Method.CTC_FISH: "ctc",
    Her2Method.SERUM_ECD: "serum",
    Her2Method.PET: "imaging",
}


def surrogate(test: Her2Test) -> str:
    """Name what a test on something other than tissue shows.

    Returns:
        Such as `plasma_amplified`; empty for tissue or material that is not named.
    """
    if is_tissue(test):
        return ""
    material = _SURROGATES.get(test.method) if test.method else None
    material = material or (test.specimen.value if test.specimen else "")
    call = reported_call(test)
    if not material or call is None:
        return material
    word = "amplified" if material in ("plasma", "ctc") else "positive"
    return f"{material}_{'' if call is Call.POSITIVE else 'not_'}{word}"
