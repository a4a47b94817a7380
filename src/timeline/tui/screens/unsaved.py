"""Keeps what a screen of entry holds as a draft, for a crash or a kill."""

from collections.abc import Callable

from textual.widget import Widget

from timeline.tui.entry.drafts import Draft, Drafts

NO_DRAFT = "What you type cannot be kept as a draft: the disk does not take it."


class UnsavedWork:
    """The draft of one screen, until its work is stored or given up."""

    def __init__(
        self,
        screen: Widget,
        drafts: Drafts,
        key: str,
        draft: Callable[[], Draft],
    ) -> None:
        """Prepare for a screen.

        Args:
            screen: What is typed into.
            drafts: Where unsaved work is kept.
            key: Key of the draft.
            draft: Makes the draft of what was typed until now.
        """
        self._screen, self._drafts, self._key, self._draft = screen, drafts, key, draft
        self._changed = False
        self._warned = False

    def keep(self) -> None:
        """Keep what was typed, as soon as it has been painted."""
        if not self._changed:
            self._changed = True
            self._screen.call_after_refresh(self._keep_now)

    def _keep_now(self) -> None:
        if not self._changed:
            return
        self._changed = False
        try:
            self._drafts.keep(self._key, self._draft())
        except OSError:
            if not self._warned:
                self._warned = True
                self._screen.notify(
                    NO_DRAFT, severity="warning", markup=False, timeout=20
                )

    def forget(self) -> None:
        """Take the draft away."""
        self._changed = False
        self._drafts.forget(self._key)
