"""What the export dialog calls options and files."""

from enum import Enum

from timeline.language.words import ENGLISH, Language
from timeline.sharing.keep import KeepOption
from timeline.swimlane.cohort.options import AlignOn, Curve, GroupBy, SegmentBy
from timeline.swimlane.model import Group

_VALUES: dict[type[Enum], dict[Enum, str]] = {
    # One for each vocabulary: words of two of them may be the same.
    AlignOn: {
        AlignOn.LINE: "start of a line",
        AlignOn.ANTI_HER2: "first anti-HER2 line",
    },
    SegmentBy: {
        SegmentBy.DRUG_CLASS: "a class of drugs",
        SegmentBy.LINE: "a line of therapy",
    },
    GroupBy: {GroupBy.NOTHING: "nothing", GroupBy.HER2: "HER2"},
    Curve: {Curve.OVERALL: "overall", Curve.PROGRESSION_FREE: "progression-free"},
    KeepOption: {
        KeepOption.DATES: "calendar dates",
        KeepOption.DAYS: "exact days, not months",
        KeepOption.AGE: "ages of 90 and over",
        KeepOption.CODE: "the study code",
        KeepOption.DRUGS: "names of drugs",
        KeepOption.MARKERS: "names of markers",
        KeepOption.GENES: "names of variants",
        KeepOption.ADVERSE_EVENTS: "adverse events",
        KeepOption.TEXT: "findings and reasons",
        KeepOption.SOURCES: "documents and places",
        KeepOption.AS_WRITTEN: "the source's own words",
        KeepOption.LABORATORIES: "laboratories, assays",
        KeepOption.TRIALS: "trials",
        KeepOption.SITES: "sides, names of lesions",
    },
}
EMPTY = {"since": "the beginning", "until": "the end", "title": "a general one"}
"""What holds where nothing is typed, if it is more than automatic."""
FILES = {
    "caption.md": "legend",
    "alt.txt": "figure in words",
    "timeline_table.csv": "CARE timeline",
    "timeline_table.md": "CARE timeline",
    "abbreviations.md": "for the legend",
    "data.csv": "what is drawn",
    "survival.csv": "the curve",
    "manifest.json": "versions, sums",
    "figure.html": "interactive page",
}
"""What stands in the files that have no size."""


def words_of(member: Enum) -> str:
    """What a value is called in the form."""
    if isinstance(member, Group | Language):
        return ENGLISH.of(member)
    return _VALUES.get(type(member), {}).get(member, str(member.value))
