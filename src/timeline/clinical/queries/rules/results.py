"""Results without a value, a grade or a date."""

import re
from collections import defaultdict
from collections.abc import Iterator

from timeline.case.record import Record
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.finding import Finding
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.molecular import Specimen
from timeline.case.records.result import Result
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.case.vocabulary import FindingKind
from timeline.clinical.catalogues.analytes import analyte_name
from timeline.clinical.catalogues.ctcae import find_ctcae_term
from timeline.clinical.markers.series import MarkerSeries, usual_limit
from timeline.clinical.queries.query import Gap, Severity
from timeline.clinical.queries.rules.evidence import Evidence, named, series_id
from timeline.clinical.queries.rules.rule import SDTMCHECKS, Match, Number, declared
from timeline.clinical.results import marker_results

_MEASURED = (FindingKind.BIOMARKER, FindingKind.LABORATORY)
_CATEGORY = re.compile(
    r"\b(MSS|MSI|[dp]MMR|wild[- ]?type|mutat\w*|fusion|amplif\w*)\b", re.IGNORECASE
)
"""Results that are complete without a number."""
_NUMBER = re.compile(r"(?<![\w-])[<>]?\d")


@declared(
    "grade",
    Severity.MISSING,
    AdverseEvent,
    settle="Enter the CTCAE grade, if the source or the chart gives one.",
    blocks=(Number.SAFETY,),
    source=f"{SDTMCHECKS}: ae_aetoxgr",
    lacks="its grade",
)
def grade(evidence: Evidence) -> Iterator[Match]:
    """An adverse event without a grade; none is assumed."""
    for event in evidence.case.of_kind(AdverseEvent):
        if event.grade is None:
            yield Match(
                (event.id,),
                f"The grade of {named(event)} is not stated.",
                field="grade",
            )


@declared(
    "ctcae-version",
    Severity.NOTE,
    AdverseEvent,
    settle="Enter the edition; grades of some terms changed between them.",
    source=f"{SDTMCHECKS}: ts_aedict",
)
def ctcae_version(evidence: Evidence) -> Iterator[Match]:
    """A grade of which the edition of the criteria is unknown."""
    for event in evidence.case.of_kind(AdverseEvent):
        if event.grade is not None and event.ctcae_version is None:
            yield Match(
                (event.id,),
                f"{named(event)}: the edition of CTCAE is not stated.",
                field="ctcae_version",
            )


@declared(
    "value",
    Severity.MISSING,
    Finding,
    settle="Enter the measured value with its unit, and the date.",
    source=f"{SDTMCHECKS}: lb_lbstresn_missing",
    lacks="its value",
)
def measured_value(evidence: Evidence) -> Iterator[Match]:
    """A laboratory or biomarker finding in words, without any number."""
    for finding in evidence.case.of_kind(Finding):
        if finding.type in _MEASURED and not finding.figure_only:
            result = finding.result or ""
            if _NUMBER.search(result) or _CATEGORY.search(result):
                continue
            undated = "" if finding.date.known else ", nor its date"
            yield Match(
                (finding.id,),
                f"No value is recorded{undated}: {named(finding)}.",
                field="result",
            )


@declared(
    "figure-only",
    Severity.MISSING,
    Record,
    settle="Ask for the values; do not read them off the figure.",
)
def figure_only(evidence: Evidence) -> Iterator[Match]:
    """Values that the source shows in a figure and does not write."""
    for record in evidence.recorded:
        if record.figure_only:
            words = "the values that stand in a figure only"
            about = record.id
            if isinstance(record, Finding):
                about = series_id(evidence.case, record)
            yield Match(
                (record.id,),
                f"The values stand in a figure only: {named(record)}.",
                gap=Gap(about, words),
            )


@declared(
    "undefined-grade",
    Severity.CONFLICT,
    AdverseEvent,
    settle="Check the grade, the term and the edition.",
    blocks=(Number.SAFETY,),
    source="CTCAE, the table of the stated edition",
)
def undefined_grade(evidence: Evidence) -> Iterator[Match]:
    """A grade that the stated edition of CTCAE does not define for its term.

    Source: the edition's own table of terms. Where it is not at hand, nothing is asked.
    """
    for event in evidence.case.of_kind(AdverseEvent):
        edition = event.ctcae_version
        if event.grade is None or edition is None:
            continue
        known = find_ctcae_term(event.term, edition.value)
        if known and event.grade not in known.grades:
            grades = ", ".join(map(str, sorted(known.grades)))
            yield Match(
                (event.id,),
                f"{named(event)}: CTCAE {edition.value} has the grades {grades} "
                f"of {known.term} and no grade {event.grade}.",
                field="grade",
            )


