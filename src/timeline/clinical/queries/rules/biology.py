"""Drugs beside what was found in the tumour, and tumours beside the patient."""

from collections.abc import Iterator

from timeline.case.assay_vocabulary import (
    AlterationKind,
    Detection,
    Her2Method,
    Her2Result,
    IhcScore,
)
from timeline.case.chronology import surely_before
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.finding import Finding
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.molecular import MolecularFinding
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.treatment_vocabulary import DrugGroup
from timeline.case.tumour_vocabulary import Site
from timeline.case.vocabulary import Sex
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.genes import find_gene
from timeline.clinical.her2.ledger import LedgerEntry
from timeline.clinical.her2.terms import Her2Class, Her2Low
from timeline.clinical.lines.drugs import anti_her2_agents, line_drugs
from timeline.clinical.primaries import other_primary, site_of
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    few,
    named,
    sentence,
)
from timeline.clinical.queries.rules.rule import CHOICE, Match, Number, declared

_ALTERED = ("ALK", "BRAF", "EGFR", "FLT3", "IDH1", "IDH2", "KRAS", "MET", "RET", "ROS1")
"""Genes whose inhibitors are given where the gene is altered (product choice)."""
_ANTIBODY = ("mAb", "antibody")
_EGFR_ANTIBODIES = ("cetuximab", "panitumumab")
_COLORECTAL = (Site.COLON, Site.RECTUM, Site.COLORECTUM)
_POSITIVE = (Her2Result.POSITIVE, Her2Result.AMPLIFIED, Her2Result.MUTATED)
_ISH = (Her2Method.FISH, Her2Method.ISH)
_FEMALE = {
    Site.OVARY,
    Site.FALLOPIAN_TUBE,
    Site.CERVIX,
    Site.CORPUS,
    Site.VULVA,
    Site.VAGINA,
}
_MALE = {Site.PROSTATE, Site.TESTIS, Site.PENIS}


@declared(
    "anti-her2-but-negative",
    Severity.CONFLICT,
    TherapyLine,
    Her2Test,
    settle="Enter the test that the treatment was chosen by, or correct a result.",
    blocks=(Number.HER2,),
    source=f"{CHOICE}; conjugates are given in HER2-low disease too",
)
def anti_her2_but_negative(evidence: Evidence) -> Iterator[Match]:
    """Treatment against HER2 although every test on tissue is negative.

    Tests after the start alone may show its loss; whether there was one before it is
    another question.
    """
    tests = evidence.her2.entries
    negative = [e for e in tests if e.classification.her2_class is Her2Class.NEGATIVE]
    if not negative or any(_may_be_positive(entry) for entry in tests):
        return
    when = evidence.chronology.when
    low = any(e.classification.her2_low is Her2Low.YES for e in negative)
    for line in evidence.case.lines:
        agents = anti_her2_agents(line_drugs(line, evidence.case.courses(line.id)))
        if low:
            agents -= {a for a in agents if _group(a) is DrugGroup.HER2_ADC}
        tested = [e for e in negative if not surely_before(when(line), when(e.test))]
        if agents and tested:
            names = few([named(entry.test) for entry in tested])
            yield Match(
                (line.id, *(entry.test.id for entry in tested)),
                f"{sentence(named(line))} acts against HER2, and every test on tissue "
                f"is negative: {names}.",
            )
            return


def _may_be_positive(entry: LedgerEntry) -> bool:
    read = entry.classification
    positive = read.her2_class in (Her2Class.POSITIVE, Her2Class.EQUIVOCAL)
    return positive or entry.test.result_reported in _POSITIVE or bool(read.flags)


def _group(name: str) -> DrugGroup | None:
    drug = find_drug(name)
    return drug.group if drug else None


@declared(
    "ihc-2-without-ish",
    Severity.MISSING,
    Her2Test,
    settle="Enter the ISH of the specimen, or that none was done.",
    blocks=(Number.HER2,),
    source="ASCO/CAP 2018 (Arch Pathol Lab Med 142:1364): IHC 2+ is followed by ISH",
    lacks="its in situ hybridisation",
)
def equivocal_without_ish(evidence: Evidence) -> Iterator[Match]:
    """IHC 2+ without an in situ hybridisation that may be of its specimen."""
    when = evidence.chronology.when
    tests = evidence.case.of_kind(Her2Test)
    done = [t for t in tests if t.method in _ISH or t.ish_ratio or t.her2_copies]
    for test in tests:
        if test.ihc_score is IhcScore.TWO and not any(
            not surely_before(when(test), when(other))
            and not surely_before(when(other), when(test))
            for other in done
        ):
            yield Match(
                (test.id,),
                f"{sentence(named(test))}: no in situ hybridisation of the specimen "
                "is recorded.",
                field="ihc_score",
            )


@declared(
    "target-absent",
    Severity.CONFLICT,
    DrugCourse,
    MolecularFinding,
    settle="Enter the finding that the drug was chosen by, or correct one of them.",
)
def target_absent(evidence: Evidence) -> Iterator[Match]:
    """A drug against an altered gene that was looked for and not found."""
    for course, gene in _targeted(evidence):
        found = [f for f in evidence.case.of_kind(MolecularFinding) if _of(f, gene)]
        absent = [f for f in found if f.detection is Detection.NOT_DETECTED]
        if absent and len(absent) == len(found):
            yield Match(
                (course.id, *(finding.id for finding in absent)),
                f"{sentence(named(course))} acts on altered {gene}, which was looked "
                f"for and not found: {few([named(f) for f in absent])}.",
            )


