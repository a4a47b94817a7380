"""Who works on what: the open registry, unsaved forms, and undo for each patient."""

import getpass
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline.tui.entry.drafts import Drafts

if TYPE_CHECKING:
    from timeline.registry import Registry
    from timeline.tui.entry.desk import Desk


@dataclass
class Session:
    """One person's work on one registry, from its opening until it is closed."""

    registry: "Registry"
    drafts: Drafts
    """What is typed and not stored yet."""
    demo: bool = False
    """Whether the registry is that of the demo cases."""
    _desks: "list[Desk]" = field(default_factory=list)

    def desk(self, code: str) -> "Desk":
        """Where the records of a patient are stored and undone.

        Args:
            code: Study code; empty for a patient who is to be entered.
        """
        from timeline.tui.entry.desk import Desk

        return Desk.of(self._desks, self.registry, code, actor())


def actor() -> str:
    """The name under which changes are stored."""
    return os.environ.get("TIMELINE_ACTOR", "").strip() or getpass.getuser()
