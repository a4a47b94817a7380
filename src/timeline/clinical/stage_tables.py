"""Stage groups of the AJCC Cancer Staging Manual, 8th edition, by primary site.

Each row gives the T, N and M categories that make up a group; an empty cell stands for
any category. The first row that fits decides.
"""

from dataclasses import dataclass

from timeline.case.vocabulary import Site


@dataclass(frozen=True, slots=True)
class StageRow:
    """The categories of one stage group."""

    group: str
    t: frozenset[str]
    """Categories; empty for any."""
    n: frozenset[str]
    m: frozenset[str]

    def fits(self, t: str, n: str, m: str) -> bool:
        """Whether one combination of categories belongs here."""
        pairs = ((self.t, t), (self.n, n), (self.m, m))
        return all(not allowed or value in allowed for allowed, value in pairs)


@dataclass(frozen=True, slots=True)
class StageTable:
    """Stage groups of one site."""

    t: tuple[str, ...]
    """T categories of the site, as far as they are divided."""
    n: tuple[str, ...]
    rows: tuple[StageRow, ...]


def _table(t: str, n: str, *rows: str) -> StageTable:
    """Build a table from `group | T | N | M` rows."""
    parts = (tuple(part.strip() for part in row.split("|")) for row in rows)
    return StageTable(
        t=tuple(t.split()),
        n=tuple(n.split()),
        rows=tuple(
            StageRow(group, *(frozenset(cell.split()) for cell in cells))
            for group, *cells in parts
        ),
    )


STAGE_TABLES: dict[Site, StageTable] = {
    Site.GALLBLADDER: _table(
        "is 1a 1b 2a 2b 3 4",
        "0 1 2",
        "IVB |             |     | 1",
        "IVB |             | 2   | 0",
        "IVA | 4           | 0 1 | 0",
        "IIIB| 1a 1b 2a 2b 3 | 1 | 0",
        "IIIA| 3           | 0   | 0",
        "IIB | 2b          | 0   | 0",
        "IIA | 2a          | 0   | 0",
        "I   | 1a 1b       | 0   | 0",
        "0   | is          | 0   | 0",
    ),
    Site.INTRAHEPATIC: _table(
        "is 1a 1b 2 3 4",
        "0 1",
        "IV  |    |   | 1",
        "IIIB|    | 1 | 0",
        "IIIB| 4  | 0 | 0",
        "IIIA| 3  | 0 | 0",
        "II  | 2  | 0 | 0",
        "IB  | 1b | 0 | 0",
        "IA  | 1a | 0 | 0",
        "0   | is | 0 | 0",
    ),
    Site.PERIHILAR: _table(
        "is 1 2a 2b 3 4",
        "0 1 2",
        "IVB |       |   | 1",
        "IVA |       | 2 | 0",
        "IIIC|       | 1 | 0",
        "IIIB| 4     | 0 | 0",
        "IIIA| 3     | 0 | 0",
        "II  | 2a 2b | 0 | 0",
        "I   | 1     | 0 | 0",
        "0   | is    | 0 | 0",
    ),
    Site.DISTAL: _table(
        "is 1 2 3 4",
        "0 1 2",
        "IV  |       |     | 1",
        "IIIB| 4     |     | 0",
        "IIIA| 1 2 3 | 2   | 0",
        "IIB | 3     | 0 1 | 0",
        "IIB | 2     | 1   | 0",
        "IIA | 2     | 0   | 0",
        "IIA | 1     | 1   | 0",
        "I   | 1     | 0   | 0",
        "0   | is    | 0   | 0",
    ),
    Site.AMPULLA: _table(
        "is 1a 1b 2 3a 3b 4",
        "0 1 2",
        "IV  |               |   | 1",
        "IIIB| 4             |   | 0",
        "IIIB|               | 2 | 0",
        "IIIA| 1a 1b 2 3a 3b | 1 | 0",
        "IIB | 3b            | 0 | 0",
        "IIA | 3a            | 0 | 0",
        "IB  | 1b 2          | 0 | 0",
        "IA  | 1a            | 0 | 0",
        "0   | is            | 0 | 0",
    ),
}
