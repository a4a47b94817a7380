"""Folds the lanes of a group into one, for a picture with little room."""

from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from timeline.language.words import Words
from timeline.swimlane.event_lanes import STOPPING
from timeline.swimlane.model import Bar, Group, Lane, Mark, Swimlane, Tone
from timeline.swimlane.packing import packed
from timeline.swimlane.words import uncapitalised

T = TypeVar("T", Bar, Mark)
_NAMED = {Group.SYSTEMIC, Group.HER2, Group.LESIONS}
"""Groups in which only the title of a lane tells the drug, the method or the lesion."""


def folded(swimlane: Swimlane, groups: frozenset[Group]) -> Swimlane:
    """The same picture with one lane for each of these groups.

    What only the title of a lane said goes into the labels.
    """
    lanes: list[Lane] = []
    for group, members in groupby(swimlane.lanes, key=lambda lane: lane.group):
        mine = tuple(members)
        lanes += [_one(group, mine, swimlane.word)] if group in groups else mine
    return replace(swimlane, lanes=tuple(lanes))


def joined(swimlane: Swimlane) -> Swimlane:
    """The same picture with one lane for drugs of one line that are drawn alike.

    Each drug keeps its dose beside its name. One with a dose and one without share no
    lane: the dose would seem to be that of both.
    """
    lanes: list[Lane] = []
    for _, alike in groupby(enumerate(swimlane.lanes), key=_drawn):
        members = tuple(lane for _, lane in alike)
        lanes.append(_named_in_full(members) if len(members) > 1 else members[0])
    return replace(swimlane, lanes=tuple(lanes))


def _named_in_full(lanes: tuple[Lane, ...]) -> Lane:
    names = [f"{lane.title} {lane.subtitle}".strip() for lane in lanes]
    rest = map(uncapitalised, names[1:])
    return replace(lanes[0], title=" + ".join((names[0], *rest)), subtitle="")


def _drawn(numbered: tuple[int, Lane]) -> tuple[object, ...]:
    """What lanes that may be one have in common; any other lane has its own number."""
    number, lane = numbered
    if lane.group is not Group.SYSTEMIC or lane.marks or lane.folded:
        return (number,)
    bars = (replace(bar, record="", detail=()) for bar in lane.bars)
    return (bool(lane.subtitle), *bars)


def _one(group: Group, lanes: tuple[Lane, ...], word: Words) -> Lane:
    bars = tuple(_named(bar, lane, word) for lane in lanes for bar in lane.bars)
    marks = tuple(_named(mark, lane, word) for lane in lanes for mark in lane.marks)
    return packed(Lane(group, word.of(group), "", bars=bars, marks=marks, folded=True))


def _named(thing: T, lane: Lane, word: Words) -> T:
    if lane.group is Group.ADVERSE and lane.title == word(STOPPING):
        return replace(thing, label=word("label.stopping", label=thing.label))
    if lane.group not in _NAMED or lane.folded or thing.tone is Tone.LINE:
        return thing
    return replace(thing, label=f"{lane.title}: {thing.label}".removesuffix(": "))
