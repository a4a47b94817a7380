"""What a swimlane is made of, without pixels, cells or colours.

Every renderer draws exactly what stands here, in this order, so that the terminal,
the page and the printed figure are one picture. A position in time is a pair of days:
what is exact has two equal ones. Of a case without any date the order of events is
drawn, in columns of equal width; a column then takes the room of a day.
"""

from dataclasses import dataclass, field

from timeline.case.chronology import Bounds
from timeline.language.words import Language, Words
from timeline.swimlane.group import Group
from timeline.swimlane.looks import (
    DRUG_TONES,
    FIRM,
    UNLABELLED,
    Certainty,
    Shape,
    Tone,
)
from timeline.swimlane.time_axis import AxisKind, TimeAxis
from timeline.swimlane.value_scale import ValueScale, linear_scale, log_scale

__all__ = [
    "DRUG_TONES",
    "FIRM",
    "UNLABELLED",
    "Bar",
    "Certainty",
    "Group",
    "Lane",
    "Listed",
    "Mark",
    "Point",
    "Series",
    "Shape",
    "Swimlane",
    "Tone",
    "Undated",
]
_FEW_VALUES = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that lasts."""

    record: str
    """Id of the record that it draws."""
    start: Bounds
    """Days between which it begins."""
    stop: Bounds
    """Days between which it ends."""
    tone: Tone
    """What it means; of several classes of drugs, that of the drug named first."""
    certainty: Certainty
    """The weaker of its two ends; an ongoing or unknown end does not count."""
    label: str
    """What stands in or beside it; empty for none."""
    detail: tuple[tuple[str, str], ...]
    """Names and values for a hover or a detail panel: dates, dose, source."""
    ongoing: bool = False
    """Whether it goes on at the cut-off; only then is it drawn with an arrow."""
    unknown_end: bool = False
    """Whether its end is not known, which is not the same as ongoing."""
    row: int = 0
    """Row within its lane, from 0."""
    cut_start: bool = False
    """Whether it began before the part of the time that is shown."""
    cut_end: bool = False
    """Whether it goes on after the part of the time that is shown."""
    further: tuple[Tone, ...] = ()
    """The other classes of drugs given in it, in the order in which they are named."""

    @property
    def tones(self) -> tuple[Tone, ...]:
        """All that it means: a renderer draws each of them."""
        return (self.tone, *self.further)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happens on one day."""

    record: str
    """Id of the record that it draws."""
    at: Bounds
    """Days between which it happened."""
    tone: Tone
    shape: Shape
    certainty: Certainty
    label: str
    """What stands beside it."""
    detail: tuple[tuple[str, str], ...]
    """Names and values for a hover or a detail panel."""
    row: int = 0
    """Row within its lane, from 0."""
    cut_start: bool = False
    """Whether it may lie before the part of the time that is shown."""
    cut_end: bool = False
    """Whether it may lie after the part of the time that is shown."""

    @property
    def tones(self) -> tuple[Tone, ...]:
        """What it means, as that of a bar is asked for."""
        return (self.tone,)


@dataclass(frozen=True, slots=True)
class Lane:
    """One track: a drug, or events of one kind."""

    group: Group
    title: str
    """What it is: the drug, or the kind of event."""
    subtitle: str
    """What qualifies it, such as dose and schedule; may be empty."""
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    rows: int = 1
    """Rows that its bars and marks take."""
    folded: bool = False
    """Whether it stands for all lanes of its group, whose name is then its title."""

    @property
    def events(self) -> tuple[Bar | Mark, ...]:
        """All that stands in it: what lasts, then what happened on one day."""
        return (*self.bars, *self.marks)

    def named(self, label: str) -> str:
        """A label with the title of the lane, which it may repeat."""
        return label if label == self.title else f"{self.title}: {label}"


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a marker."""

    record: str
    at: Bounds
    value: float
    comparator: str
    """`=`, `<`, `<=`, `>` or `>=`."""
    certainty: Certainty
    label: str
    """The value as reported, such as `<0.6 U/mL`."""
    detail: tuple[tuple[str, str], ...]
    disputed: bool = False
    """Whether another value of its day says something else, and the query is open."""

    @property
    def direction(self) -> str:
        """Which way the value may lie from its place: `=`, `<` or `>`."""
        return self.comparator[0]


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one marker in one unit."""

    marker: str
    unit: str
    upper_limit: float | None
    """Upper reference limit; None where no value states one and none is set."""
    limit_is_setting: bool
    """Whether the limit is a setting of the reader and not of the source."""
    points: tuple[Point, ...]
    """In order of time; points without any date come last."""
    note: str
    """What has to be said about the series, such as that it has one value."""
    linear: bool = False
    """Whether its values are compared by their differences, as millimetres are."""
    log_scale: ValueScale = field(init=False, repr=False, compare=False)
    """Holds every value and the upper limit."""
    linear_scale: ValueScale = field(init=False, repr=False, compare=False)
    """The same from 0 on."""

    def __post_init__(self) -> None:
        """Work out both scales from what is to be drawn."""
        values = [point.value for point in self.points]
        values += [self.upper_limit] if self.upper_limit else []
        above_0 = [value for value in values if value > 0]
        object.__setattr__(self, "log_scale", log_scale(above_0))
        object.__setattr__(self, "linear_scale", linear_scale(values))

    @property
    def scale(self) -> ValueScale:
        """The scale on which it is drawn: linear where values lie below 0."""
        on_log = not self.linear and all(point.value >= 0 for point in self.points)
        return self.log_scale if on_log else self.linear_scale

    @property
    def placed(self) -> tuple[Point, ...]:
        """The points that have a place in time."""
        return tuple(point for point in self.points if point.at != Bounds())

    @property
    def joined(self) -> tuple[Point, ...]:
        """The points that a curve joins.

        Through a window it would claim a day, and through one of two values that differ
        which of them is right.
        """
        return tuple(
            point
            for point in self.placed
            if point.certainty in FIRM and not point.disputed
        )

    @property
    def names_values(self) -> bool:
        """Whether the values are so few that each has its text beside it."""
        return len(self.placed) <= _FEW_VALUES

    def height(self, point: Point) -> float:
        """Where a point is drawn: 0 stands at the foot of a logarithmic scale."""
        return point.value or self.scale.value(self.scale.share(point.value))

    def axis_text(self, word: Words) -> str:
        """Unit and kind of scale, such as `U/mL, log scale`."""
        log = word("panel.log_scale") if self.scale.logarithmic else ""
        return ", ".join(part for part in (self.unit, log) if part)

    def limit_text(self, word: Words) -> str:
        """What stands on the line of the upper limit; empty where there is none."""
        if self.upper_limit is None:
            return ""
        key = "panel.limit_setting" if self.limit_is_setting else "panel.limit"
        return word(key, limit=f"{self.upper_limit:g}")


