"""What an export would write and what would leave with it, before it does."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from timeline.charts.print.drawing import Drawing
from timeline.charts.print.presets import Preset
from timeline.sharing.preview import Preview
from timeline.tui.exporting.choice import Section, Values
from timeline.tui.exporting.words import FILES

MM_PER_INCH = 25.4
Tell = Callable[[str], None]
"""Is told the name of each file whose making takes long, before it is made."""


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What an export would write."""

    files: tuple[tuple[str, str], ...]
    """Names of files, and what is in each or how large it is."""
    remarks: tuple[str, ...]
    """What is to be known of the frame."""
    preview: Preview | None
    """What becomes of each field that is recorded; None where all leaves as it is."""
    warnings: tuple[str, ...] = ()
    """What to look at before it is written."""
    place: str = ""
    """Where to, as a whole path."""
    problem: str = ""
    """Why it cannot be written; empty where it can."""
    option: str = ""
    """Name of the option that has to be changed first; empty where none is named."""


class Subject(Protocol):
    """What is exported: one patient, or a cohort."""

    title: str
    """What the dialog does, without a word of the patient."""
    codes: tuple[str, ...]
    """Study codes that must not stand in the name of a folder."""
    as_recorded: str
    """Name of the choice that lets everything through."""

    def sections(self) -> tuple[Section, ...]:
        """The form."""
        ...

    def plan(self, values: Values) -> ExportPlan:
        """What would be written."""
        ...

    def files(self, values: Values, tell: Tell) -> dict[str, bytes]:
        """Make every file.

        Raises:
            TimelineError: If the figure does not fit its preset.
        """
        ...


def listed(
    names: Iterable[str], drawing: Drawing, frame: Preset
) -> tuple[tuple[str, str], ...]:
    """Files with their sizes: millimetres, and dots where they have any."""
    size = f"{drawing.width:.0f} x {drawing.height:.0f} mm"
    dots = " x ".join(
        f"{round(side / MM_PER_INCH * frame.dpi)}"
        for side in (drawing.width, drawing.height)
    )
    sizes = {
        "figure.svg": size,
        "figure.pdf": size,
        "figure.png": f"{dots} dots",
        "figure.tiff": f"{dots} dots",
    }
    return tuple((name, sizes.get(name) or FILES.get(name, "")) for name in names)


def remarks_of(drawing: Drawing, frame: Preset) -> tuple[str, ...]:
    """Size of the text and where the numbers of the frame are from."""
    points = max((text.points for text in drawing.texts), default=frame.font)
    return (
        f"{frame.meaning}: at most {frame.width:g} x {frame.height:g} mm; "
        f"text {points:g} points, {frame.dpi} dpi.",
        f"Basis: {frame.basis}.",
    )
