"""Several tumours: which one the case is about, and which a record belongs to."""

from collections.abc import Iterator

from timeline.case.record import Entry
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.diagnosis import Diagnosis, Staging
from timeline.case.records.finding import Lesion
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.molecular import MolecularFinding, Specimen
from timeline.case.records.therapy import TherapyLine
from timeline.clinical.primaries import primary_of, several_tumours
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import Evidence, few, listing, named
from timeline.clinical.queries.rules.rule import Match, Number, declared

_BLOCKED: dict[type[Entry], tuple[Number, ...]] = {
    TherapyLine: (Number.LINES, Number.PROGRESSION_FREE),
    Assessment: (Number.PROGRESSION_FREE, Number.RESPONSE),
    Progression: (Number.PROGRESSION_FREE,),
    Staging: (Number.STAGE,),
    LocalIntervention: (),
    Lesion: (Number.RESPONSE,),
    Specimen: (Number.HER2,),
    MolecularFinding: (),
}
"""What waits for the tumour of each kind of record that can name one. A HER2 test has a
question of its own."""
_ORIGINS = ("from_specimen", "lesion", "line")
"""A record that names one of these belongs to its tumour, and is not asked itself."""


@declared(
    "index-tumour",
    Severity.MISSING,
    Diagnosis,
    settle="Mark the diagnosis that the case is about, and no other, as index tumour.",
    blocks=(Number.SURVIVAL,),
)
def index_tumour(evidence: Evidence) -> Iterator[Match]:
    """Several diagnoses of which none, or more than one, is the index tumour."""
    diagnoses = evidence.chronology.in_order(evidence.case.of_kind(Diagnosis))
    marked = [d for d in diagnoses if isinstance(d, Diagnosis) and d.index_tumour]
    if not several_tumours(evidence.case) or len(marked) == 1:
        return
    ids = tuple(diagnosis.id for diagnosis in marked or diagnoses)
    names = listing(named(diagnosis) for diagnosis in marked or diagnoses)
    text = f"Which tumour the case is about is not recorded: {names}."
    if marked:
        text = f"{names} are each marked as the index tumour, and one can be."
    severity = Severity.CONFLICT if marked else Severity.MISSING
    yield Match(ids, text, "index_tumour", severity=severity)


@declared(
    "record-primary",
    Severity.MISSING,
    Diagnosis,
    *_BLOCKED,
    settle="Name the primary tumour of each; until then it is compared with no record "
    "of one tumour.",
)
def unnamed_tumours(evidence: Evidence) -> Iterator[Match]:
    """Records of a kind that do not say to which of several tumours they belong."""
    if not several_tumours(evidence.case):
        return
    for kind, blocks in _BLOCKED.items():
        unnamed = unnamed_of(evidence, kind)
        if unnamed:
            yield Match(
                tuple(record.id for record in unnamed),
                f"{kind.title}: the case has several tumours, and which of them is not "
                f"recorded for {few([named(record) for record in unnamed])}.",
                "primary",
                about=kind.kind,
                covers=tuple(f"record-primary:{r.id}:primary" for r in unnamed),
                blocks=blocks,
            )


@declared(
    "her2-primary",
    Severity.MISSING,
    Her2Test,
    Diagnosis,
    settle="Name the primary tumour; until then the test is compared with no other.",
    blocks=(Number.HER2,),
)
def unnamed_her2(evidence: Evidence) -> Iterator[Match]:
    """HER2 tests of which a case with several tumours does not say whose they are."""
    unnamed = [entry.test for entry in evidence.her2.entries if entry.primary is None]
    if unnamed:
        names = few([named(test) for test in unnamed])
        yield Match(
            tuple(test.id for test in unnamed),
            "The case has several tumours, and which of them was tested for HER2 is "
            f"not recorded: {names}.",
            "primary",
            covers=tuple(f"her2-primary:{test.id}:primary" for test in unnamed),
        )


def unnamed_of(evidence: Evidence, kind: type[Entry]) -> list[Entry]:
    """The records of a kind that name neither a tumour nor what belongs to one."""
    return [
        record
        for record in evidence.case.of_kind(kind)
        if primary_of(evidence.case, record) is None
        and not any(name in record.references() for name in _ORIGINS)
    ]
