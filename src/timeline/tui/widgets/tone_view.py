"""Cells that also have the colours of drugs and events.

Apart from `cell_view`, because the model of the picture loads the record classes, which
the patient list can be painted without.
"""

from typing import ClassVar

from timeline.swimlane.model import Tone
from timeline.tui.widgets.cell_view import CellView


class ToneView(CellView):
    """A widget that draws parts of a swimlane."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink-{tone.name.lower().replace('_', '-')}" for tone in Tone
    }
