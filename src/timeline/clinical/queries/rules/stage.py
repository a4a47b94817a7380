"""The stage as stated, as computed, and as other records would have it."""

from collections.abc import Iterator

from timeline.case.records.diagnosis import Diagnosis, Staged
from timeline.clinical.diagnosis_stage import edition_number
from timeline.clinical.queries.query import Query, Severity, ask
from timeline.clinical.queries.rules.evidence import Evidence, listing
from timeline.clinical.stage_agreement import StageAgreement
from timeline.clinical.staging import stage_results


def stated_stage(evidence: Evidence) -> Iterator[Query]:
    """A stated stage group that does not follow from the stated TNM."""
    for result in stage_results(evidence.case):
        diagnosis = evidence.case.get(result.record)
        if result.agreement is not StageAgreement.DIFFERS:
            continue
        if isinstance(diagnosis, Staged):
            groups = " or ".join(result.computed)
            yield ask(
                "stage",
                Severity.CONFLICT,
                diagnosis.id,
                field="stage_stated",
                text=f"Stage stated {result.stated}, computed {groups} from "
                f"{diagnosis.tnm} ({diagnosis.tnm_edition}).",
                settle="Both are kept. Ask which of the stage and the TNM is right.",
            )


def metastasis_despite_m0(evidence: Evidence) -> Iterator[Query]:
    """M0, and tissue of the same time that is called a metastasis."""
    for result in stage_results(evidence.case):
        if result.alternatives:
            readings = (f"{a.group} {a.why}" for a in result.alternatives)
            yield ask(
                "metastasis-despite-m0",
                Severity.CONFLICT,
                *result.records,
                field="m",
                text="The diagnosis has M0, and a specimen of the same time is called "
                f"a metastasis. The stage could be {listing(readings)}.",
                settle="Ask whether the specimen was a metastasis or direct invasion. "
                "Nothing is changed.",
            )


def edition(evidence: Evidence) -> Iterator[Query]:
    """TNM categories without their edition, or with one that is no edition."""
    for diagnosis in evidence.case.of_kind(Diagnosis):
        stated = diagnosis.tnm_edition
        if stated and edition_number(stated) is None:
            yield ask(
                "tnm-edition-unread",
                Severity.NOTICE,
                diagnosis.id,
                field="tnm_edition",
                text=f"No TNM edition can be read in {stated!r}, so no stage group is "
                "computed.",
                settle="Write the edition with its number, such as AJCC 8.",
            )
        if diagnosis.tnm and not stated:
            yield ask(
                "tnm-edition",
                Severity.MISSING,
                diagnosis.id,
                field="tnm_edition",
                text=f"The edition of {diagnosis.tnm} is not stated, so no stage group "
                "is computed.",
                settle="Enter the edition, such as AJCC 8.",
            )
