"""What can be let through on purpose, and which fields each choice brings back."""

from enum import StrEnum

from timeline.case.privacy import Privacy
from timeline.clinical.settings import described


class KeepOption(StrEnum):
    """What can be let through on purpose."""

    DATES = "dates"  # calendar dates as recorded
    DAYS = "days"  # exact days, since time zero or another record, instead of months
    AGE = "age"  # ages of 90 and over
    CODE = "code"  # the study code
    DRUGS = "drugs"  # drugs, regimens and dose units that no list knows
    MARKERS = "markers"  # markers and their units that no list knows
    GENES = "genes"  # gene variants that no list knows
    ADVERSE_EVENTS = "adverse-events"  # terms that no list knows
    TEXT = "text"  # findings, procedures, reasons and schedules in words
    SOURCES = "sources"  # documents and where in them
    AS_WRITTEN = "as-written"  # the source's own words for a term or a date
    LABORATORIES = "laboratories"
    TRIALS = "trials"
    SITES = "sites"  # sides, segments and names of lesions


AS_RECORDED = described(
    "All as recorded", "Leave nothing out: only where the source is public."
)
"""What the option says that lets everything through."""
KEEP = described(
    "Let through on purpose",
    "What is let through on purpose; it counts only if not all is as recorded.",
)
"""What the option says that lets some of it through."""
CODE = described(
    "Code in figure",
    "Code under which the case appears; if empty, one is drawn at random.",
)
NAMING = frozenset(
    {
        KeepOption.DRUGS,
        KeepOption.MARKERS,
        KeepOption.GENES,
        KeepOption.ADVERSE_EVENTS,
    }
)
"""Choices that bring back names and nothing else."""
_OPTIONS: dict[Privacy, KeepOption | None] = {
    Privacy.CODE: None,
    Privacy.STUDY_CODE: KeepOption.CODE,
    Privacy.DATE: KeepOption.DATES,
    Privacy.AGE: KeepOption.AGE,
    Privacy.NUMBER: None,
    Privacy.VOCABULARY: None,
    Privacy.DRUG: KeepOption.DRUGS,
    Privacy.REGIMEN: KeepOption.DRUGS,
    Privacy.MARKER: KeepOption.MARKERS,
    Privacy.UNIT: KeepOption.MARKERS,
    Privacy.GENE: KeepOption.GENES,
    Privacy.ADVERSE_EVENT: KeepOption.ADVERSE_EVENTS,
    Privacy.SYMPTOM: KeepOption.ADVERSE_EVENTS,
    Privacy.CAUSE: KeepOption.DRUGS,
    Privacy.DOSE_UNIT: KeepOption.DRUGS,
    Privacy.SCHEDULE: KeepOption.TEXT,
    Privacy.CLOCK: KeepOption.TEXT,
    Privacy.SITE: KeepOption.SITES,
    Privacy.LESION: KeepOption.SITES,
    Privacy.HISTOLOGY: KeepOption.TEXT,
    Privacy.STAGE: KeepOption.TEXT,
    Privacy.METHOD: KeepOption.TEXT,
    Privacy.RESULT: KeepOption.TEXT,
    Privacy.STARTING_POINT: KeepOption.TEXT,
    Privacy.ASSAY: KeepOption.LABORATORIES,
    Privacy.LABORATORY: KeepOption.LABORATORIES,
    Privacy.TRIAL: KeepOption.TRIALS,
    Privacy.DOCUMENT: KeepOption.SOURCES,
    Privacy.CITATION: KeepOption.SOURCES,
    Privacy.QUOTATION: KeepOption.AS_WRITTEN,
    Privacy.FREE_TEXT: KeepOption.TEXT,
    Privacy.NOTES: None,  # no part of a figure shows them
}


def keep_option(privacy: Privacy) -> KeepOption | None:
    """The choice that lets such a field through; None where there is none."""
    return _OPTIONS[privacy]
