"""The stage as stated, as computed, and as other records would have it."""

from collections.abc import Iterator

from timeline.case.records.diagnosis import Diagnosis, Staged
from timeline.case.records.finding import Finding
from timeline.case.records.her2_test import Her2Test
from timeline.clinical.diagnosis_stage import edition_number
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import Evidence, listing
from timeline.clinical.queries.rules.rule import Match, Number, declared
from timeline.clinical.stage_agreement import StageAgreement
from timeline.clinical.staging import stage_results


@declared(
    "stage",
    Severity.CONFLICT,
    Diagnosis,
    settle="Both are kept. Ask which of the stage and the TNM is right.",
    blocks=(Number.STAGE,),
    source="AJCC Cancer Staging Manual, 8th and 9th edition",
)
def stated_stage(evidence: Evidence) -> Iterator[Match]:
    """A stated stage group that does not follow from the stated TNM."""
    for result in stage_results(evidence.case):
        diagnosis = evidence.case.get(result.record)
        if result.agreement is not StageAgreement.DIFFERS:
            continue
        if isinstance(diagnosis, Staged):
            groups = " or ".join(result.computed)
            yield Match(
                (diagnosis.id,),
                f"Stage stated {result.stated}, computed {groups} from "
                f"{diagnosis.tnm} ({diagnosis.tnm_edition}).",
                field="stage_stated",
            )


@declared(
    "metastasis-despite-m0",
    Severity.CONFLICT,
    Diagnosis,
    Her2Test,
    Finding,
    settle="Ask whether the specimen was a metastasis or direct invasion. "
    "Nothing is changed.",
    blocks=(Number.STAGE,),
    source="AJCC Cancer Staging Manual, 8th edition: M1 is any distant metastasis",
)
def metastasis_despite_m0(evidence: Evidence) -> Iterator[Match]:
    """M0, and tissue of the same time that is called a metastasis."""
    for result in stage_results(evidence.case):
        if result.alternatives:
            readings = (f"{a.group} {a.why}" for a in result.alternatives)
            yield Match(
                (*result.records,),
                "The diagnosis has M0, and a specimen of the same time is called "
                f"a metastasis. The stage could be {listing(readings)}.",
                field="m",
            )


@declared(
    "tnm-edition",
    Severity.MISSING,
    Diagnosis,
    settle="Enter the edition, such as AJCC 8.",
    blocks=(Number.STAGE,),
    source="AJCC Cancer Staging Manual: the groups differ between editions",
)
def edition(evidence: Evidence) -> Iterator[Match]:
    """TNM categories without their edition."""
    for diagnosis in evidence.case.of_kind(Diagnosis):
        if diagnosis.tnm and not diagnosis.tnm_edition:
            yield Match(
                (diagnosis.id,),
                f"The edition of {diagnosis.tnm} is not stated, so no stage group "
                "is computed.",
                field="tnm_edition",
            )


@declared(
    "tnm-edition-unread",
    Severity.NOTICE,
    Diagnosis,
    settle="Write the edition with its number, such as AJCC 8.",
    blocks=(Number.STAGE,),
)
def unread_edition(evidence: Evidence) -> Iterator[Match]:
    """TNM categories with an edition that is none."""
    for diagnosis in evidence.case.of_kind(Diagnosis):
        stated = diagnosis.tnm_edition
        if stated and edition_number(stated) is None:
            yield Match(
                (diagnosis.id,),
                f"No TNM edition can be read in {stated!r}, so no stage group is "
                "computed.",
                field="tnm_edition",
            )
