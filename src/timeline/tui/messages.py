"""Every message between workers, widgets and screens.

Workers post what the registry answered; widgets post what the person did. Screens
handle them and change what they hand to their widgets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # the registry and the rules are loaded after the first paint
    from collections.abc import Mapping

    from timeline.registry import Listing, ListQuery, PatientSummary, Registry
    from timeline.swimlane.cohort.model import CohortSwimlane
    from timeline.swimlane.model import Group
    from timeline.tui.view import PatientView


class RegistryOpened(Message):
    """The registry is open."""

    def __init__(self, registry: Registry, *, empty: bool = False) -> None:
        self.registry = registry
        """The one door to the stored cases."""
        self.empty = empty
        """Whether it holds no patient yet."""
        super().__init__()


class RegistryMissing(Message):
    """No registry stands at the place that was named; none was made."""

    def __init__(self, text: str) -> None:
        self.text = text
        """What was looked for, and what lies nearby."""
        super().__init__()


class Failed(Message):
    """Something that a worker tried did not work; the app says so."""

    def __init__(self, title: str, text: str) -> None:
        self.title = title
        """A few words for the heading."""
        self.text = text
        """What is wrong and what to do, without patient values."""
        super().__init__()


class PatientsFound(Message):
    """The registry answered a search."""

    def __init__(
        self, query: ListQuery, listing: Listing, rows: Mapping[str, PatientSummary]
    ) -> None:
        self.query = query
        """What was asked for."""
        self.listing = listing
        """Who was found, and counts."""
        self.rows = rows
        """What the list shows of those near the view, by code."""
        super().__init__()


class RowsWanted(Message):
    """The list came to patients of whom it has nothing but the code."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        """The patients near the view."""
        super().__init__()


class RowsRead(Message):
    """The registry said what the list shows of some patients."""

    def __init__(self, rows: Mapping[str, PatientSummary]) -> None:
        self.rows = rows
        """By code, as far as they are in the registry."""
        super().__init__()


class ListOutOfDate(Message):
    """Somebody changed the registry, or more states of patients are computed."""


class PatientChosen(Message):
    """The person opened a patient of the list."""

    def __init__(self, code: str) -> None:
        self.code = code
        """Study code."""
        super().__init__()


class PatientRead(Message):
    """A patient was read and laid out."""

    def __init__(self, view: PatientView) -> None:
        self.view = view
        """Header and both readings of the case."""
        super().__init__()


class CohortWanted(Message):
    """The person wants to see the listed patients in one picture."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        """Study codes, in the order of the list."""
        super().__init__()


class CohortRead(Message):
    """Patients of a cohort were read and laid out, perhaps not all of them yet."""

    def __init__(self, cohort: CohortSwimlane, done: int) -> None:
        self.cohort = cohort
        """The picture of the patients so far."""
        self.done = done
        """Number of patients that have been read."""
        super().__init__()


class WidthChanged(Message):
    """The picture has another number of columns."""

    def __init__(self, width: int) -> None:
        self.width = width
        """Columns of titles and axis together."""
        super().__init__()


class ItemClicked(Message):
    """The person pointed at a bar, a mark or an undated record, or clicked it."""

    def __init__(self, index: int, *, opened: bool = False) -> None:
        self.index = index
        """Index in the items of the scene."""
        self.opened = opened
        """Whether it was clicked twice, which is Enter on it."""
        super().__init__()


class HeadingClicked(Message):
    """The person clicked the heading of a group of lanes."""

    def __init__(self, group: Group) -> None:
        self.group = group
        """The group to close or to open."""
        super().__init__()


class Pointed(Message):
    """The mouse moved over the axis."""

    def __init__(self, day: float) -> None:
        self.day = day
        """The day under it."""
        super().__init__()
