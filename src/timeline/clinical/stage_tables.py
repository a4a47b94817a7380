"""Stage groups of the AJCC Cancer Staging Manual by primary site and edition.

Each row of `data/stage_groups.csv` gives the categories that make up a group, as the
source that it names prints them; an empty cell stands for any. No two rows of a table
fit one patient. What a table leaves out, such as carcinoma in situ with nodes, has no
group in the edition either. The tables are for carcinomas: sarcomas, lymphomas and well
differentiated neuroendocrine tumours of the same organs have tables of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from timeline.case.tumour_vocabulary import Site
from timeline.clinical.catalogues.tables import listed, rows

CATEGORIES = ("t", "n", "m")
FACTORS = (*CATEGORIES, "basis", "histology", "grade", "location")
"""What a group depends on, by the names of the columns."""
ANATOMIC = frozenset({Site.BREAST})
"""Sites whose 8th edition has prognostic groups beside these, which also need the
grade, HER2, ER and PR, so that a stage stated otherwise need not be a contradiction."""


@dataclass(frozen=True, slots=True)
class StageRow:
    """The categories of one stage group, by factor; a factor left out may be any."""

    group: str
    named: Mapping[str, frozenset[str]]

    def fits(self, options: Mapping[str, frozenset[str]]) -> bool:
        """Whether a patient with one of the options of each factor may belong here."""
        return all(
            not options[factor].isdisjoint(named)
            for factor, named in self.named.items()
        )


@dataclass(frozen=True, slots=True)
class StageTable:
    """Stage groups of one site in one edition."""

    rows: tuple[StageRow, ...]

    def named(self, factor: str) -> frozenset[str]:
        """Every value that some row names; empty where no group depends on it."""
        values = (row.named.get(factor, frozenset()) for row in self.rows)
        return frozenset().union(*values)


@cache
def stage_tables() -> Mapping[tuple[Site, str], StageTable]:
    """Every table, by site and by the number of the edition."""
    tables: dict[tuple[Site, str], list[StageRow]] = {}
    for row in rows("stage_groups"):
        named = {f: frozenset(listed(row[f])) for f in FACTORS if row[f]}
        for site in listed(row["site"]):
            key = Site(site), row["edition"]
            tables.setdefault(key, []).append(StageRow(row["group"], named))
    return {key: StageTable(tuple(found)) for key, found in tables.items()}
