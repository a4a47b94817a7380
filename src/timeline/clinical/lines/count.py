"""How many lines there were, in the notation LoT N (C+P), and how many against HER2.

C counts lines with curative and P lines with palliative intent (Saini and Twelves, Br
J Cancer 2021;125:155-163). Where an intent is not stated, every count that it leaves
possible is given.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.case.case import Case
from timeline.clinical.lines.drugs import anti_her2_agents
from timeline.clinical.lines.numbered_line import LineClass, NumberedLine
from timeline.clinical.primaries import several_tumours, tumour_of


@dataclass(frozen=True, slots=True)
class LineCount:
    """The count of lines of one case."""

    total: int
    alternatives: tuple[str, ...]
    """Every possible count, most curative first: `6 (2+4)`, `6 (1+5)`."""
    unclear: tuple[int, ...]
    """Numbers of the lines whose intent is not stated."""
    anti_her2_lines: tuple[int, ...]
    """Numbers of the lines with a drug against HER2."""
    anti_her2_drugs: tuple[str, ...]
    """Drugs against HER2 that were given, by catalogue name."""

    @property
    def text(self) -> str:
        """For reading: `LoT 6 (2+4) or LoT 6 (1+5): intent of line 2 not stated`."""
        counts = " or ".join(f"LoT {count}" for count in self.alternatives)
        if not self.unclear:
            return counts
        numbers = ", ".join(str(number) for number in self.unclear)
        noun = "line" if len(self.unclear) == 1 else "lines"
        return f"{counts}: intent of {noun} {numbers} not stated"


def counts_by_tumour(
    case: Case, numbered: Sequence[NumberedLine]
) -> tuple[tuple[str, LineCount], ...]:
    """Count the lines of each tumour of a case that has several.

    Returns:
        The label of each tumour with its count; empty for one tumour, and where a line
        does not say which tumour it was given for.
    """
    if not several_tumours(case):
        return ()
    by_tumour: dict[str, list[NumberedLine]] = {}
    for part in numbered:
        tumour = tumour_of(case, part.line)
        if tumour is None:
            return ()
        by_tumour.setdefault(tumour.label, []).append(part)
    return tuple((label, count_lines(parts)) for label, parts in by_tumour.items())


def count_lines(numbered: Sequence[NumberedLine]) -> LineCount:
    """Count the lines; the parts of one number are one line.

    Args:
        numbered: The lines as `number_lines` gives them.

    Returns:
        Every count that the stated intents leave possible; `0 (0+0)` without lines.
        Rule: Br J Cancer 2021;125:155-163.
    """
    classes: dict[int, LineClass] = {}
    for part in numbered:
        classes.setdefault(part.number, part.line_class)
    total = len(classes)
    curative = sum(line_class is LineClass.CURATIVE for line_class in classes.values())
    unclear = tuple(
        n for n, line_class in classes.items() if line_class is LineClass.EITHER
    )
    agents = anti_her2_agents(drug for part in numbered for drug in part.drugs)
    against = [part.number for part in numbered if anti_her2_agents(part.drugs)]
    return LineCount(
        total=total,
        alternatives=tuple(
            f"{total} ({count}+{total - count})"
            for count in range(curative + len(unclear), curative - 1, -1)
        ),
        unclear=unclear,
        anti_her2_lines=tuple(dict.fromkeys(against)),
        anti_her2_drugs=tuple(sorted(agents)),
    )
