"""A source with its rows and the cases made of them, and how much of it they hold."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from other_files.cells import Cell, Row
from other_files.draft import Draft

WHOLE, DISTORTED, LOST = "whole", "distorted", "lost"
WORST_LAST = (WHOLE, DISTORTED, LOST)


@dataclass(frozen=True, slots=True)
class Score:
    """What the case files of a source hold."""

    records: int
    """Rows with a clinical cell."""
    records_whole: int
    """Rows of which every clinical cell is whole."""
    cells: int
    whole: int
    distorted: int
    lost: int


@dataclass(frozen=True)
class Source:
    """One source, and its cases in the making."""

    rows: tuple[Row, ...]
    drafts: tuple[Draft, ...]

    def verdicts(self) -> dict[Cell, str]:
        """What became of each clinical cell, by the case files as they are read."""
        kept: dict[Cell, str] = {}
        for cell, verdict in self._kept():
            # a cell that was put into several fields has to be whole in each
            kept[cell] = max(verdict, kept.get(cell, WHOLE), key=WORST_LAST.index)
        cells = [cell for row in self.rows for cell in row.cells]
        others = kept.keys() - set(cells)
        assert not others, f"Kept, and not clinical: {others}"
        return {cell: kept.get(cell, LOST) for cell in cells}

    def score(self) -> Score:
        """Count the verdicts, by cell and by row."""
        verdicts = self.verdicts()
        counts = Counter(verdicts.values())
        rows = [row for row in self.rows if row.cells]
        return Score(
            records=len(rows),
            records_whole=sum(
                all(verdicts[cell] == WHOLE for cell in row.cells) for row in rows
            ),
            cells=len(verdicts),
            whole=counts[WHOLE],
            distorted=counts[DISTORTED],
            lost=counts[LOST],
        )

    def _kept(self) -> Iterator[tuple[Cell, str]]:
        for draft in self.drafts:
            case = draft.read_back()
            for kept in draft.kept:
                yield kept.cell, kept.verdict(case)
