"""Which stored record each record of a file is: by id, by origin, or by what it says.

The id in a file is a name within that file. Where the file was exported from this
registry, it is the registry's own; else the registry remembers under which name it took
a record from which origin. What neither tells is compared by its content, and where
that leaves two readings, a person is asked.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline.case.fields import field_specs
from timeline.case.record import Entry
from timeline.case.records.patient import Patient
from timeline.exchange.merging import values_text
from timeline.exchange.reading import CaseFile
from timeline.registry import StoredCase, with_ids


@dataclass(frozen=True, slots=True)
class Matches:
    """What the records of a file are in the registry."""

    ids: Mapping[str, str]
    """Id in the registry by id in the file, of those that are stored."""
    unsure: Mapping[str, str] = field(default_factory=dict)
    """Id of the stored record that may be the same, by id in the file."""


def matches(file: CaseFile, stored: StoredCase, registry_id: str) -> Matches:
    """Match the records of a file with those that are stored."""
    matcher = _Matcher(file, stored, registry_id)
    matcher.match_patient()
    matcher.match_by_name()
    matcher.match_by_content()
    return Matches(matcher.ids, matcher.unsure())


class _Matcher:
    def __init__(self, file: CaseFile, stored: StoredCase, registry_id: str) -> None:
        self._file, self._stored = file, stored
        self._exported_here = bool(registry_id) and file.registry_id == registry_id
        self.ids: dict[str, str] = {}

    @property
    def _left(self) -> list[Entry]:
        return [e for e in self._file.case.entries if e.id not in self.ids]

    @property
    def _free(self) -> list[Entry]:
        taken = set(self.ids.values())
        return [e for e in self._stored.case.entries if e.id not in taken]

    def match_patient(self) -> None:
        self.ids[self._file.case.patient.id] = self._stored.case.patient.id

    def match_by_name(self) -> None:
        """By the registry's own id and version, else by origin and name."""
        if self._exported_here:
            known = {**self._stored.removed, **self._stored.versions}
            for entry in self._left:
                if entry.id in known and entry.id in self._file.versions:
                    self.ids[entry.id] = entry.id
            return
        origin = self._file.registry_id or self._file.origin
        names = {
            named.name: record_id
            for record_id, named in self._stored.origins.items()
            if named.source == origin
        }
        for entry in self._left:
            record_id = names.get(entry.id)
            if record_id is not None:
                self.ids[entry.id] = record_id

    def match_by_content(self) -> None:
        """Records that say the same, those first to which others refer."""
        free: dict[tuple[str, str], list[str]] = defaultdict(list)
        for stored in reversed(self._free):
            free[_content(stored)].append(stored.id)
        for entry in self._left:
            alike = free.get(_content(with_ids(entry, self.ids)))
            if alike:
                self.ids[entry.id] = alike.pop()

    def unsure(self) -> dict[str, str]:
        """Records that share the name, or what they are about, with a stored one."""
        pairs: dict[str, str] = {}
        free = self._free
        for entry in self._left:
            alike = [stored for stored in free if _alike(entry, stored)]
            if alike:
                pairs[entry.id] = alike[0].id
                free.remove(alike[0])
        return pairs


def _content(entry: Entry) -> tuple[str, str]:
    return entry.kind, values_text(entry.changed(id="x"))


def _alike(entry: Entry, stored: Entry) -> bool:
    if entry.kind != stored.kind or isinstance(entry, Patient):
        return False
    if entry.id == stored.id:
        return True
    dates = entry.dates()
    dated = any(date.known for date in dates.values())
    return dated and dates == stored.dates() and _subject(entry) == _subject(stored)


def _subject(entry: Entry) -> object:
    """What a record is about: its first required field, such as the marker."""
    for spec in field_specs(type(entry)):
        if spec.required and spec.name != "id":
            return getattr(entry, spec.name)
    return None
