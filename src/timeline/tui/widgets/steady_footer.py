"""The keys at the foot of a screen, made anew only when they change."""

from textual.screen import Screen
from textual.widgets import Footer


class SteadyFooter(Footer):
    """Textual's footer, which else makes its widgets anew on every change of focus."""

    _shown: tuple[tuple[str, str, bool], ...] | None = None

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Make the keys anew if others are shown now, or some in another state."""
        active = screen.active_bindings.values()
        shown = tuple((b.key, b.description, on) for _, b, on, _ in active if b.show)
        if shown == self._shown:
            return
        if self.is_attached and screen is self.screen and screen.app.app_focus:
            self._shown = shown
        super().bindings_changed(screen)
