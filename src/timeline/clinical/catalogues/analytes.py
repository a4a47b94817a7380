"""Laboratory values, vital signs, scores and tumour markers, with units and limits."""

from dataclasses import dataclass

from timeline.clinical.catalogues.tables import listed, number, remembered, rows
from timeline.clinical.catalogues.terms import completions, folded


@dataclass(frozen=True, slots=True)
class UnitBridge:
    """A factor between two kinds of unit that holds for one analyte only."""

    one: str
    """Such as `mg/dL`; one of it is `factor` of the other."""
    factor: float
    other: str
    """Such as `umol/L`."""


@dataclass(frozen=True, slots=True)
class Analyte:
    """Something that is measured or scored."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    """`laboratory value`, `tumour marker`, `vital sign`, `score` or `test on the
    tumour`."""
    marker: bool
    """Whether it is a tumour marker."""
    unit: str
    """Its usual unit, as UCUM writes it."""
    bridges: tuple[UnitBridge, ...]
    low: float | None
    """Usual lower limit in that unit; a setting and never that of a laboratory."""
    high: float | None
    """Usual upper limit in that unit; a setting and never that of a laboratory."""
    verify: str
    """What no source states and has to be checked; empty if there is nothing."""
    source: str
    checked: str
    """Day on which the row was last compared with its source, `2026-12-01`."""


@remembered
def all_analytes() -> tuple[Analyte, ...]:
    """The whole catalogue, in the order of the table."""
    return tuple(
        Analyte(
            name=row["name"],
            aliases=listed(row["aliases"]),
            kind=row["kind"],
            marker=row["marker"] == "yes",
            unit=row["unit"],
            bridges=tuple(map(_bridge, listed(row["bridge"]))),
            low=number(row["low"]),
            high=number(row["high"]),
            verify=row["verify"],
            source=row["source"],
            checked=row["checked"],
        )
        for row in rows("analytes")
    )


def _bridge(text: str) -> UnitBridge:
    """Read `mg/dL = 88.4 umol/L`."""
    one, _, rest = text.partition(" = ")
    factor, _, other = rest.partition(" ")
    return UnitBridge(one, float(factor), other)


@remembered
def _by_name() -> dict[str, Analyte]:
    return {
        folded(name): analyte
        for analyte in all_analytes()
        for name in (analyte.name, *analyte.aliases)
    }


@remembered
def find_analyte(text: str) -> Analyte | None:
    """Find an analyte by a name or alias; case, blanks and hyphens do not matter.

    Returns:
        The analyte, or None if the catalogue does not know the name.
    """
    return _by_name().get(folded(text))


def analyte_name(text: str) -> str:
    """Give an analyte its usual name: `CA199` and `CA 19-9` are `CA19-9`.

    Returns:
        The usual name, or the text itself if the catalogue does not know it.
    """
    known = find_analyte(text)
    return known.name if known else text


def complete_analyte(prefix: str) -> tuple[str, ...]:
    """List the analytes of which a name or alias begins with what was typed."""
    return completions({key: a.name for key, a in _by_name().items()}, prefix)
