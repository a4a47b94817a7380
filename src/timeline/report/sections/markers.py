"""Tumour markers: where each began, how low it came, how it moved, line by line."""

from collections.abc import Iterator
from typing import Any

from timeline.case.records.result import Result
from timeline.clinical.course.judgements import when_in_words
from timeline.clinical.markers.by_line import LineMarker
from timeline.clinical.markers.change import MarkerChange, Tempo
from timeline.clinical.markers.metrics import MarkerPanel, ValueReading
from timeline.clinical.markers.progression import MarkerAnswer, MarkerProgression
from timeline.clinical.review import Review
from timeline.report.document import (
    Emphasis,
    ReportSection,
    Sentence,
    Table,
    TableColumn,
    TableRow,
)
from timeline.report.fields import stated_beside
from timeline.report.plain_data import bounds_data

_COLUMNS = (
    TableColumn("Date", 30),
    TableColumn("Value", 20),
    TableColumn("Against the upper limit", 40, grows=True),
    TableColumn("From nadir", 10, rank=1),
    TableColumn("Details", 40, rank=2),
)


def markers_section(review: Review) -> ReportSection:
    """Every series with its values."""
    parts: list[Sentence | Table] = []
    if not review.markers:
        parts.append(Sentence("No marker result is recorded."))
    for panel in review.markers:
        parts += [*_panel(review, panel), _values(review, panel)]
    data = {"markers": [_data(review, panel) for panel in review.markers]}
    return ReportSection("Markers", tuple(parts), data=data)


def _panel(review: Review, panel: MarkerPanel) -> Iterator[Sentence]:
    series = panel.series
    count = len(series.values)
    title = f"{series.name}, {series.unit}, {count} value{'s' * (count != 1)}"
    yield Sentence(title, emphasis=Emphasis.HEADING)
    if series.converted:
        yield Sentence(f"values in {', '.join(series.converted)} are converted", 1)
    if panel.baseline:
        fold = panel.readings[0].fold_text
        yield Sentence(f"baseline {panel.baseline.text}, {fold}", 1)
    yield from _by_line(review, panel)
    metrics = {
        "lowest value": panel.nadir_text,
        "change (first to last value)": panel.change_text,
    }
    if len(set(metrics.values())) == 1:
        yield Sentence(f"{', '.join(metrics)}: {panel.nadir_text}", 1)
    else:
        yield from (Sentence(f"{name}: {text}", 1) for name, text in metrics.items())
    yield from (Sentence(text, 1, Emphasis.WARNING) for text in panel.warnings)


def _by_line(review: Review, panel: MarkerPanel) -> Iterator[Sentence]:
    number = {
        part.line.id: line.number
        for line in review.endpoints.lines
        for part in line.parts
    }
    for in_line in panel.lines:
        silent = in_line.progression.answer is MarkerAnswer.NOT_EVALUATED
        if silent and in_line.baseline is None and in_line.nadir is None:
            continue
        name = f"line {number[in_line.line]}" if in_line.line else "whole course"
        yield Sentence(f"{name}: {', '.join(_metrics(in_line))}", 1)
        progression = in_line.progression.in_words(relative=review.case.relative)
        yield Sentence(f"marker progression (not RECIST): {progression}", 2)


def _metrics(in_line: LineMarker) -> Iterator[str]:
    yield in_line.headline
    yield f"baseline {in_line.baseline_text}"
    if in_line.greatest_fall:
        yield f"greatest fall from baseline {in_line.greatest_fall.text}"
    if in_line.from_baseline and in_line.from_baseline != in_line.greatest_fall:
        yield f"from baseline {in_line.from_baseline.text}"
    if in_line.tempo and in_line.tempo.halving is not None:
        yield f"last two values {in_line.tempo.text}"
    if in_line.slope and in_line.slope.per_day is not None:
        yield f"trend {in_line.slope.text}"


