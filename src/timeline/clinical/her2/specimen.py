"""Which HER2 tests were done on one piece of tissue, and what they found together.

IHC 2+ is followed by ISH on the same specimen, and the two results are read as one.
Two tests count as done on the same specimen only if the records say so: the same known
specimen date, the same lesion or, where a lesion is not named, the same site, and no
contradicting kind of specimen; or they name one specimen record.

Two results of one method on one specimen that differ leave its class open: nothing is
classified from the first of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TypeVar

from timeline.case.assay_vocabulary import (
    Her2Method,
    Her2Result,
    IhcScore,
    IshProbe,
    SpecimenType,
)
from timeline.case.case import Case
from timeline.case.records.her2_test import Her2Test
from timeline.case.vocabulary import Answer
from timeline.clinical.her2.evidence import Her2Evidence
from timeline.clinical.her2.ish import IshValues
from timeline.clinical.her2.ruled_site import ruled_site
from timeline.clinical.her2.terms import Call
from timeline.clinical.primaries import other_primary

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
ULTRALOW_CELLS = 10.0
"""Per cent."""
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
    unsettled: tuple[str, ...] = ()
    """Ids of tests by one method that differ in their result; empty if none do."""


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
    if not (is_tissue(first) and is_tissue(second)):
        return False
    if first.from_specimen and second.from_specimen:
        return first.from_specimen == second.from_specimen
    if not _same_time_and_kind(first, second):
        return False
    if first.lesion and second.lesion:
        return first.lesion == second.lesion
    sites = [(test.specimen_site or "").casefold() for test in (first, second)]
    return bool(sites[0]) and sites[0] == sites[1]


def may_be_same_specimen(first: Her2Test, second: Her2Test) -> bool:
    """Whether two tissue tests of one known day may have been done on one specimen.

    Returns:
        False where kind, lesion or site of the two are stated and differ.
    """
    if same_specimen(first, second):
        return True
    pairs = (
        (first.from_specimen, second.from_specimen),
        (first.lesion, second.lesion),
        (first.specimen_site, second.specimen_site),
    )
    if any(None not in pair for pair in pairs):
        return False  # stated, and not the same
    one_day = first.specimen_date.earliest == first.specimen_date.latest
    tissue = is_tissue(first) and is_tissue(second)
    return one_day and tissue and _same_time_and_kind(first, second)


def _same_time_and_kind(first: Her2Test, second: Her2Test) -> bool:
    day = first.specimen_date.canonical
    if not day or day != second.specimen_date.canonical:
        return False
    kinds = {first.specimen, second.specimen} - {None, SpecimenType.TISSUE}
    return len(kinds) <= 1


def specimen_evidence(case: Case, test: Her2Test) -> SpecimenEvidence:
    """Collect what a test and others on the same specimen found.

    Where two tests by one method give different values for one input, that input
    counts as not known, and both are named. Collected once for each test of a case.
    """
    key = (specimen_evidence, test.id)
    if key not in case.derived:
        case.derived[key] = _specimen_evidence(case, test)
    cached: SpecimenEvidence = case.derived[key]
    return cached


def _specimen_evidence(case: Case, test: Her2Test) -> SpecimenEvidence:
    others = [
        other
        for other in case.of_kind(Her2Test)
        if other.id != test.id and not other_primary(case, test, other)
    ]
    tests = (test, *(other for other in others if same_specimen(test, other)))
    doubtful = (
        other
        for other in others
        if any(
            other.method is known.method and may_be_same_specimen(known, other)
            for known in tests
        )
    )
    values = _collect(tests)
    evidence = Her2Evidence(
        ihc=_only(values.ihc),
        ish=IshValues(
            ratio=_only(values.ratio),
            her2_copies=_only(values.her2_copies),
            cep17_copies=_only(values.cep17_copies),
            reported=_only(values.reported),
            probe=_only(values.probe),
            site=ruled_site(case, test),
        ),
        ngs_copy_number=_only(values.ngs_copy_number),
        ultralow=_ultralow(tests),
    )
    unsettled = _unsettled(dict.fromkeys((*tests, *doubtful)))
    return SpecimenEvidence(evidence, tuple(t.id for t in tests), unsettled)


def _ultralow(tests: Iterable[Her2Test]) -> bool | None:
    """What the report says, else what the share of stained cells says of a score of 0.

    HER2-ultralow: faint staining in more than 0 and at most 10 % (DESTINY-Breast06).
    """
    answers: set[bool | None] = set()
    for test in tests:
        if test.ihc_score is not IhcScore.ZERO or test.method is not Her2Method.IHC:
            continue
        if test.ultralow is not None:
            answers.add(test.ultralow is Answer.YES)
        elif test.ihc_cells is not None and test.ihc_cells <= ULTRALOW_CELLS:
            answers.add(test.ihc_cells > 0)
    return _only(frozenset(answers))


@dataclass(frozen=True, slots=True)
class _SpecimenValues:
    """Every value that tests on one specimen give for an input."""

    ihc: frozenset[IhcScore | None]
    ratio: frozenset[float | None]
    her2_copies: frozenset[float | None]
    cep17_copies: frozenset[float | None]
    reported: frozenset[Call | None]
    probe: frozenset[IshProbe | None]
    ngs_copy_number: frozenset[float | None]


def _collect(tests: Iterable[Her2Test]) -> _SpecimenValues:
    ish = _deciding([t for t in tests if t.method in ISH_METHODS])
    return _SpecimenValues(
        ihc=frozenset(t.ihc_score for t in tests if t.method is Her2Method.IHC),
        ratio=frozenset(t.ish_ratio for t in ish),
        her2_copies=frozenset(t.her2_copies for t in ish),
        cep17_copies=frozenset(t.cep17_copies for t in ish),
        reported=frozenset(reported_call(t) for t in ish),
        probe=frozenset(t.ish_probe for t in ish),
        ngs_copy_number=frozenset(t.ngs_copy_number for t in tests if is_tissue(t)),
    )


def _deciding(ish: list[Her2Test]) -> list[Her2Test]:
    """The tests that count: two probes, where done, decide what one left open.

    A test said to have one probe and with values of a second counts for neither.
    """
    dual = [test for test in ish if _of_second_probe(test)]
    single = [test for test in ish if test.ish_probe is IshProbe.SINGLE]
    if any(test not in single for test in dual):
        return [test for test in ish if test not in single]
    return [test for test in ish if test not in dual]


def _of_second_probe(test: Her2Test) -> bool:
    return (
        test.ish_probe is IshProbe.DUAL
        or test.ish_ratio is not None
        or test.cep17_copies is not None
    )


def _only(values: frozenset[T | None]) -> T | None:
    stated = {value for value in values if value is not None}
    return stated.pop() if len(stated) == 1 else None


def _unsettled(tests: Iterable[Her2Test]) -> tuple[str, ...]:
    """Tests of which the values for one input differ, each compared by its method."""
    tests = tuple(tests)
    values = _collect(tests)
    differing = [
        field.name
        for field in fields(values)
        if field.name != "probe" and len(getattr(values, field.name) - {None}) > 1
    ]
    if not differing:
        return ()
    each = {test.id: _collect([test]) for test in tests}
    return tuple(
        test
        for test, own in each.items()
        if any(getattr(own, name) - {None} for name in differing)
    )


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
