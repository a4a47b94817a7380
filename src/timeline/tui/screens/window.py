"""What zoom, fit and pan do on every screen with an axis."""

from typing import Generic, Protocol, Self, TypeVar

from textual.screen import Screen

ZOOM, PAN = 1.5, 0.25
"""Factor of a zoom, share of the window of a pan."""


class Windowed(Protocol):
    """A scene of which a part is in view."""

    def zoomed(self, factor: float) -> Self:
        """The same with `factor` times as many days."""

    def fitted(self) -> Self:
        """The same with everything in view."""

    def panned(self, share: float) -> Self:
        """The same, moved by a share of what is in view."""


AnyScene = TypeVar("AnyScene", bound=Windowed)


class WindowScreen(Screen[None], Generic[AnyScene]):
    """A screen whose picture has a time axis."""

    @property
    def window(self) -> AnyScene | None:
        """What is shown; None while nothing is read."""
        raise NotImplementedError

    def show_scene(self, scene: AnyScene | None) -> None:
        """Draw a scene; None leaves the screen as it is."""
        raise NotImplementedError

    def action_closer(self) -> None:
        """Show fewer days."""
        self.show_scene(self.window and self.window.zoomed(1 / ZOOM))

    def action_further(self) -> None:
        """Show more days."""
        self.show_scene(self.window and self.window.zoomed(ZOOM))

    def action_fit(self) -> None:
        """Show everything."""
        self.show_scene(self.window and self.window.fitted())

    def action_pan(self, direction: int) -> None:
        """Move the axis by a quarter of what is in view."""
        self.show_scene(self.window and self.window.panned(PAN * direction))
