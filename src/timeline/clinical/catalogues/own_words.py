"""Words that a site adds to the catalogues: trial drugs, regimens, analytes, genes.

A word is held as texts only, by the fields that its catalogue takes, and is checked
wherever it comes in: typed, or brought along by a case file. It never changes what a
name of the program's own catalogues means.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.fields import field_specs
from timeline.clinical.catalogues.own_catalogues import (
    CATALOGUES,
    OF_LINES,
    checked_text,
)
from timeline.clinical.catalogues.regimens import components
from timeline.clinical.catalogues.tables import (
    OWN,
    VOCABULARY,
    Row,
    listed,
    use_own_rows,
)
from timeline.clinical.catalogues.terms import folded


@dataclass(frozen=True, slots=True)
class OwnWord:
    """One word of a site."""

    catalogue: str
    """A key of `CATALOGUES`."""
    texts: tuple[tuple[str, str], ...]
    """Field and text, in the order of the fields; empty ones are left out."""

    @classmethod
    def of(cls, catalogue: str, texts: Mapping[str, object]) -> "OwnWord":
        """Check a word; `check_free` asks whether its names are free.

        Raises:
            ValueError: With a sentence that says what is wrong.
        """
        if catalogue not in CATALOGUES:
            known = ", ".join(CATALOGUES)
            raise ValueError(f"A vocabulary takes words of these kinds: {known}.")
        fields = CATALOGUES[catalogue].fields
        if unknown := [name for name in texts if name not in fields]:
            raise ValueError(
                f"A {catalogue} has no {unknown[0][:40]!r}; it takes "
                f"{', '.join(fields)}."
            )
        held = {
            name: checked_text(catalogue, name, field, texts.get(name, ""))
            for name, field in fields.items()
        }
        return cls(catalogue, tuple((n, text) for n, text in held.items() if text))

    @classmethod
    def from_setting(cls, name: str, text: str) -> "OwnWord":
        """Read a word as `setting_text` writes it.

        Raises:
            ValueError: If it is none.
        """
        catalogue = name.removeprefix(VOCABULARY).partition(".")[0]
        try:
            texts = json.loads(text)
        except ValueError:
            texts = None
        if not isinstance(texts, dict):
            message = "A word of the vocabulary holds what it cannot be."
            raise ValueError(message)  # noqa: TRY004 - as for other texts
        word = cls.of(catalogue, texts)
        if word.setting_name != name:
            raise ValueError("A word of the vocabulary stands under another's name.")
        return word

    def text(self, field: str) -> str:
        """The text of a field; empty where there is none."""
        return dict(self.texts).get(field, "")

    @property
    def name(self) -> str:
        """Its usual name."""
        return self.text("name")

    @property
    def names(self) -> tuple[str, ...]:
        """Its usual name and its other names."""
        return (self.name, *listed(self.text("aliases")))

    @property
    def setting_name(self) -> str:
        """Under what it is stored: names that are compared as one have one place."""
        digest = hashlib.sha256(folded(self.name).encode()).hexdigest()
        return f"{VOCABULARY}{self.catalogue}.{digest[:16]}"

    @property
    def setting_text(self) -> str:
        """As it is stored."""
        return json.dumps(dict(self.texts), ensure_ascii=False)

    @property
    def in_words(self) -> str:
        """Such as `drug ABC-001 (aliases: ABC1; class: targeted)`."""
        more = "; ".join(f"{n}: {text}" for n, text in self.texts if n != "name")
        return f"{self.catalogue} {self.name}{f' ({more})' if more else ''}"

    def holder(self, name: str) -> str | None:
        """The usual name of what has one of its names already; None where it is free.

        A word that the site added under the same name is no hindrance: it is changed.
        """
        shared = OF_LINES if self.catalogue in OF_LINES else (self.catalogue,)
        for catalogue in shared:
            declared = CATALOGUES[catalogue]
            if entry := declared.find(name):
                usual = str(getattr(entry, declared.named))
                own = entry.source == OWN and catalogue == self.catalogue
                if not (own and folded(usual) == folded(self.name)):
                    return usual
        return None

    def check_free(self) -> None:
        """Refuse a word of which a name means something else already.

        Raises:
            ValueError: With the name and what has it.
        """
        for name in self.names:
            if holder := self.holder(name):
                raise ValueError(f"The catalogue has {name} already, as {holder}.")

    def row(self) -> Row:
        """The word as a row of its table."""
        declared = CATALOGUES[self.catalogue]
        cells = {
            column: self.text(name)
            for name, field in declared.fields.items()
            for column in field.columns
        }
        return {**declared.fixed, **cells, "source": OWN, "checked": ""}


def use_words(words: Iterable[OwnWord]) -> None:
    """Let the catalogues of this process know these words, and no earlier ones."""
    own: dict[str, tuple[Row, ...]] = {}
    for word in sorted(words, key=lambda each: each.setting_name):
        table = CATALOGUES[word.catalogue].table
        own[table] = (*own.get(table, ()), word.row())
    use_own_rows(own)


def words_of(texts: Mapping[str, str | None]) -> tuple[OwnWord, ...]:
    """The words among stored settings, by catalogue and name.

    Args:
        texts: Settings as they are stored; one that this program does not understand,
            from a newer one, is passed over.
    """
    words = []
    for name, text in texts.items():
        if name.startswith(VOCABULARY) and text is not None:
            try:
                words.append(OwnWord.from_setting(name, text))
            except ValueError:
                continue
    order = list(CATALOGUES)
    return tuple(sorted(words, key=lambda w: (order.index(w.catalogue), w.name)))


def words_in(case: Case, words: Iterable[OwnWord]) -> tuple[OwnWord, ...]:
    """The words that a case uses, and the drugs of the regimens among them."""
    names: dict[str, set[str]] = defaultdict(set)
    for entry in case.entries:
        for spec in field_specs(type(entry)):
            text = getattr(entry, spec.name) if spec.completes else None
            if isinstance(text, str):
                names[spec.completes] |= {folded(text), *map(folded, components(text))}
    of_lines = names["drug"] | names["regimen"]
    names["drug"], names["regimen"] = of_lines, set(of_lines)
    used = []
    known = sorted(words, key=lambda word: word.catalogue != "regimen")
    for word in known:  # regimens first, because their drugs go along
        if names[word.catalogue] & set(map(folded, word.names)):
            used.append(word)
            names["drug"] |= set(map(folded, listed(word.text("components"))))
    return tuple(sorted(used, key=lambda word: word.setting_name))
