"""Names for what cannot be named: Drug A, Drug B, one thing one name in a picture."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from string import ascii_uppercase

from timeline.case.case import Case
from timeline.case.fields import field_specs
from timeline.case.privacy import Privacy
from timeline.clinical.catalogues.regimens import components
from timeline.clinical.catalogues.terms import folded
from timeline.language.words import ENGLISH, Words
from timeline.sharing.keep import KeepOption, keep_option
from timeline.sharing.safe_words import drug, known_word, plain_part, without_doses

_UNNAMED = {
    Privacy.DRUG: "unnamed.drug",
    Privacy.REGIMEN: "unnamed.regimen",
    Privacy.MARKER: "unnamed.marker",
    Privacy.UNIT: "unnamed.unit",
    Privacy.DOSE_UNIT: "unnamed.dose_unit",
    Privacy.GENE: "unnamed.variant",
    Privacy.ADVERSE_EVENT: "unnamed.adverse_event",
    Privacy.SYMPTOM: "unnamed.symptom",
    Privacy.ASSAY: "unnamed.assay",
    Privacy.LESION: "unnamed.lesion",
    Privacy.DOCUMENT: "unnamed.source",
}
"""What is told apart by a letter, with the key of the words around it."""


class Names:
    """What stands for each text of the cases of one picture.

    The same drug has the same letter in every record of every case, and another drug
    another one: what may not be named must not become one thing.
    """

    def __init__(
        self,
        cases: Iterable[Case],
        keep: frozenset[KeepOption] = frozenset(),
        word: Words = ENGLISH,
    ) -> None:
        """Prepare the names of a picture.

        Args:
            cases: Every case of the picture, as recorded.
            keep: What is let through on purpose.
            word: The general words.
        """
        self._keep = keep
        self._word = word
        self._drugs = frozenset(folded(name) for name in _drugs(cases))
        self._letters: dict[Privacy, dict[str, str]] = {}

    def of(self, privacy: Privacy, text: str) -> str | None:
        """What stands for a text: itself, a known word, a letter, or nothing."""
        if keep_option(privacy) in self._keep:
            return text
        known = known_word(privacy, text)
        if known:
            return known
        if privacy is Privacy.REGIMEN:
            return self._regimen(text)
        return self._lettered(privacy, text) if privacy in _UNNAMED else None

    @property
    def unnamed(self) -> dict[Privacy, int]:
        """How many things have a letter so far, by what they are."""
        return {privacy: len(names) for privacy, names in self._letters.items()}

    def _regimen(self, text: str) -> str:
        """A regimen by those of its parts that have a name or are drugs of the case."""
        if folded(text) in self._drugs:
            return self._lettered(Privacy.DRUG, text)
        parts = components(without_doses(text))
        named = [self._part(part) for part in parts]
        if len(parts) > 1 and any(named):
            return " + ".join(
                name or self._lettered(Privacy.REGIMEN, part)
                for name, part in zip(named, parts, strict=True)
            )
        return self._lettered(Privacy.REGIMEN, text)

    def _part(self, text: str) -> str | None:
        known = drug(text) or known_word(Privacy.REGIMEN, text) or plain_part(text)
        if known is None and folded(text) in self._drugs:
            return self._lettered(Privacy.DRUG, text)
        return known

    def _lettered(self, privacy: Privacy, text: str) -> str:
        names = self._letters.setdefault(privacy, {})
        key = folded(text) or text
        if key not in names:
            letter = _letter(len(names))
            names[key] = self._word(_UNNAMED[privacy], letter=letter)
        return names[key]


def _letter(number: int) -> str:
    """A, B to Z, then AA, AB."""
    rest, place = divmod(number, len(ascii_uppercase))
    return (_letter(rest - 1) if rest else "") + ascii_uppercase[place]


def _drugs(cases: Iterable[Case]) -> Iterator[str]:
    """Everything that a field of the cases calls a drug."""
    for case in cases:
        for record_class, records in groupby(case.entries, key=type):
            names = [
                spec.name
                for spec in field_specs(record_class)
                if spec.privacy is Privacy.DRUG
            ]
            values = (getattr(record, name) for record in records for name in names)
            yield from (value for value in values if isinstance(value, str))
