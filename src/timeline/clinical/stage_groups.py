"""The stage groups that follow from what is recorded of a tumour.

Source: AJCC Cancer Staging Manual, 8th edition, and for the lung the 9th, as far as
`data/stage_groups.csv` holds its tables. What is missing, X or not subdivided may be
anything that the edition has, so several groups may remain: all of them are given,
and what would settle it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from timeline.clinical.stage_tables import CATEGORIES, FACTORS, StageTable

_SUBDIVISION = re.compile(r"[a-e]?\d?")
_SUFFIX = re.compile(r"\(.*\)")
_ORDER = ("OCCULT", "0", "I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class TumourExtent:
    """What a group follows from: the values that each factor may have.

    A factor that is not recorded is left out. T, N and M have one value each; the basis
    may have several, as a recurrence may have been staged on either.
    """

    recorded: Mapping[str, frozenset[str]]

    def groups(self, table: StageTable) -> tuple[str, ...]:
        """Every group that remains possible, from the lowest to the highest.

        Returns:
            Nothing where no category is recorded, or where the edition has no group
            for what is recorded.
        """
        if all(self._value(factor) in (None, "X") for factor in CATEGORIES):
            return ()
        groups: set[str] = set()
        for reading in self._readings(table):
            groups |= self._named_as_x(table, reading) or _groups(table, reading)
        return tuple(sorted(groups, key=stage_rank))

    def unsettled(self, table: StageTable) -> tuple[str, ...]:
        """The factors of which a value would leave fewer groups possible."""
        every = set(self.groups(table))
        return tuple(
            factor
            for factor in FACTORS
            if any(
                every > groups
                for groups in self._groups_by_value(factor, table)
                if groups
            )
        )

    def _groups_by_value(self, factor: str, table: StageTable) -> Iterator[set[str]]:
        for value in self._options(factor, table):
            settled = TumourExtent({**self.recorded, factor: frozenset({value})})
            yield set(settled.groups(table))

    def _readings(self, table: StageTable) -> Iterator[Mapping[str, frozenset[str]]]:
        """The options of each factor, for each of the tables that may apply."""
        options = {factor: self._options(factor, table) for factor in FACTORS}
        bases = [frozenset({b}) for b in options["basis"]] or [frozenset()]
        types = [frozenset({h}) for h in options["histology"]] or [frozenset()]
        for basis, histology in product(bases, types):
            yield {**options, "basis": basis, "histology": histology}

    def _value(self, factor: str) -> str | None:
        """The value of a category without what stands in brackets behind it."""
        value = next(iter(self.recorded.get(factor, ())), None)
        return _SUFFIX.sub("", value) if value else None

    def _options(self, factor: str, table: StageTable) -> frozenset[str]:
        """What a factor may be: `2` may be `2a` or `2b`, what is missing anything."""
        named = table.named(factor)
        if factor not in CATEGORIES:
            return self.recorded.get(factor, named)
        value = self._value(factor)
        if value == "X":
            return named
        if value is None:
            return named - {"X"}
        parts = (
            c
            for c in named
            if c.startswith(value) and _SUBDIVISION.fullmatch(c[len(value) :])
        )
        # no evidence of a primary is a category of every site: any T includes it
        return frozenset(parts) or frozenset({value} & {"0"})

    def _named_as_x(
        self, table: StageTable, reading: Mapping[str, frozenset[str]]
    ) -> set[str]:
        """The groups where the edition itself names X, as it does TX N0 M0 of the lung.

        Only with the other two categories known does X mean that, and not anything.
        """
        unknown = [f for f in CATEGORIES if self._value(f) in (None, "X")]
        if len(unknown) != 1 or self._value(unknown[0]) is None:
            return set()
        return _groups(table, {**reading, unknown[0]: frozenset({"X"})})


def _groups(table: StageTable, options: Mapping[str, frozenset[str]]) -> set[str]:
    if not all(options[factor] for factor in CATEGORIES):
        return set()
    return {row.group for row in table.rows if row.fits(options)}


def stage_rank(group: str) -> tuple[int, str]:
    """Where a group stands among the others, the lowest first."""
    stage = re.match(r"OCCULT|0|I{1,3}(?!V)|IV", group.upper())
    word = stage[0] if stage else ""
    return _ORDER.index(word) if word in _ORDER else len(_ORDER), group[len(word) :]
