"""Suggestions for the field that is being typed into."""

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from timeline.tui.drawing.cell import plain
from timeline.tui.entry.completion import Offer

ROWS = 6


class OfferList(Static):
    """Shows some of the offers, the chosen one marked; hidden without offers."""

    offers: reactive[tuple[Offer, ...]] = reactive(())
    chosen: reactive[int | None] = reactive(None)
    """Index of the marked offer; None where none is."""

    def __init__(self) -> None:
        super().__init__(markup=False)

    def watch_offers(self) -> None:
        """Draw them again."""
        self.display = bool(self.offers)
        self._draw()

    def watch_chosen(self) -> None:
        """Draw them again."""
        self._draw()

    def move(self, step: int) -> None:
        """Mark the next or the previous offer."""
        last = len(self.offers) - 1
        at = -1 if self.chosen is None and step > 0 else self.chosen or 0
        self.chosen = max(0, min(last, at + step))

    @property
    def taken(self) -> Offer | None:
        """The marked offer."""
        if self.chosen is None or self.chosen >= len(self.offers):
            return None
        return self.offers[self.chosen]

    def _draw(self) -> None:
        first = max(0, (self.chosen or 0) - ROWS + 1)
        shown = self.offers[first : first + ROWS]
        lines = [self._line(first + n, offer) for n, offer in enumerate(shown)]
        rest = len(self.offers) - first - len(shown)
        if rest and lines:
            lines[-1] += Content.assemble((f"   and {rest} more", "dim"))
        self.update(Content("\n").join(lines))

    def _line(self, number: int, offer: Offer) -> Content:
        marked = number == self.chosen
        text = ("> " if marked else "  ") + plain(offer.text)
        note = f"  {plain(offer.note)}" if offer.note else ""
        return Content.assemble((text, "reverse" if marked else ""), (note, "dim"))
