"""The last thing between stored text and the terminal.

Text is checked when it is entered and made plain when it is drawn. A registry that
another program wrote to can still hold an escape sequence that sets the clipboard or
clears the screen, so every rendered line passes through here as well.
"""

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


class ControlGuard(LineFilter):
    """Takes control characters and direction overrides out of rendered lines."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the signature is Textual's
        """The same segments without anything that a terminal would obey."""
        if not _CONTROL.search("".join(segment.text for segment in segments)):
            return segments
        return [
            Segment(_CONTROL.sub("", text), style, control)
            for text, style, control in segments
        ]
