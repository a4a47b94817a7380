"""A line of therapy with its number, and why it has that number."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.clinical.lines.rules import LineFlag


class LineClass(StrEnum):
    """What a line was given for."""

    CURATIVE = "C"
    PALLIATIVE = "P"
    EITHER = "C or P"  # the source does not say; both counts are shown


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A recorded line, or a part of one, with its number."""

    number: int
    suffix: str
    """`a`, `b`, ... where a number has several parts; otherwise empty."""
    line: TherapyLine
    courses: tuple[DrugCourse, ...]
    """The drugs given in this part."""
    drugs: frozenset[str]
    """The same drugs by catalogue name."""
    why: str
    """The reason for the number, such as `new line: progression on line 3`."""
    line_class: LineClass
    flags: tuple[LineFlag, ...] = ()
    rechallenged: tuple[str, ...] = ()
    """Drugs that an earlier line had already, by catalogue name."""
    evidence: tuple[str, ...] = ()
    """Ids of the records of progression that the number rests on."""

    @property
    def label(self) -> str:
        """Number and suffix: `L06a`."""
        return f"L{self.number:02d}{self.suffix}"

    @property
    def remarks(self) -> tuple[str, ...]:
        """The flags in words; a rechallenge names its drugs."""
        again = f" with {', '.join(self.rechallenged)}"
        return tuple(
            flag.value + (again if flag is LineFlag.RECHALLENGE else "")
            for flag in self.flags
        )

    @property
    def records(self) -> tuple[str, ...]:
        """Ids of the records behind the number."""
        return (self.line.id, *(c.id for c in self.courses), *self.evidence)


def regimen_of(parts: Iterable[NumberedLine]) -> str:
    """What the parts of one number were, such as `GP + trastuzumab`.

    A part that shares no drug with those before it was given beside them and is named;
    one that shares a drug goes on with them, as maintenance does.
    """
    names: list[str] = []
    so_far: frozenset[str] = frozenset()
    for part in parts:
        if not names or (part.drugs and not part.drugs & so_far):
            names.append(part.line.regimen)
        so_far |= part.drugs
    return " + ".join(names)
