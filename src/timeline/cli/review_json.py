"""The review of a case as JSON with keys that stay the same."""

import datetime as dt
from typing import Any

from timeline.case.chronology import Bounds
from timeline.case.record import Entry
from timeline.case.records.finding import Lesion
from timeline.clinical.endpoints.case_endpoints import Endpoint, LineEndpoints
from timeline.clinical.her2.ledger import LedgerEntry
from timeline.clinical.markers.metrics import MarkerPanel
from timeline.clinical.queries.query import Query
from timeline.clinical.review import Review
from timeline.clinical.staging import StageResult


def review_as_json(review: Review) -> dict[str, Any]:
    """Everything that `timeline show` prints, as plain dictionaries and lists.

    Days are given as ISO dates, or as day numbers in a case without a calendar.
    """
    return {
        "patient": _record(review.case.patient),
        "lines": [_line(review, line) for line in review.endpoints.lines],
        "endpoints": _endpoints(review),
        "counts": _counts(review),
        "her2": _her2(review),
        "markers": [_marker(review, panel) for panel in review.markers],
        "staging": [_stage(stage) for stage in review.staging],
        "queries": [_query(query) for query in review.queries],
        "accepts_narrative": review.chronology.accept_narrative,
    }


def _endpoints(review: Review) -> dict[str, Any]:
    found = review.endpoints
    return {
        "os": duration(found.survival),
        "follow_up": duration(found.follow_up),
        "dfs": duration(found.disease_free),
        "anti_her2_free": [
            {
                "from_line": item.from_line,
                "to_line": item.to_line,
                "longer_than_days": item.limit_days,
                "longer": item.exceeds,
                **duration(item.endpoint),
            }
            for item in found.anti_her2_free
        ],
    }


def _counts(review: Review) -> dict[str, Any]:
    count = review.endpoints.count
    return {
        "systemic_lines": count.total,
        "lines_of_therapy": list(count.alternatives),
        "anti_her2_lines": len(count.anti_her2_lines),
        "anti_her2_agents": len(count.anti_her2_drugs),
        "anti_her2_drugs": list(count.anti_her2_drugs),
        "local_interventions": len(review.local_treatments),
        "lesions": [
            {
                "lesion": lesion.id,
                "name": lesion.name,
                "local_interventions": len(review.treatments_of(lesion)),
            }
            for lesion in review.case.of_kind(Lesion)
        ],
    }


def _her2(review: Review) -> dict[str, Any]:
    return {
        "current": review.her2.status,
        "tests": [_test(entry) for entry in review.her2.entries],
        "changes": [
            {
                "tests": list(change.records),
                "loss_of_positivity": change.positivity,
                "loss_of_overexpression": change.overexpression,
                "trend": change.trend,
                "rule": change.rule,
            }
            for change in review.her2.changes
        ],
    }


def _stage(stage: StageResult) -> dict[str, Any]:
    return {
        "diagnosis": stage.diagnosis,
        "stated": stage.stated,
        "computed": list(stage.computed),
        "agreement": stage.agreement,
        "reason": stage.reason,
        "alternatives": [
            {"group": each.group, "why": each.why} for each in stage.alternatives
        ],
        "rule": stage.rule,
    }


def _query(query: Query) -> dict[str, Any]:
    return {
        "key": query.key,
        "severity": query.severity,
        "state": query.state,
        "text": query.text,
        "settle": query.settle,
        "records": list(query.records),
        "field": query.field,
        "reason": query.reason,
    }


def duration(endpoint: Endpoint) -> dict[str, Any]:
    """An endpoint: its range in months, its censoring and what was reported."""
    return {
        "months_min": endpoint.months_min,
        "months_max": endpoint.months_max,
        "months_calendar": endpoint.months_calendar,
        "censored": endpoint.censored,
        "reason": endpoint.reason,
        "reported": endpoint.reported,
        "agreement": endpoint.agreement,
        "gap": endpoint.gap,
        "rule": endpoint.rule,
        "from": endpoint.start,
        "to": endpoint.end,
        "records": list(endpoint.records),
        "uses_narrative": endpoint.uses_narrative,
    }


