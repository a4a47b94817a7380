"""Who works on what: the open registry, unsaved forms, and undo for each patient."""

import getpass
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline.tui.entry.drafts import Drafts
from timeline.tui.entry.news import News

if TYPE_CHECKING:
    from timeline.registry import Registry
    from timeline.tui.entry.desk import Desk


@dataclass
class Workplace:
    """One person's work on one registry, from its opening until it is closed."""

    registry: "Registry"
    drafts: Drafts
    """What is typed and not stored yet."""
    demo: bool = False
    """Whether the registry is that of the demo cases."""
    news: News = field(default_factory=News)
    """What was stored from here, and what of others the person knows."""
    _desks: "list[Desk]" = field(default_factory=list)

    def desk(self, code: str) -> "Desk":
        """Where the records of a patient are stored and undone.

        Who comes back to a patient can undo what was stored before.

        Args:
            code: Study code; empty for a patient who is to be entered.
        """
        from timeline.tui.entry.desk import Desk

        for desk in self._desks:
            if desk.code == code:
                return desk
        self._desks.append(Desk(self.registry, code, actor(), self.news))
        return self._desks[-1]


def actor() -> str:
    """The name under which changes are stored."""
    return os.environ.get("TIMELINE_ACTOR", "").strip() or getpass.getuser()
