"""Results without a value, a grade or a date."""

import re
from collections import defaultdict
from collections.abc import Iterator

from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.finding import Finding
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.result import Result
from timeline.case.vocabulary import FindingKind, InterventionKind
from timeline.clinical.catalogues.ctcae import find_ctcae_term
from timeline.clinical.catalogues.terms import marker_name
from timeline.clinical.markers.series import MarkerSeries, usual_limit
from timeline.clinical.markers.series import marker_series as all_series
from timeline.clinical.queries.query import Query, Severity, ask
from timeline.clinical.queries.rules.evidence import Evidence, named
from timeline.clinical.results import marker_results

_MEASURED = (FindingKind.BIOMARKER, FindingKind.LABORATORY)
_CATEGORY = re.compile(
    r"\b(MSS|MSI|[dp]MMR|wild[- ]?type|mutat\w*|fusion|amplif\w*)\b", re.IGNORECASE
)
"""Results that are complete without a number."""
_NUMBER = re.compile(r"(?<![\w-])[<>]?\d")


def grade(evidence: Evidence) -> Iterator[Query]:
    """An adverse event without a grade; none is assumed."""
    for event in evidence.case.of_kind(AdverseEvent):
        if event.grade is None:
            yield ask(
                "grade",
                Severity.MISSING,
                event.id,
                field="grade",
                text=f"The grade of {named(event)} is not stated.",
                settle="Enter the CTCAE grade, if the source or the chart gives one.",
            )


def ctcae_version(evidence: Evidence) -> Iterator[Query]:
    """A grade of which the edition of the criteria is unknown."""
    for event in evidence.case.of_kind(AdverseEvent):
        if event.grade is not None and event.ctcae_version is None:
            yield ask(
                "ctcae-version",
                Severity.MISSING,
                event.id,
                field="ctcae_version",
                text=f"{named(event)}: the edition of CTCAE is not stated.",
                settle="Enter the edition; grades of some terms changed between them.",
            )


def measured_value(evidence: Evidence) -> Iterator[Query]:
    """A laboratory or biomarker finding in words, without any number."""
    for finding in evidence.case.of_kind(Finding):
        if finding.type in _MEASURED and not finding.figure_only:
            result = finding.result or ""
            if _NUMBER.search(result) or _CATEGORY.search(result):
                continue
            undated = "" if finding.date.known else ", nor its date"
            yield ask(
                "value",
                Severity.MISSING,
                finding.id,
                field="result",
                text=f"No value is recorded{undated}: {named(finding)}.",
                settle="Enter the measured value with its unit, and the date.",
            )


def figure_only(evidence: Evidence) -> Iterator[Query]:
    """Values that the source shows in a figure and does not write."""
    for record in evidence.recorded:
        if record.figure_only:
            yield ask(
                "figure-only",
                Severity.MISSING,
                record.id,
                text=f"The values stand in a figure only: {named(record)}.",
                settle="Ask for the values; do not read them off the figure.",
            )


def undefined_grade(evidence: Evidence) -> Iterator[Query]:
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
            yield ask(
                "undefined-grade",
                Severity.CONFLICT,
                event.id,
                field="grade",
                text=f"{named(event)}: CTCAE {edition.value} has the grades {grades} "
                f"of {known.term} and no grade {event.grade}.",
                settle="Check the grade, the term and the edition.",
            )


def marker_series(evidence: Evidence) -> Iterator[Query]:
    """A marker with a single value, of which no change can be computed."""
    series: dict[str, list[Result]] = defaultdict(list)
    for result in marker_results(evidence.case):
        series[marker_name(result.analyte)].append(result)
    for marker, results in series.items():
        if len(results) == 1:
            yield ask(
                "series",
                Severity.MISSING,
                results[0].id,
                text=f"{marker} has 1 value, so no lowest value, change or doubling "
                "time can be computed.",
                settle="Enter the further values with their dates.",
            )


def mixed_assays(evidence: Evidence) -> Iterator[Query]:
    """One marker by several assays, or in units between which no factor is known."""
    by_marker: dict[str, list[MarkerSeries]] = defaultdict(list)
    measured = all_series(evidence.case, evidence.chronology, evidence.settings)
    for series in measured:
        by_marker[series.marker].append(series)
    for marker, apart in by_marker.items():
        if len(apart) > 1:
            yield ask(
                "mixed-assays",
                Severity.NOTICE,
                *(series.values[-1].record for series in apart),
                about=marker.replace(" ", "-"),
                text=f"{marker} was measured by {len(apart)} assays or units, which "
                "are not compared with each other.",
                settle="If they are one, give each result the same assay and unit.",
            )


def marker_limit(evidence: Evidence) -> Iterator[Query]:
    """Results of a marker without the upper limit of their assay."""
    without: dict[str, list[Result]] = defaultdict(list)
    for result in marker_results(evidence.case):
        if result.upper_limit is None:
            without[marker_name(result.analyte)].append(result)
    for marker, results in without.items():
        unit = results[0].unit or ""
        limit = usual_limit(marker, unit, evidence.settings)
        use = "none is assumed"
        if limit is not None:
            use = f"a setting of {limit:.4g} is used"
        further = len(results) - 1
        also = f" and {further} further result{'s' * (further > 1)}" if further else ""
        yield ask(
            "upper-limit",
            Severity.NOTICE,
            *(result.id for result in results),
            field="upper_limit",
            text=f"{named(results[0])}{also}: the upper limit of the assay is not "
            f"stated; {use}.",
            settle="Enter the upper limit that the laboratory gives.",
        )


def biopsy_result(evidence: Evidence) -> Iterator[Query]:
    """A biopsy of which no result is recorded."""
    for biopsy in evidence.case.of_kind(LocalIntervention):
        if biopsy.type is not InterventionKind.BIOPSY:
            continue
        if not any(_same_place(biopsy, r) for r in _specimen_results(evidence)):
            yield ask(
                "biopsy-result",
                Severity.MISSING,
                biopsy.id,
                text=f"No result of the {named(biopsy)} is recorded.",
                settle="Enter the pathology finding and any test of the specimen.",
            )


def _specimen_results(evidence: Evidence) -> Iterator[Finding | Her2Test]:
    yield from evidence.case.of_kind(Her2Test)
    for finding in evidence.case.of_kind(Finding):
        if finding.type is FindingKind.PATHOLOGY:
            yield finding


def _same_place(biopsy: LocalIntervention, result: Finding | Her2Test) -> bool:
    site = result.site if isinstance(result, Finding) else result.specimen_site
    same_lesion = biopsy.lesion is not None and biopsy.lesion == result.lesion
    return same_lesion or (site is not None and site == biopsy.site)
