"""The files that tables came in, as sources of the records taken from them."""

from collections.abc import Collection

from timeline.case.case import Case
from timeline.case.record import Entry, Record, free_id
from timeline.case.records.bookkeeping import Source
from timeline.exchange.reading import FactPlace
from timeline.registry import Put


class Documents:
    """Names the file in each record, and adds it to the case where one names it."""

    def __init__(self, case: Case, taken: Collection[str]) -> None:
        """Take the case as it is stored.

        Args:
            case: For the files that it has as sources already.
            taken: Further ids that no new record may have.
        """
        self._code = case.code
        self._ids = {s.file_hash: s.id for s in case.of_kind(Source) if s.file_hash}
        self._taken = {*taken, *(entry.id for entry in case.entries)}
        self.actions: list[Put] = []
        """What adds the files that are new."""

    def placed(self, record: Entry, place: FactPlace | None) -> Entry:
        """The record with the file and the place in it; itself where it has none."""
        if place is None or not isinstance(record, Record):
            return record
        if record.source or record.locator:  # the table itself names the document
            return record
        source = self._id_of(place.source)
        return record.model_copy(update={"source": source, "locator": place.locator})

    def _id_of(self, document: Source) -> str:
        digest = document.file_hash or ""
        known = self._ids.get(digest)
        if known is not None:
            return known
        record_id = free_id(document.id, self._taken)
        self._taken.add(record_id)
        self._ids[digest] = record_id
        new = document.model_copy(update={"id": record_id})
        self.actions.append(Put(self._code, new))
        return record_id