def _line(review: Review, line: LineEndpoints) -> dict[str, Any]:
    first, last = line.parts[0], line.parts[-1]
    return {
        "number": line.number,
        "parts": [part.label for part in line.parts],
        "class": first.line_class,
        "why": [part.why for part in line.parts],
        "flags": [flag.value for flag in first.flags],
        "rechallenge": list(first.rechallenged),
        "override_reason": first.line.override_reason,
        "regimen": first.line.regimen,
        "setting": first.line.setting,
        "start": _when(review, first.line.id, "start"),
        "stop": _when(review, last.line.id, "stop"),
        "ongoing": last.line.ongoing,
        "cycles": first.line.cycles,
        "stop_reason": last.line.stop_reason,
        "stop_detail": last.line.stop_detail,
        "best_response": line.best_response.text,
        "time_on_treatment": duration(line.on_treatment),
        "pfs": duration(line.progression_free),
        "ttnt": duration(line.to_next_treatment),
        "ttp": duration(line.to_progression),
        "pfs2": duration(line.progression_free_2),
        "ttf": duration(line.to_failure),
        "os": duration(line.survival),
        "dor": duration(line.response_duration),
        "duration_of_sd": duration(line.stable_duration),
        "treatment_free": duration(line.treatment_free)
        if line.treatment_free
        else None,
    }


def _when(review: Review, record_id: str, field: str) -> dict[str, Any]:
    record = review.case.get(record_id)
    stated = "" if record is None else getattr(record, field).canonical
    bounds = review.chronology.bounds(f"{record_id}.{field}")
    return {"stated": stated, **_bounds(review, bounds)}


def _bounds(review: Review, bounds: Bounds) -> dict[str, Any]:
    return {
        "earliest": _day(review, bounds.earliest),
        "latest": _day(review, bounds.latest),
    }


def _day(review: Review, day: int | None) -> str | int | None:
    if day is None or review.case.relative:
        return day
    return dt.date.fromordinal(day).isoformat()


def _test(entry: LedgerEntry) -> dict[str, Any]:
    found = entry.classification
    return {
        "test": entry.test.id,
        "specimen_date": entry.test.specimen_date.canonical,
        "assay_date": entry.test.assay_date.canonical,
        "method": entry.test.method,
        "value": entry.test.value,
        "reported": found.reported,
        "class_by_rule": found.her2_class,
        "her2_low": found.her2_low,
        "rule_set": found.rule_set,
        "rule": found.rule,
        "inputs_missing": list(found.inputs_missing),
        "warnings": [warning.message for warning in found.warnings],
        "placing": entry.placing,
        "before_line": entry.before_line,
        "after_line": entry.after_line,
    }


def _marker(review: Review, panel: MarkerPanel) -> dict[str, Any]:
    return {
        "marker": panel.series.marker,
        "assay": panel.series.assay,
        "unit": panel.series.unit,
        "values": [
            {
                "record": reading.value.record,
                "value": reading.value.value,
                "comparator": reading.value.comparator,
                "fold": reading.fold,
                "limit": reading.value.limit,
                "limit_is_setting": reading.value.limit_is_setting,
                "normalised": reading.normalised,
                **_bounds(review, reading.value.when),
            }
            for reading in panel.readings
        ],
        "baseline": panel.baseline.text if panel.baseline else None,
        "nadir": panel.nadir_text,
        "change": panel.change_text,
        "tempo": panel.tempo_text,
        "slope": panel.slope_text,
        "progression_flag": panel.progression_text,
        "warnings": list(panel.warnings),
    }


def _record(record: Entry) -> dict[str, Any]:
    return {
        name: value
        for name, value in record.model_dump(mode="json").items()
        if value not in (None, "", [])
    }
