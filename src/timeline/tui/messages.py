"""Every message between workers, widgets and screens.

Workers post what the registry answered; widgets post what the person did. Screens
handle them and change what they hand to their widgets. None says its values in its
`repr`, which a log could show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # the registry and the rules are loaded after the first paint
    from timeline.registry import Registry
    from timeline.swimlane.cohort.model import CohortSwimlane
    from timeline.swimlane.model import Group
    from timeline.tui.patient.view import PatientView


@dataclass(repr=False)
class RegistryOpened(Message):
    """The registry is open."""

    registry: Registry
    """The one door to the stored cases."""
    empty: bool = False
    """Whether it holds no patient yet."""


@dataclass(repr=False)
class RegistryMissing(Message):
    """No registry stands at the place that was named; none was made."""

    text: str
    """What was looked for, and what lies nearby."""


@dataclass(repr=False)
class Failed(Message):
    """Something that a worker tried did not work; the app says so."""

    title: str
    """A few words for the heading."""
    text: str
    """What is wrong and what to do, without patient values."""


@dataclass(repr=False)
class RowsRequested(Message):
    """The list came to patients of whom it has nothing but the code."""

    codes: tuple[str, ...]
    """The patients near the view."""


@dataclass(repr=False)
class PatientChosen(Message):
    """The person opened a patient of the list."""

    code: str
    """Study code."""


@dataclass(repr=False)
class PatientRead(Message):
    """A patient was read and laid out."""

    view: PatientView
    """Header and both readings of the case."""


@dataclass(repr=False)
class CohortRequested(Message):
    """The person wants to see the listed patients in one picture."""

    codes: tuple[str, ...]
    """Study codes, in the order of the list."""


@dataclass(repr=False)
class CohortRead(Message):
    """Patients of a cohort were read and laid out, perhaps not all of them yet."""

    cohort: CohortSwimlane
    """The picture of the patients so far."""
    done: int
    """Number of patients that have been read."""


@dataclass(repr=False)
class WidthChanged(Message):
    """The picture has another number of columns."""

    width: int
    """Columns of titles and axis together."""


@dataclass(repr=False)
class ItemClicked(Message):
    """The person pointed at a bar, a mark or an undated record, or clicked it."""

    index: int
    """Index in the items of the scene."""
    opened: bool = False
    """Whether it was clicked twice, which is Enter on it."""


@dataclass(repr=False)
class HeadingClicked(Message):
    """The person clicked the heading of a group of lanes."""

    group: Group
    """The group to close or to open."""


@dataclass(repr=False)
class Pointed(Message):
    """The mouse moved over the axis."""

    day: float
    """The day under it."""
