"""What is said in words: of the cohort above it, of the row under the cursor below."""

from collections import Counter
from collections.abc import Iterator

from timeline.case.chronology import Bounds
from timeline.language.words import ENGLISH
from timeline.swimlane.cohort.model import CohortSwimlane, Event, Row, Segment
from timeline.tui.cohort.looks import event_name
from timeline.tui.cohort.rows import NOTHING
from timeline.tui.cohort.scene import CohortScene, drawn_of, items_of
from timeline.tui.drawing.items import Item


def count_words(cohort: CohortSwimlane, done: int, total: int) -> str:
    """How many patients there are, and how many could not be aligned."""
    if done < total:
        return f"Reading {done:,} of {total:,} patients ..."
    shown, left = len(cohort.rows), len(cohort.left_out)
    count = f"{shown:,} patient{'s' * (shown != 1)}"
    if left:
        count += f" of {total:,}; {left:,} not aligned (u lists them)"
    return count


def rule_words(cohort: CohortSwimlane) -> str:
    """The rule by which rows are grouped and sorted, and what a segment is."""
    unit = "a line of therapy" if cohort.by_line else "the drugs of one class in a line"
    narrative = " Narrative order counts." if cohort.uses_narrative else ""
    return f"{cohort.order} A segment is {unit}.{narrative}"


def synthetic_words(cohort: CohortSwimlane) -> str:
    """How many rows are made up; empty for none."""
    made_up = sum(row.synthetic for row in cohort.rows)
    if not made_up:
        return ""
    return f"SYNTHETIC {made_up:,} of {len(cohort.rows):,}"


def detail_item(scene: CohortScene) -> Item | None:
    """The row under the cursor, or its selected segment or mark, for the panel."""
    row, selected = scene.row, scene.selected
    if row is None:
        return None
    if selected is None or scene.item is None:
        return Item(
            0, row.code, _row_label(row), tuple(_row_pairs(scene, row)), Bounds()
        )
    drawn = drawn_of(selected)
    label = drawn.label
    if isinstance(selected, Event):
        label = f"{event_name(selected).capitalize()}: {label}"
    number = f"{scene.item + 1} of {len(items_of(row))}"
    pairs = (*drawn.detail, ("Date", ENGLISH.of(drawn.certainty)), ("Item", number))
    return Item(0, row.code, f"{row.code}  {label}", pairs, Bounds())


def _row_label(row: Row) -> str:
    when = ", ".join(value for _, value in row.follow_up.detail)
    return f"{row.code}  {row.follow_up.label}, {when}"


def _row_pairs(scene: CohortScene, row: Row) -> Iterator[tuple[str, str]]:
    if row.synthetic:
        yield "Data", "synthetic"
    for title, text in zip(scene.cohort.columns, row.cells, strict=True):
        yield title, text or NOTHING
    for segment in row.segments:
        yield f"Line {segment.line}", _segment_words(segment)
    kinds = Counter(event_name(event) for event in row.events)
    for name, count in kinds.items():
        yield name.capitalize(), f"{count}x"


def _segment_words(segment: Segment) -> str:
    start, stop = (value.removeprefix("month ") for _, value in segment.bar.detail)
    until = "ongoing" if stop == "ongoing" else f"until {stop}"
    return f"{segment.name}, month {start}, {until}"
