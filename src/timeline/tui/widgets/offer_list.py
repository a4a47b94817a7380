"""The foot of a form: suggestions for the field that is typed into, else its help.

Both share one place of a fixed height, so that no key moves the fields about and none
waits for a new layout of the whole form.
"""

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from timeline.tui.drawing.cell import plain
from timeline.tui.entry.completion import Suggestion

ROWS = 5
"""Lines before the foot has been laid out."""


class OfferList(Static):
    """Shows some of the offers, the chosen one marked; without offers the help."""

    offers: reactive[tuple[Suggestion, ...]] = reactive((), init=False)
    chosen: reactive[int | None] = reactive(None, init=False)
    """Index of the marked offer; None where none is."""
    about: reactive[Content] = reactive(Content(), init=False)
    """The help of the field."""

    def __init__(self) -> None:
        super().__init__(markup=False)

    def watch_offers(self) -> None:
        """Draw them again."""
        self.set_class(bool(self.offers), "offering")
        self._draw()

    def watch_chosen(self) -> None:
        """Draw them again."""
        self._draw()

    def watch_about(self) -> None:
        """Draw it again."""
        self._draw()

    def on_resize(self) -> None:
        """Use the lines that there are now."""
        self._draw()

    def show(self, offers: tuple[Suggestion, ...], *, mark: bool) -> None:
        """Show other offers, the first one marked if wished."""
        self.set_reactive(OfferList.chosen, 0 if mark and offers else None)
        if offers == self.offers:
            self._draw()
        self.offers = offers

    def move(self, step: int) -> None:
        """Mark the next or the previous offer."""
        last = len(self.offers) - 1
        at = -1 if self.chosen is None and step > 0 else self.chosen or 0
        self.chosen = max(0, min(last, at + step)) if self.offers else None

    @property
    def taken(self) -> Suggestion | None:
        """The marked offer."""
        if self.chosen is None or self.chosen >= len(self.offers):
            return None
        return self.offers[self.chosen]

    def _draw(self) -> None:
        if not self.offers:
            self.update(self.about, layout=False)
            return
        rows = self.content_size.height or ROWS
        first = max(0, (self.chosen or 0) - rows + 1)
        shown = self.offers[first : first + rows]
        rest = len(self.offers) - first - len(shown)
        lines = [self._line(first + n, offer) for n, offer in enumerate(shown)]
        if rest:
            lines[-1] += Content.assemble((f"   and {rest} more", "dim"))
        self.update(Content("\n").join(lines), layout=False)

    def _line(self, number: int, offer: Suggestion) -> Content:
        marked = number == self.chosen
        text = ("> " if marked else "  ") + plain(offer.text)
        note = f"  {plain(offer.note)}" if offer.note else ""
        return Content.assemble((text, "reverse" if marked else ""), (note, "dim"))
