"""iRECIST: progression counts when it is confirmed, from the day it was first seen.

Source: Seymour 2017, Lancet Oncol 18:e143-e152, tables 2 and 3. iUPD is confirmed
(iCPD) by further growth four weeks later, is reset by a later iSD, iPR or iCR, and the
progression is that of the first iUPD that was confirmed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.case.chronology import Chronology
from timeline.case.response_vocabulary import Criteria, Response
from timeline.clinical.response.measured import MeasuredResponse

_IMMUNE = {
    Response.CR: Response.ICR,
    Response.PR: Response.IPR,
    Response.SD: Response.ISD,
    Response.NON_CR_NON_PD: Response.ISD,
    Response.PD: Response.IUPD,
}
_RESETS = (Response.CR, Response.PR, Response.SD, Response.NON_CR_NON_PD)
_FURTHER = 5.0
"""Millimetres by which targets, or new lesions, grow further for iCPD."""


def by_irecist(responses: Sequence[MeasuredResponse]) -> bool:
    """Whether the scans of a line were judged by iRECIST."""
    assessments = (a for r in responses for a in r.scan.assessments)
    return any(a.criteria is Criteria.IRECIST for a in assessments)


def immune_responses(
    chronology: Chronology, responses: Sequence[MeasuredResponse], days: int
) -> Iterator[MeasuredResponse]:
    """Turn the categories of one line and judge, in order, into those of iRECIST.

    Args:
        chronology: The bounds of the dates.
        responses: By RECIST 1.1.
        days: How long after iUPD a scan may confirm it.
    """
    first: MeasuredResponse | None = None
    last: MeasuredResponse | None = None
    for response in responses:
        category = response.category
        categories = tuple(_IMMUNE.get(c, c) for c in response.categories)
        immune = replace(response, categories=categories)
        if category is Response.PD and first is not None and last is not None:
            late = _days_between(chronology, first, response) >= days
            if late and _worse_than(last, response):
                immune = replace(
                    response, categories=(Response.ICPD,), dated_from=first.record
                )
            last = response
        elif category is Response.PD:
            first = last = response
        elif category in _RESETS:
            first = last = None
        yield immune


def _days_between(
    chronology: Chronology, first: MeasuredResponse, second: MeasuredResponse
) -> int:
    """The fewest days that the dates allow; negative where they are not known."""
    latest = chronology.when(first.record).latest
    earliest = chronology.when(second.record).earliest
    return -1 if latest is None or earliest is None else earliest - latest


def _worse_than(last: MeasuredResponse, now: MeasuredResponse) -> bool:
    """Whether disease grew further, or what had not progressed before did."""
    before, after = last.total, now.total
    compared = before and after and before.high is not None
    if compared and after.low - before.high >= _FURTHER:  # type: ignore[union-attr,operator]
        return True
    first_growth = now.grown and not last.grown
    return first_growth or bool(now.worse) or _more_new(last, now)


def _more_new(last: MeasuredResponse, now: MeasuredResponse) -> bool:
    """Whether a further lesion is new, or the new ones grew by 5 mm."""
    if any(a.new_lesion for a in now.scan.assessments) and last.new:
        return True
    before, after = _new_sizes(last), _new_sizes(now)
    if after.keys() - before.keys():
        return bool(last.new)
    return sum(after.values()) - sum(before.values()) >= _FURTHER


def _new_sizes(response: MeasuredResponse) -> dict[str, float]:
    new = [m for m in response.scan.measurements if m.id in response.new]
    return {m.lesion: response.scan.sizes[m.lesion][-1] for m in new if m.diameter}
