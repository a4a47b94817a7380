"""What a writer takes and gives: cases, files, and every fact without a place there."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO

from timeline.case.case import Case
from timeline.clinical.catalogues.own_words import OwnWord, words_in
from timeline.exchange.delimited import escaped
from timeline.registry import StoredCase

NOT_WRITTEN = "not-written.csv"


@dataclass(frozen=True, slots=True)
class LeavingCases:
    """Cases that are to be written."""

    stored: tuple[StoredCase, ...]
    words: tuple[OwnWord, ...] = ()
    """The vocabulary of the site."""
    registry_id: str = ""
    """The registry that they come from; empty where that is not to be told."""

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases without their versions."""
        return tuple(stored.case for stored in self.stored)


@dataclass(frozen=True, slots=True)
class UnwrittenFact:
    """A fact that a format has no place for."""

    patient: str
    record: str
    """Id of the record, or the word of the vocabulary."""
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeavingFiles:
    """What leaves, by name of the file, and what does not."""

    files: dict[str, bytes]
    unwritten: tuple[UnwrittenFact, ...] = ()

    @property
    def with_list(self) -> dict[str, bytes]:
        """The files, with the list of what is not in them where there is any."""
        if not self.unwritten:
            return self.files
        return {**self.files, NOT_WRITTEN: unwritten_csv(self.unwritten)}


def unwritten_csv(facts: Iterable[UnwrittenFact]) -> bytes:
    """The list of what was not written, as a table."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["patient", "record", "field", "reason"])
    for fact in facts:
        cells = (fact.patient, fact.record, fact.field, fact.reason)
        writer.writerow(map(escaped, cells))
    return text.getvalue().encode()


def words_not_written(leaving: LeavingCases) -> Iterator[UnwrittenFact]:
    """The words of the site that cases use, for a format without a place for them."""
    reason = "the vocabulary of a site has no place in this format"
    for case in leaving.cases:
        for word in words_in(case, leaving.words):
            yield UnwrittenFact(case.code, word.in_words, "vocabulary", reason)
