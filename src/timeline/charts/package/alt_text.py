"""The figure in words, for those who cannot see it."""

from collections.abc import Iterator

from timeline.charts.package.months import month_numbers, months
from timeline.swimlane.model import Bar, Certainty, Group, Lane, Series, Swimlane, Tone

_MOST = 1800
"""Characters after which a text that is read aloud helps nobody."""


def alt_text(swimlane: Swimlane) -> str:
    """What the figure shows, group by group, in one paragraph."""
    sentences = [*_opening(swimlane)]
    if swimlane.strip:
        told = _lane(swimlane.strip, swimlane)
        sentences.append(f"{told}.")
    for group in Group:
        lanes = [lane for lane in swimlane.lanes if lane.group is group]
        if lanes:
            told = "; ".join(_lane(lane, swimlane) for lane in lanes)
            sentences.append(f"{group.value}: {told}.")
    sentences += [_series(one) for one in swimlane.series]
    return _cut(sentences)


def _opening(swimlane: Swimlane) -> Iterator[str]:
    if swimlane.synthetic:
        yield "Synthetic data."
    yield f"Timeline of one patient's treatment in {len(swimlane.lanes)} lanes."
    if swimlane.time_zero_label:
        yield f"Month 0 is {swimlane.time_zero_label}."
    if swimlane.cutoff_label:
        yield f"{swimlane.cutoff_label} is marked by a dashed line."


def _lane(lane: Lane, swimlane: Swimlane) -> str:
    bars = [f"{_named(bar, lane)} {_bar(bar, swimlane)}".strip() for bar in lane.bars]
    marks = [
        " ".join(filter(None, (mark.label, _when(months(mark.at, swimlane)))))
        for mark in lane.marks
    ]
    told = ", ".join(filter(None, (*bars, *marks)))
    return told if lane.folded else f"{lane.title}: {told}"


def _named(bar: Bar, lane: Lane) -> str:
    """The label of a bar, where the title of its lane does not say what it is."""
    told = lane.folded or lane.group is Group.STATUS or bar.tone is Tone.BENCHMARK
    return bar.label if told else ""


def _bar(bar: Bar, swimlane: Swimlane) -> str:
    start, _ = month_numbers(bar.start, swimlane)
    _, end = month_numbers(bar.stop, swimlane)
    begun = "start not known" if start is None else f"from month {start}"
    if bar.ongoing:
        return f"{begun}, ongoing at the cut-off"
    if start is None or end is None:
        ended = "end not known" if end is None else f"over by month {end}"
        return f"{begun}, {ended}"
    span = f"months {start} to {end}" if start != end else f"month {start}"
    return span if bar.certainty is Certainty.DAY else f"within {span}"


def _when(text: str) -> str:
    if text.startswith(("by", "from")):
        word, number = text.split()
        return f"({word} month {number})"
    return f"(month {text})" if text else ""


def _series(series: Series) -> str:
    values = [point.value for point in series.points]
    span = f"{min(values):.10g}"
    if len(values) > 1:
        span += f" to {max(values):.10g}"
    count = f"{len(values)} value{'s' * (len(values) != 1)}"
    return f"{series.marker}: {count}, {span} {series.unit}."


def _cut(sentences: list[str]) -> str:
    told = sentences[0]
    for sentence in sentences[1:]:
        if len(told) + len(sentence) > _MOST:
            return f"{told} The rest stands in the timeline table."
        told = f"{told} {sentence}"
    return told
