"""One of two courses that stand one above the other: a heading and its lanes."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from timeline.swimlane.model import Group
from timeline.tui.messages import HeadingClicked, ItemClicked, Pointed
from timeline.tui.widgets.swimlane_view import SwimlaneView


class CoursePane(Vertical):
    """Shows a course, and says which of the two was clicked."""

    @dataclass(repr=False)
    class Clicked(Message):
        """The person clicked an item or a heading of this course."""

        number: int
        """Number of the pane."""
        clicked: int | Group
        """Index of the item, or the group of the heading."""
        opened: bool = False
        """Whether the item was clicked twice."""

    def __init__(self, number: int) -> None:
        """Make the upper pane, 0, or the lower one, 1."""
        super().__init__()
        self.number = number

    def compose(self) -> ComposeResult:
        """Heading and lanes."""
        yield Static(classes="course-title", markup=False)
        yield SwimlaneView()

    @property
    def lanes(self) -> SwimlaneView:
        """The lanes."""
        return self.query_one(SwimlaneView)

    def entitle(self, heading: Content) -> None:
        """Write the heading."""
        self.query_one(Static).update(heading)

    @on(ItemClicked)
    def select(self, message: ItemClicked) -> None:
        """Say that an item of this course was clicked."""
        message.stop()
        clicked = self.Clicked(self.number, message.index, opened=message.opened)
        self.post_message(clicked)

    @on(HeadingClicked)
    def toggle(self, message: HeadingClicked) -> None:
        """Say that a heading of this course was clicked."""
        message.stop()
        self.post_message(self.Clicked(self.number, message.group))

    @on(Pointed)
    def ignore(self, message: Pointed) -> None:
        """Two courses have no time cursor."""
        message.stop()