@dataclass(frozen=True, slots=True)
class Undated:
    """A record that nothing places in time."""

    record: str
    """Id of the record."""
    label: str
    detail: tuple[tuple[str, str], ...] = ()
    """Names and values for a hover or a detail panel."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A record with every field that it holds, whether it is drawn or not."""

    record: str
    """Id of the record."""
    kind: str
    """Name of its kind for reading: `Line of therapy`."""
    label: str
    when: str
    """When it was or began, in words; empty for a kind without dates."""
    own: tuple[tuple[str, str], ...]
    """Names and values of the fields that its kind declares."""
    shared: tuple[tuple[str, str], ...]
    """Those that every kind has: where it was read, notes, and its id."""
    not_drawn: str = ""
    """Why it is not in the picture; empty for one that is."""
    kind_is_drawn: bool = True
    """Whether records of its kind are drawn at all."""


@dataclass(frozen=True, slots=True)
class Swimlane:
    """The whole picture of one case."""

    title: str
    """Study code and headline, or the code alone."""
    synthetic: bool
    axis: AxisKind
    """What the horizontal axis counts; in an order, columns stand where days do."""
    time_zero: Bounds
    """Where month 0 is; its earliest day is where the axis puts the 0."""
    time_zero_label: str
    """What time zero is, such as `Sep 2017, first operation`."""
    cutoff: Bounds
    """Last follow-up or data cut-off; open when neither is known."""
    cutoff_label: str
    first_day: int
    """First day, or column, of the axis."""
    last_day: int
    """Last day, or column, of the axis."""
    lanes: tuple[Lane, ...]
    """In drawing order; lanes of one group stand together."""
    series: tuple[Series, ...]
    uses_narrative: bool
    """Whether any placement rests on narrative order."""
    undated: tuple[Undated, ...]
    """Records that cannot be placed at all."""
    footnotes: tuple[str, ...]
    """Sentences that a reader of the picture needs: what is estimated, what clashes."""
    earlier: tuple[Undated, ...] = ()
    """What the patient brought along from before the time that is shown, where no
    other was chosen."""
    calendar: bool = True
    """Whether the lower axis shows the calendar; only where there is one."""
    strip: Lane | None = None
    """Responses as reported, in a thin row under the upper axis; None for none."""
    language: Language = Language.EN
    """Language of its fixed words."""
    coarsened: bool = False
    """Whether its dates were made coarser than the source gives them."""
    records: tuple[Listed, ...] = ()
    """Every record but those that an option leaves out."""

    @property
    def relative(self) -> bool:
        """Whether there is no calendar: then no calendar date may be drawn."""
        return self.axis is not AxisKind.CALENDAR

    @property
    def ordered(self) -> bool:
        """Whether it shows the order of events in columns, and no time."""
        return self.axis is AxisKind.ORDER

    @property
    def word(self) -> Words:
        """The fixed words in its language."""
        return Words(self.language)

    @property
    def time_axis(self) -> TimeAxis:
        """The axis with its ticks and names."""
        return TimeAxis(
            kind=self.axis,
            first_day=self.first_day,
            last_day=self.last_day,
            zero=self.time_zero.earliest,
            zero_label=self.time_zero_label,
            calendar=self.calendar,
            word=self.word,
        )
