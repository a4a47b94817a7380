"""Lanes of events: local interventions, adverse events, findings, and by lesion."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TypeVar

from timeline.case.chronology import Bounds
from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.finding import Finding, Lesion
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.vocabulary import ActionTaken, FindingKind
from timeline.clinical.lesion_history import lesion_histories
from timeline.clinical.review import review
from timeline.swimlane.details import joined
from timeline.swimlane.marks import lane_of, mark, mark_or_bar
from timeline.swimlane.model import Bar, Group, Lane, Mark, Shape, Tone
from timeline.swimlane.placing import Placing
from timeline.swimlane.tones import intervention_style
from timeline.swimlane.words import capitalised

E = TypeVar("E", bound=Entry)
_LOCAL_TITLES = (
    "lane.surgery",
    "lane.ablation",
    "lane.radiotherapy",
    "lane.procedures",
)
_SEVERE = 3
STOPPING = "lane.stopping"
"""Key of the title of the lane of adverse events that ended a treatment."""
_ADVERSE_TITLES = (
    STOPPING,
    "lane.severe",
    "lane.mild",
    "lane.no_grade",
)
_DIAGNOSIS = "lane.diagnosis"
_FINDING_TITLES = {
    FindingKind.IMAGING: "lane.imaging",
    FindingKind.PATHOLOGY: "lane.pathology",
    FindingKind.LABORATORY: "lane.laboratory",
}
_CARE = "lane.care"


def local_lanes(placing: Placing, cutoff: Bounds) -> Iterator[Lane]:
    """One lane for each kind of local intervention."""
    records = placing.case.of_kind(LocalIntervention)
    yield from _lanes(
        Group.LOCAL, _LOCAL_TITLES, records, partial(_local, cutoff), placing
    )


def _local(
    cutoff: Bounds, placing: Placing, record: LocalIntervention
) -> tuple[str, Bar | Mark]:
    title, tone, shape = intervention_style(record.type)
    words = [record.label, _fractions(placing, record)]
    if not record.procedures or len(record.procedures) == 1:
        words.append(_short_site(record))
    label = capitalised(joined(words))
    return title, mark_or_bar(
        placing, record, tone=tone, shape=shape, label=label, cutoff=cutoff
    )


def _fractions(placing: Placing, record: LocalIntervention) -> str:
    dose = f"{record.dose_gy:g} Gy" if record.dose_gy else ""
    count = record.fractions
    parts = placing.word("label.fractions", count=count) if count else ""
    return joined((dose, parts), " ")


def _short_site(record: LocalIntervention) -> str:
    return (record.site or "").removesuffix(" gland")


def adverse_lanes(placing: Placing, cutoff: Bounds) -> Iterator[Lane]:
    """One lane for events that led to stopping, then one for each severity."""
    records = placing.case.of_kind(AdverseEvent)
    yield from _lanes(
        Group.ADVERSE, _ADVERSE_TITLES, records, partial(_adverse, cutoff), placing
    )


def _adverse(
    cutoff: Bounds, placing: Placing, record: AdverseEvent
) -> tuple[str, Bar | Mark]:
    stopping, severe, mild, unknown = _ADVERSE_TITLES
    if record.action is ActionTaken.STOPPED:
        title = stopping
    elif record.grade is None:
        title = unknown
    else:
        title = severe if record.grade >= _SEVERE else mild
    label = capitalised(record.label)
    tone, shape = Tone.ADVERSE_EVENT, Shape.UP
    return title, mark_or_bar(
        placing, record, tone=tone, shape=shape, label=label, cutoff=cutoff
    )


def finding_lanes(placing: Placing) -> Iterator[Lane]:
    """Diagnosis, then one lane for each kind of finding."""
    diagnoses = placing.case.of_kind(Diagnosis)
    yield from _lanes(
        Group.FINDINGS, (_DIAGNOSIS,), diagnoses, _diagnosis_mark, placing
    )
    findings = [f for f in placing.case.of_kind(Finding) if f.type in _FINDING_TITLES]
    titles = tuple(_FINDING_TITLES.values())
    yield from _lanes(Group.FINDINGS, titles, findings, _finding_mark, placing)
    care = [f for f in placing.case.of_kind(Finding) if f.type is FindingKind.CARE]
    yield from _lanes(Group.CARE, (_CARE,), care, _finding_mark, placing)


def _diagnosis_mark(placing: Placing, record: Diagnosis) -> tuple[str, Mark]:
    stated = record.stated_stage
    stage = placing.word("label.stage", stage=stated) if stated else ""
    label = capitalised(joined((record.label, record.tnm, stage)))
    return _DIAGNOSIS, mark(
        placing, record, tone=Tone.FINDING, shape=Shape.TICK, label=label
    )


def _finding_mark(placing: Placing, record: Finding) -> tuple[str, Mark]:
    title = _FINDING_TITLES.get(record.type, _CARE)
    tone = Tone.CARE if title == _CARE else Tone.FINDING
    text = joined((record.method, record.result), ": ")
    label = capitalised(text or placing.word(title))
    return title, mark(placing, record, tone=tone, shape=Shape.TICK, label=label)


def lesion_lanes(
    placing: Placing, lanes: tuple[Lane, ...], *, narrative: bool
) -> Iterator[Lane]:
    """Collect the bars and marks of each lesion from the lanes of a picture.

    Args:
        placing: Places the records of the case.
        lanes: Every lane of the picture, those that are not drawn included.
        narrative: Whether the order of the sentences counts.
    """
    drawn = {event.record: event for lane in lanes for event in lane.events}
    lesions = placing.case.of_kind(Lesion)
    names = Counter(lesion.name for lesion in lesions)
    histories = lesion_histories(
        review(placing.case, accept_narrative=narrative, settings=placing.settings)
    )
    for number, history in enumerate(histories, start=1):
        lesion = history.lesion
        several = names[lesion.name] > 1
        title = f"{lesion.name} {number}" if several else lesion.name
        seen = [drawn[e.record] for e in history.events if e.record in drawn]
        organ = lesion.organ or ""
        known = all(word in title.casefold() for word in organ.casefold().split()[:1])
        subtitle = "" if known else organ
        events = [replace(event, row=0) for event in seen]
        sizes = _size_marks(placing, lesion)
        yield lane_of(Group.LESIONS, title, subtitle, (*events, *sizes))


def _size_marks(placing: Placing, lesion: Lesion) -> Iterator[Mark]:
    """Each measurement of a lesion, with its size or what became of it."""
    measured = placing.case.of_kind(LesionMeasurement)
    for record in placing.chronology.in_order(
        measurement for measurement in measured if measurement.lesion == lesion.id
    ):
        label = capitalised(record.label)
        yield mark(placing, record, tone=Tone.FINDING, shape=Shape.TICK, label=label)


def _lanes(
    group: Group,
    titles: Iterable[str],
    records: Iterable[E],
    draw: Callable[[Placing, E], tuple[str, Bar | Mark]],
    placing: Placing,
) -> Iterator[Lane]:
    """Lanes with these titles, given by their keys, in this order."""
    by_title: dict[str, list[Bar | Mark]] = {title: [] for title in titles}
    for record in placing.chronology.in_order(records):
        title, drawn = draw(placing, record)  # type: ignore[arg-type]
        by_title[title].append(drawn)
    for title, events in by_title.items():
        yield lane_of(group, placing.word(title), "", events)
