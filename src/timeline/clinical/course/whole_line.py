"""All parts of a numbered line as one."""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.clinical.lines.numbered_line import LineClass, NumberedLine


@dataclass(frozen=True, slots=True)
class WholeLine:
    """All parts of one numbered line."""

    number: int
    parts: tuple[NumberedLine, ...]
    ids: tuple[str, ...]
    """Ids of the recorded lines, without repetition."""

    @property
    def drugs(self) -> frozenset[str]:
        """Every drug of the line, by catalogue name."""
        return frozenset().union(*(part.drugs for part in self.parts))

    @property
    def line_class(self) -> LineClass:
        """What the line was given for."""
        return self.parts[0].line_class


def whole_lines(numbered: Iterable[NumberedLine]) -> tuple[WholeLine, ...]:
    """The lines with their parts together, in the order of the first part."""
    parts: dict[int, list[NumberedLine]] = {}
    for part in numbered:
        parts.setdefault(part.number, []).append(part)
    return tuple(
        WholeLine(
            number,
            tuple(line_parts),
            tuple(dict.fromkeys(part.line.id for part in line_parts)),
        )
        for number, line_parts in parts.items()
    )