@declared(
    "series",
    Severity.MISSING,
    Result,
    settle="Enter the further values with their dates.",
    blocks=(Number.MARKERS,),
)
def marker_series(evidence: Evidence) -> Iterator[Match]:
    """A marker with a single value, of which no change can be computed."""
    series: dict[str, list[Result]] = defaultdict(list)
    for result in marker_results(evidence.case):
        series[analyte_name(result.analyte)].append(result)
    for marker, results in series.items():
        if len(results) == 1:
            yield Match(
                (results[0].id,),
                f"{marker} has 1 value, so no lowest value, change or doubling "
                "time can be computed.",
                gap=Gap(series_id(evidence.case, results[0]), "its further values"),
            )


@declared(
    "mixed-assays",
    Severity.NOTICE,
    Result,
    settle="If they are one, give each result the same assay and unit.",
    blocks=(Number.MARKERS,),
    source=f"{SDTMCHECKS}: lb_lbstresu",
)
def mixed_assays(evidence: Evidence) -> Iterator[Match]:
    """One marker by several assays, or in units between which no factor is known."""
    measured: dict[tuple[str, str], list[MarkerSeries]] = defaultdict(list)
    for series in evidence.series:
        measured[series.marker, series.specimen].append(series)
    for (marker, specimen), apart in measured.items():
        if len(apart) > 1:
            yield Match(
                (*(series.values[-1].record for series in apart),),
                f"{marker} was measured by {len(apart)} assays or units, which "
                "are not compared with each other.",
                about=f"{marker} {specimen}".strip().replace(" ", "-"),
            )


@declared(
    "upper-limit",
    Severity.NOTE,
    Result,
    settle="Enter the upper limit that the laboratory gives.",
    source=f"{SDTMCHECKS}: lb_lbstnrlo_lbstnrhi",
)
def marker_limit(evidence: Evidence) -> Iterator[Match]:
    """Results of a marker without the upper limit of their assay."""
    without: dict[str, list[Result]] = defaultdict(list)
    for result in marker_results(evidence.case):
        if result.upper_limit is None:
            without[analyte_name(result.analyte)].append(result)
    for marker, results in without.items():
        unit = results[0].unit or ""
        limit = usual_limit(marker, unit, evidence.settings)
        use = "none is assumed"
        if limit is not None:
            use = f"a setting of {limit:.4g} is used"
        further = len(results) - 1
        also = f" and {further} further result{'s' * (further > 1)}" if further else ""
        yield Match(
            (*(result.id for result in results),),
            f"{named(results[0])}{also}: the upper limit of the assay is not "
            f"stated; {use}.",
            field="upper_limit",
        )


@declared(
    "biopsy-result",
    Severity.MISSING,
    LocalIntervention,
    Finding,
    Her2Test,
    settle="Enter the pathology finding and any test of the specimen.",
    source=f"{SDTMCHECKS}: mi_mispec",
    lacks="its result",
    needs=("finding.result", "her2_test.method", "specimen.histology"),
)
def biopsy_result(evidence: Evidence) -> Iterator[Match]:
    """A biopsy of which no result is recorded."""
    for biopsy in evidence.case.of_kind(LocalIntervention):
        if biopsy.type is not InterventionKind.BIOPSY:
            continue
        if not any(_same_place(biopsy, r) for r in _specimen_results(evidence)):
            yield Match((biopsy.id,), f"No result of the {named(biopsy)} is recorded.")


def _specimen_results(evidence: Evidence) -> Iterator[Finding | Her2Test | Specimen]:
    yield from evidence.case.of_kind(Her2Test)
    yield from (s for s in evidence.case.of_kind(Specimen) if s.histology)
    for finding in evidence.case.of_kind(Finding):
        if finding.type is FindingKind.PATHOLOGY:
            yield finding


def _same_place(
    biopsy: LocalIntervention, result: Finding | Her2Test | Specimen
) -> bool:
    site = result.specimen_site if isinstance(result, Her2Test) else result.site
    same_lesion = biopsy.lesion is not None and biopsy.lesion == result.lesion
    return same_lesion or (site is not None and site == biopsy.site)