@declared(
    "target-not-tested",
    Severity.NOTICE,
    DrugCourse,
    MolecularFinding,
    settle="Enter the test, if the source has one; the drug may be right without it.",
    needs=("molecular_finding.gene",),
)
def target_not_tested(evidence: Evidence) -> Iterator[Match]:
    """A hint: a drug against an altered gene of which nothing is recorded."""
    asked: set[str] = set()
    for course, gene in _targeted(evidence):
        if gene not in asked and not _mentioned(evidence, gene):
            asked.add(gene)
            yield Match(
                (course.id,),
                f"{sentence(named(course))} acts on altered {gene}, of which no "
                "finding is recorded.",
            )


@declared(
    "ras-and-egfr-antibody",
    Severity.NOTICE,
    DrugCourse,
    MolecularFinding,
    Diagnosis,
    settle="Compare the finding and the drug with the source.",
    source="NCCN 2020, in Medical Genetics Summaries (NCBI Bookshelf NBK564800, table "
    "3): neither cetuximab nor panitumumab where KRAS or NRAS is mutated",
)
def ras_and_egfr_antibody(evidence: Evidence) -> Iterator[Match]:
    """A hint: an antibody against EGFR in colorectal cancer with mutated KRAS or NRAS.

    A mutation that was found after the start may have come with the drug, and beside
    an inhibitor of KRAS the antibody is given for it.
    """
    case, when = evidence.case, evidence.chronology.when
    mutated = [f for f in case.of_kind(MolecularFinding) if _ras_mutation(f)]
    for course in case.of_kind(DrugCourse):
        if not _egfr_antibody(course) or site_of(case, course) not in _COLORECTAL:
            continue
        beside = case.courses(course.line) if course.line else ()
        if any("KRAS" in _targets(other) for other in beside):
            continue
        known = [
            finding
            for finding in mutated
            if not surely_before(when(course), when(finding))
            and not other_primary(case, course, finding)
        ]
        if known:
            yield Match(
                (course.id, *(finding.id for finding in known)),
                f"{sentence(named(course))} is meant for colorectal cancer without a "
                "mutation of KRAS or NRAS, and one is recorded: "
                f"{few([named(f) for f in known])}.",
            )


def _ras_mutation(finding: MolecularFinding) -> bool:
    variant = finding.type in (None, AlterationKind.VARIANT)
    found = finding.detection is Detection.DETECTED
    return found and variant and (_of(finding, "KRAS") or _of(finding, "NRAS"))


def _egfr_antibody(course: DrugCourse) -> bool:
    drug = find_drug(course.drug)
    return drug is not None and drug.name in _EGFR_ANTIBODIES


def _targets(course: DrugCourse) -> tuple[str, ...]:
    drug = find_drug(course.drug)
    return drug.targets if drug else ()


def _targeted(evidence: Evidence) -> Iterator[tuple[DrugCourse, str]]:
    """Courses of drugs with one target, a gene that has to be altered."""
    for course in evidence.case.of_kind(DrugCourse):
        drug = find_drug(course.drug)
        if drug is None or drug.group is not DrugGroup.TARGETED:
            continue
        if drug.drug_class.endswith(_ANTIBODY):
            continue  # one against EGFR is given where nothing is altered
        names = [find_gene(target.partition(" ")[0]) for target in drug.targets]
        if len(names) == 1 and names[0] and names[0].symbol in _ALTERED:
            yield course, names[0].symbol


def _of(finding: MolecularFinding, symbol: str) -> bool:
    names = (find_gene(name) for name in (finding.gene, finding.partner or ""))
    return any(gene is not None and gene.symbol == symbol for gene in names)


def _mentioned(evidence: Evidence, symbol: str) -> bool:
    case = evidence.case
    if any(_of(finding, symbol) for finding in case.of_kind(MolecularFinding)):
        return True
    texts = [f"{f.method} {f.result}" for f in case.of_kind(Finding)]
    texts += [f"{r.analyte} {r.words}" for r in case.of_kind(Result)]
    return any(symbol.casefold() in text.casefold() for text in texts)


@declared(
    "sex-and-site",
    Severity.CONTRADICTION,
    Patient,
    Diagnosis,
    settle="Correct the sex or the site; the records may be of another patient.",
)
def sex_and_site(evidence: Evidence) -> Iterator[Match]:
    """A tumour of an organ that a patient of this sex does not have."""
    patient = evidence.case.patient
    without = {Sex.FEMALE: _MALE, Sex.MALE: _FEMALE}.get(patient.sex or Sex.INTERSEX)
    for diagnosis in evidence.case.of_kind(Diagnosis):
        if without and diagnosis.site in without:
            yield Match(
                (diagnosis.id, patient.id),
                f"The patient is {patient.sex}, and the diagnosis is "
                f"{named(diagnosis)}.",
                field="site",
            )
