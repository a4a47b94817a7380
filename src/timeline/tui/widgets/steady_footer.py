"""The keys at the foot of a screen, made anew only when they change."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from timeline.tui.drawing.cell import cell_count

GAP = 1
"""Cells between two keys."""


class SteadyFooter(Footer):
    """Textual's footer, which else makes its widgets anew on every change of focus."""

    _shown: tuple[tuple[str, str, bool], ...] | None = None
    _left_out: tuple[str, ...] = ()

    def __init__(
        self,
        *,
        give_way: tuple[str, ...] = (),
        show_command_palette: bool = True,
        compact: bool = False,
    ) -> None:
        """Take what a footer takes.

        Args:
            give_way: Actions whose keys are left out, one after the other, where there
                is no room for all; the help page has them.
            show_command_palette: Whether the key of the palette is there too.
            compact: Whether one space sets the keys apart.
        """
        super().__init__(show_command_palette=show_command_palette, compact=compact)
        self._give_way = give_way

    def compose(self) -> ComposeResult:
        """The keys for which there is room."""
        keys = list(super().compose())
        self._left_out = self._without_room(keys)
        for key in keys:
            if not isinstance(key, FooterKey) or key.action not in self._left_out:
                yield key

    def _without_room(self, keys: Iterable[object]) -> tuple[str, ...]:
        """The actions that have to go in this width."""
        needed = {
            key.action: cell_count(f"{key.key_display} {key.description}") + GAP
            for key in keys
            if isinstance(key, FooterKey)
        }
        dropped: list[str] = []
        for action in self._give_way:
            if sum(needed.values()) - GAP <= self.app.size.width:
                break
            needed.pop(action, None)
            dropped.append(action)
        return tuple(dropped)

    def on_resize(self, _event: Resize) -> None:
        """Make the keys anew where another number of them has room."""
        if not self._give_way:
            return
        if self._without_room(list(super().compose())) != self._left_out:
            self.refresh(recompose=True)

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Make the keys anew if others are shown now, or some in another state."""
        active = screen.active_bindings.values()
        shown = tuple((b.key, b.description, on) for _, b, on, _ in active if b.show)
        if shown == self._shown:
            return
        if self.is_attached and screen is self.screen and screen.app.app_focus:
            self._shown = shown
        super().bindings_changed(screen)
