"""Lines that look like a phase of the line before and have a number of their own."""

from collections.abc import Iterator

from timeline.case.chronology import surely_before
from timeline.case.records.cell_therapy import CellTherapy
from timeline.case.records.therapy import TherapyLine
from timeline.case.treatment_vocabulary import CellTherapyKind, Setting
from timeline.clinical.endpoints.case_endpoints import LineEndpoints
from timeline.clinical.lines.drugs import dropped_only
from timeline.clinical.lines.numbered_line import LineClass, NumberedLine
from timeline.clinical.primaries import other_primary
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    named,
    sentence,
)
from timeline.clinical.queries.rules.rule import CHOICE, Match, Number, declared

_PHASES = (Setting.MAINTENANCE, Setting.CONSOLIDATION)
_STEM_CELLS = (
    CellTherapyKind.AUTOLOGOUS,
    CellTherapyKind.ALLOGENEIC,
    CellTherapyKind.TRANSPLANTATION,
)


@declared(
    "goes-on",
    Severity.MISSING,
    TherapyLine,
    CellTherapy,
    settle="If it does, enter the line before as the one that it continues.",
    blocks=(Number.LINES, Number.PROGRESSION_FREE),
    source="domain specification, LT6: planned maintenance stays in the line; "
    f"{CHOICE}: what looks like it",
    needs=("therapy_line.continues",),
)
def maintenance_goes_on(evidence: Evidence) -> Iterator[Match]:
    """A line that looks like maintenance of the line before and has its own number.

    It is called maintenance or consolidation, has a part of the drugs before it, or is
    one drug after a transplantation of the line before. After progression it is new.
    """
    for before, after in _following(evidence):
        line = after.line
        if line.continues or line.number_override is not None:
            continue
        if after.why.startswith("new line: progression"):
            continue
        why = _resemblance(evidence, before, after)
        if why:
            previous = before.parts[-1].line
            yield Match(
                (line.id, previous.id),
                f"{sentence(named(line))} is counted as line {after.number}, and "
                f"{why}: whether it goes on with line {before.number}, "
                f"{named(previous)}, is not recorded.",
                field="continues",
            )


def _following(evidence: Evidence) -> Iterator[tuple[LineEndpoints, NumberedLine]]:
    """The first part of each number, with the number before it of the same tumour."""
    lines = evidence.endpoints.lines
    for place, each in enumerate(lines):
        first = each.parts[0]
        earlier = [
            other
            for other in lines[:place]
            if not other_primary(evidence.case, other.parts[0].line, first.line)
        ]
        if earlier:
            yield earlier[-1], first


def _resemblance(evidence: Evidence, before: LineEndpoints, after: NumberedLine) -> str:
    """Why a line may go on with the one before; empty where nothing says so."""
    if after.line.setting in _PHASES:
        return f"is given as {after.line.setting}"
    cured = before.parts[0].line_class is LineClass.CURATIVE
    if cured and after.line_class is LineClass.PALLIATIVE:
        return ""
    drugs = frozenset().union(*(part.drugs for part in before.parts))
    if dropped_only(drugs, after.drugs):
        return "has a part of the drugs before it"
    parts = {part.line.id for part in before.parts}
    begun = evidence.chronology.when(after.line)
    grafts = (
        graft
        for graft in evidence.case.of_kind(CellTherapy)
        if graft.type in _STEM_CELLS and graft.line in parts
    )
    after_it = any(
        not surely_before(begun, evidence.chronology.when(graft)) for graft in grafts
    )
    alone = after_it and len(after.drugs) == 1
    return "is one drug after a transplantation" if alone else ""
