"""Keeps a figure within the frame of its preset, or says what would make it fit."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from timeline.charts.print.drawing import Drawing, draw
from timeline.charts.print.faces import MM_PER_POINT
from timeline.charts.print.presets import Preset, PresetError
from timeline.charts.shortening import shortened
from timeline.clinical.queries.rules.evidence import listing
from timeline.swimlane.folding import folded, joined
from timeline.swimlane.model import Group, Swimlane, Tone
from timeline.swimlane.series import marker_of

_STEP = 0.25
"""Points by which the font gives way."""
_NARROW = 45
"""Font sizes in the width of a figure below which titles stand above their lanes."""
FOLDABLE = (
    Group.CARE,
    Group.FINDINGS,
    Group.ADVERSE,
    Group.HER2,
    Group.LOCAL,
    Group.LESIONS,
)
"""Groups that lose least when their lanes become one, the first one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One way to draw a figure."""

    points: float = field(kw_only=False)
    stacked: bool
    """Whether titles stand above their lanes."""
    brief: bool = True
    """Whether the key leaves out what titles and labels say."""
    short: bool = False
    """Whether words have their short forms."""
    bare: bool = False
    """Whether the band of line numbers is left out: its lines stand in order."""
    low: bool = False
    """Whether the curves of markers are lower."""


def fitted(
    swimlane: Swimlane, preset: Preset, *, title: str = "", description: str = ""
) -> Drawing:
    """Draw a swimlane within the width and the height of a preset.

    A narrow figure has its titles above the lanes. The key gives way first, to what no
    title and no label says; then words, to their usual short forms; then the font,
    down to the smallest that the preset allows. If that is too high, the titles of a
    wide figure go above the lanes too, the band of line numbers is left out, and at
    last the curves of markers become lower.

    Raises:
        PresetError: If the figure is still too high; it says what to fold or leave out.
        GlyphError: If a label has letters that the font does not have.
    """
    lowest: list[Drawing] = []
    for drawing in _tries(swimlane, preset):
        if drawing.height <= preset.height:
            named = title or drawing.title
            return replace(drawing, title=named, description=description)
        lowest.append(drawing)
    message = _too_high(min(lowest, key=lambda tried: tried.height), preset)
    raise PresetError(message, hint=_advice(swimlane, preset))


def drawn_within(swimlane: Swimlane, preset: Preset) -> Drawing | None:
    """The same drawing, or None where nothing makes it fit: for who has another way."""
    tried = _tries(swimlane, preset)
    return next((drawing for drawing in tried if drawing.height <= preset.height), None)


def _tries(swimlane: Swimlane, preset: Preset) -> Iterator[Drawing]:
    """The drawings to choose from, the one that is easiest to read first."""
    put = shortened(swimlane)
    for way in _ways(preset):
        words = put.swimlane if way.short else swimlane
        words = _without_band(words) if way.bare else words
        drawing = draw(
            joined(words) if way.stacked else words,
            replace(preset, font=way.points),
            stacked=way.stacked,
            brief=way.brief,
            low=way.low,
        )
        yield replace(drawing, shortened=put.meanings if way.short else ())


def _ways(preset: Preset) -> Iterator[_Way]:
    sizes = tuple(_sizes(preset))
    narrow = {p: preset.width / (p * MM_PER_POINT) < _NARROW for p in sizes}
    for points in sizes:
        if not narrow[points]:
            yield _Way(points, stacked=False, brief=False)
        yield _Way(points, stacked=narrow[points])
        yield _Way(points, stacked=narrow[points], short=True)
        if narrow[points]:
            yield _Way(points, stacked=True, short=True, bare=True)
    for points in (points for points in sizes if not narrow[points]):
        yield _Way(points, stacked=True)
        yield _Way(points, stacked=True, short=True)
        yield _Way(points, stacked=True, short=True, bare=True)
    for points in sizes:
        yield _Way(points, stacked=True, short=True, bare=True, low=True)


def _sizes(preset: Preset) -> Iterator[float]:
    points = preset.font
    while points > preset.least_font:
        yield points
        points -= _STEP
    yield preset.least_font


def _without_band(swimlane: Swimlane) -> Swimlane:
    kept = tuple(
        lane
        for lane in swimlane.lanes
        if not all(bar.tone is Tone.LINE for bar in lane.bars) or lane.marks
    )
    return replace(swimlane, lanes=kept)


def without(swimlane: Swimlane, groups: frozenset[Group]) -> Swimlane:
    """The same picture without the lanes of some groups."""
    kept = tuple(lane for lane in swimlane.lanes if lane.group not in groups)
    return replace(swimlane, lanes=kept)


def _too_high(drawing: Drawing, preset: Preset) -> str:
    points = max((text.points for text in drawing.texts), default=preset.least_font)
    return (
        f"At {preset.width:g} mm and {points:g} points the figure is "
        f"{drawing.height:.0f} mm high; {preset.name} allows {preset.height:g} mm."
    )


def _advice(swimlane: Swimlane, preset: Preset) -> str:
    """Fold as few groups as help, else leave out as few as help, else split."""
    ways = ((folded, "Fold", "--fold"), (without, "Leave out", "--leave-out"))
    least = replace(preset, font=preset.least_font)
    present = [g for g in FOLDABLE if any(lane.group is g for lane in swimlane.lanes)]
    for change, verb, option in ways:
        for count in range(1, len(present) + 1):
            chosen = present[:count]
            rest = change(swimlane, frozenset(chosen))
            if drawn_within(rest, least):
                named = listing(f'"{swimlane.word.of(group)}"' for group in chosen)
                options = " ".join(f"{option} {group.name.lower()}" for group in chosen)
                return f"{verb} {named} ({options}), or take a wider preset."
    return _fewer_markers(swimlane, least) or (
        "Take a wider preset, or split the figure in two: one with --leave-out local "
        "--leave-out her2 --leave-out adverse --leave-out findings, one with "
        "--leave-out status --leave-out systemic."
    )


def _fewer_markers(swimlane: Swimlane, preset: Preset) -> str:
    """How many of the markers have room, whichever they are; empty if none helps."""
    curves = Counter(marker_of(series) for series in swimlane.series)
    highest = [name for name, _ in curves.most_common()]
    for count in range(len(highest) - 1, -1, -1):
        kept = highest[:count]
        series = tuple(s for s in swimlane.series if marker_of(s) in kept)
        if drawn_within(replace(swimlane, series=series), preset):
            option = "--marker NAME for each" if kept else "--marker none"
            some = f"{count} of the {len(highest)}" if kept else "none of the"
            return f"Plot {some} tumour markers ({option}), or take a wider preset."
    return ""
