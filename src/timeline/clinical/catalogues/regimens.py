"""Regimens: what an abbreviation stands for, as far as the sources say."""

import re
from dataclasses import dataclass
from typing import Any

from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.tables import OWN, listed, remembered, rows
from timeline.clinical.catalogues.terms import canonical_term, completions, folded

_SEPARATOR = re.compile(r"\s*(?:\+|/|,|;|&|\band\b|\bplus\b)\s*", re.IGNORECASE)


def components(text: str) -> tuple[str, ...]:
    """Divide the name of a combination into the names of its parts.

    Args:
        text: Such as `cisplatin + gemcitabine` or `S-1 and trastuzumab`.

    Returns:
        The parts as written; the text itself where it names no combination.
    """
    return tuple(part for part in _SEPARATOR.split(text.strip()) if part)


@dataclass(frozen=True, slots=True)
class Regimen:
    """A combination of drugs that goes by a name."""

    label: str
    aliases: tuple[str, ...]
    components: tuple[str, ...]
    """What is always part of it, by catalogue name, `radiotherapy` included."""
    options: tuple[str, ...]
    """What it was combined with as the case may be; empty if it is fixed."""
    dose_stated: str
    """Dose as a source states it; never a default for a patient."""
    setting: str
    modality: str
    notes: str
    verify: str
    """What no source states and has to be checked; empty if there is nothing."""
    source: str
    checked: str
    """Day on which the row was last compared with its source, `2026-12-01`."""

    @property
    def drugs(self) -> tuple[str, ...]:
        """The components without radiotherapy."""
        return tuple(part for part in self.components if not _is_radiotherapy(part))

    def fits(self, parts: frozenset[str]) -> bool:
        """Whether these components, by catalogue name, make up the regimen."""
        fixed = frozenset(self.components)
        optional = parts - fixed
        if not fixed <= parts or not optional <= set(self.options):
            return False
        return bool(optional) == bool(self.options)


@remembered
def all_regimens() -> tuple[Regimen, ...]:
    """The whole catalogue, in the order of the table."""
    return tuple(_regimen(dict(row)) for row in rows("regimens"))


def _regimen(row: dict[str, Any]) -> Regimen:
    for name in ("aliases", "components", "options"):
        row[name] = listed(row[name])
    if row["source"] == OWN:  # others have the names of the catalogue already
        drugs = [(part, find_drug(part)) for part in row["components"]]
        row["components"] = tuple(drug.name if drug else part for part, drug in drugs)
    return Regimen(**row)


@remembered
def _by_name() -> dict[str, Regimen]:
    return {
        folded(name): regimen
        for regimen in all_regimens()
        for name in (regimen.label, *regimen.aliases)
    }


@remembered
def find_regimen(text: str) -> Regimen | None:
    """Find a regimen by its name, an alias or its components in any order.

    Args:
        text: Such as `GEMCIS`, `GP` or `cisplatin + gemcitabine`.

    Returns:
        The regimen, or None if the catalogue does not know it.
    """
    name = canonical_term(text) or text
    return _by_name().get(folded(name)) or _by_components(name)


def _by_components(text: str) -> Regimen | None:
    parts = [find_drug(part) for part in components(text)]
    names = frozenset(drug.name for drug in parts if drug)
    if None in parts or not parts:
        return None
    return next((regimen for regimen in all_regimens() if regimen.fits(names)), None)


def drug_names(text: str) -> tuple[str, ...]:
    """Name the drugs of a regimen, or of a combination that has no name of its own.

    A part that is a regimen itself stands for its drugs. A part that nothing knows
    stays as it is written, so that nothing of a combination is lost; radiotherapy is no
    drug and is left out.

    Args:
        text: Such as `XELOX + trastuzumab` or `ABC-001 + paclitaxel`.

    Returns:
        Each drug once, by catalogue name where there is one, in the order of the text.
    """
    parts = () if find_drug(text) or find_regimen(text) else components(text)
    names = (name for part in parts or (text,) for name in _names_of(part))
    return tuple(dict.fromkeys(names))


def _names_of(part: str) -> tuple[str, ...]:
    if drug := find_drug(part):
        return (drug.name,)
    if regimen := find_regimen(part):
        return regimen.drugs
    return () if _is_radiotherapy(part) else (part.strip(),)


def _is_radiotherapy(part: str) -> bool:
    return "radio" in part.casefold() or folded(part) in ("rt", "irradiation")


def unknown_parts(text: str) -> tuple[str, ...]:
    """The parts of a regimen that the catalogue does not know, as they are written."""
    return tuple(name for name in drug_names(text) if name and not find_drug(name))


@remembered
def _offered() -> dict[str, str]:
    return {key: regimen.label for key, regimen in _by_name().items()}


def complete_regimen(prefix: str) -> tuple[str, ...]:
    """List the regimens of which a label or alias begins with what was typed."""
    return completions(_offered(), prefix)
