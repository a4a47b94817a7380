"""Folds the lanes of a group into one, for a picture with little room."""

from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from timeline.language.words import Words
from timeline.swimlane.details import joined as joined_text
from timeline.swimlane.event_lanes import STOPPING
from timeline.swimlane.model import Bar, Group, Lane, Mark, Swimlane
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
    """The same picture with one lane for drugs of one line that are drawn alike."""
    lanes: list[Lane] = []
    for lane in swimlane.lanes:
        if lanes and _alike(lanes[-1], lane):
            title = f"{lanes[-1].title} + {uncapitalised(lane.title)}"
            subtitle = joined_text((lanes[-1].subtitle, lane.subtitle), " + ")
            lanes[-1] = replace(lanes[-1], title=title, subtitle=subtitle)
        else:
            lanes.append(lane)
    return replace(swimlane, lanes=tuple(lanes))


def _alike(one: Lane, other: Lane) -> bool:
    systemic = one.group is other.group is Group.SYSTEMIC
    return systemic and not one.marks and _drawn(one) == _drawn(other)


def _drawn(lane: Lane) -> tuple[Bar, ...]:
    return tuple(replace(bar, record="", detail=()) for bar in lane.bars)


def _one(group: Group, lanes: tuple[Lane, ...], word: Words) -> Lane:
    bars = tuple(_named(bar, lane, word) for lane in lanes for bar in lane.bars)
    marks = tuple(_named(mark, lane, word) for lane in lanes for mark in lane.marks)
    return packed(Lane(group, word.of(group), "", bars=bars, marks=marks, folded=True))


def _named(thing: T, lane: Lane, word: Words) -> T:
    if lane.group is Group.ADVERSE and lane.title == word(STOPPING):
        return replace(thing, label=word("label.stopping", label=thing.label))
    if lane.group not in _NAMED or lane.folded:
        return thing
    return replace(thing, label=f"{lane.title}: {thing.label}".removesuffix(": "))