def _values(review: Review, panel: MarkerPanel) -> Table:
    rows, sentences = [], []
    for reading in panel.readings:
        record = review.case.get(reading.value.record)
        if isinstance(record, Result):
            when = when_in_words(review, record, "date")
            risen = reading.from_nadir.text if reading.from_nadir else "-"
            value = _value(panel, reading, record)
            details = _details(review, panel, record, value)
            cells = (when, value, reading.fold_text, risen, details)
            rows.append(TableRow(cells, records=(record.id,)))
            words = "; ".join(filter(None, (f"{when}: {value}", details)))
            sentences.append(Sentence(words, 2))
    heading = Sentence("values", 1)
    return Table("", _COLUMNS, tuple(rows), sentences=(heading, *sentences))


def _value(panel: MarkerPanel, reading: ValueReading, record: Result) -> str:
    """A value in the unit of its series; as reported too, where that is another."""
    unit = panel.series.unit
    if record.value == reading.value.value:
        return reading.value.text + (f" ({record.words})" if record.words else "")
    return f"{reading.value.text} {unit} ({record.amount})".replace("  ", " ")


def _details(review: Review, panel: MarkerPanel, record: Result, value: str) -> str:
    """What else the report of a value says."""
    series = panel.series
    heading = f"{record.analyte} {series.assay} {series.unit} {value}"
    return stated_beside(review.case, record, heading)


def _data(review: Review, panel: MarkerPanel) -> dict[str, Any]:
    return {
        "marker": panel.series.marker,
        "assay": panel.series.assay,
        "specimen": panel.series.specimen,
        "unit": panel.series.unit,
        "converted": list(panel.series.converted),
        "values": [_value_data(review, reading) for reading in panel.readings],
        "baseline": panel.baseline.text if panel.baseline else None,
        "nadir": panel.nadir_text,
        "change": panel.change_text,
        "lines": [_line_data(review, in_line) for in_line in panel.lines],
        "warnings": list(panel.warnings),
    }


def _line_data(review: Review, in_line: LineMarker) -> dict[str, Any]:
    return {
        "line": in_line.line,
        "baseline": in_line.baseline_text,
        "nadir": in_line.nadir_text,
        "fold": in_line.fold_text,
        "fold_min": in_line.fold.low if in_line.fold else None,
        "fold_max": in_line.fold.high if in_line.fold else None,
        "from_baseline": _change_text(in_line.from_baseline),
        "greatest_fall": _change_text(in_line.greatest_fall),
        **_tempo_data(in_line.tempo),
        "slope_per_day": in_line.slope.per_day if in_line.slope else None,
        "progression": _progression_data(review, in_line.progression),
    }


def _progression_data(review: Review, progression: MarkerProgression) -> dict[str, Any]:
    rule = progression.rule
    return {
        "answer": progression.answer,
        "rule": rule.name if rule else None,
        "source": rule.source if rule else None,
        "reason": progression.reason,
        "query": progression.query or None,
        "records": list(progression.records),
        **bounds_data(review, progression.when),
    }


def _value_data(review: Review, reading: ValueReading) -> dict[str, Any]:
    return {
        "record": reading.value.record,
        "value": reading.value.value,
        "comparator": reading.value.comparator,
        "fold": reading.fold,
        "limit": reading.value.limit,
        "limit_is_setting": reading.value.limit_is_setting,
        "normalised": reading.normalised,
        "from_baseline": _change_text(reading.from_baseline),
        "from_nadir": _change_text(reading.from_nadir),
        **bounds_data(review, reading.value.when),
    }


def _change_text(change: MarkerChange | None) -> str | None:
    return change.text if change else None


def _tempo_data(tempo: Tempo | None) -> dict[str, Any]:
    """How fast, in days; `halving` is false for a doubling time."""
    return {
        "tempo_days_min": tempo.days_min if tempo else None,
        "tempo_days_max": tempo.days_max if tempo else None,
        "halving": tempo.halving if tempo else None,
    }
