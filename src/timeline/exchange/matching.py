"""Which stored record each record of a file is: by id, by origin, or by what it says.

The id in a file is a name within that file. Where the file was exported from this
registry, it is the registry's own; else the registry remembers under which name it took
a record from which origin, and what that origin said. What a record says goes before
its name: people renumber their files, and two of them use one name for two facts. Where
two readings remain, a person is asked.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from timeline.case.anchors import anchor_ids
from timeline.case.fields import Role, field_specs
from timeline.case.privacy import Privacy
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order
from timeline.case.records.patient import Patient
from timeline.exchange.merging import stated_by, values_text
from timeline.exchange.reading import CaseFile
from timeline.registry import Origin, StoredCase, with_ids


@dataclass(frozen=True, slots=True)
class Matches:
    """What the records of a file are in the registry."""

    ids: Mapping[str, str]
    """Id in the registry by id in the file, of those that are stored."""
    unsure: Mapping[str, str] = field(default_factory=dict)
    """Id of the stored record that may be the same, by id in the file."""
    by_likeness: Collection[str] = ()
    """Ids in the file of those that are taken for a stored record that is only like
    them, since a person said so."""
    exported_here: bool = False
    """Whether the file was exported from this registry."""


def matches(
    file: CaseFile,
    stored: StoredCase,
    removed: Iterable[Entry],
    registry_id: str,
    *,
    alike_is_same: bool = False,
) -> Matches:
    """Match the records of a file with those that are stored.

    Args:
        file: The file.
        stored: What the registry holds under its study code.
        removed: What is in the bin there.
        registry_id: Id of the registry.
        alike_is_same: Whether a record that is like a stored one is that one.
    """
    exported_here = bool(registry_id) and file.registry_id == registry_id
    matcher = _Matcher(file, stored, removed)
    matcher.take({file.case.patient.id: stored.case.patient.id})
    if file.of_rows:  # a table may name records that are stored and not in it
        matcher.ids |= {r: r for r in stored.versions if file.case.get(r) is None}
    if exported_here:
        matcher.match_exported()
        matcher.match_by_content()
    elif file.of_rows:
        matcher.match_by_content()
        matcher.match_alone()
        matcher.match_by_content()
    else:
        matcher.match_by_name(exactly=True)
        matcher.match_by_content()
        matcher.match_by_name(exactly=False)
        matcher.match_by_content()
    unsure = matcher.unsure()
    by_likeness: set[str] = set()
    while alike_is_same and unsure:
        by_likeness |= unsure.keys()
        matcher.take(unsure)
        matcher.match_by_content()  # what refers to them may be settled by that
        unsure = matcher.unsure()
    return Matches(matcher.ids, unsure, by_likeness, exported_here=exported_here)


class _Matcher:
    def __init__(
        self, file: CaseFile, stored: StoredCase, removed: Iterable[Entry]
    ) -> None:
        self._file, self._stored = file, stored
        self._removed = {entry.id: entry for entry in removed}
        self.ids: dict[str, str] = {}
        self._taken: set[str] = set()

    def take(self, pairs: Mapping[str, str]) -> None:
        """Let records of the file be stored ones, by their ids."""
        self.ids |= pairs
        self._taken |= set(pairs.values())

    @property
    def _left(self) -> list[Entry]:
        return [e for e in self._file.case.entries if e.id not in self.ids]

    @property
    def _free(self) -> list[Entry]:
        return [e for e in self._stored.case.entries if e.id not in self._taken]

    def _stored_entry(self, record_id: str) -> Entry | None:
        return self._stored.case.get(record_id) or self._removed.get(record_id)

    def match_exported(self) -> None:
        """By the registry's own id, where the version says that it is one."""
        for entry in self._left:
            stored = self._stored_entry(entry.id)
            if stored is None or entry.kind != stored.kind:
                continue
            again = entry.id not in self._removed and _another(entry, stored)
            if entry.id in self._file.versions and not again:
                self.take({entry.id: entry.id})

    def match_by_name(self, *, exactly: bool) -> None:
        """By origin and name: first what says the same, then what may be edited."""
        source = self._file.source
        names: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
        for record_id, origins in self._stored.origins.items():
            stored = self._stored_entry(record_id)
            for origin in origins:
                if stored is not None and origin.source == source:
                    stated = stated_by(origin, type(stored)) or stored
                    names[origin.name].append((record_id, stated))
        for entry in self._left:
            for record_id, stated in names[entry.id]:
                if record_id in self._taken or entry.kind != stated.kind:
                    continue
                settled = self._settled(entry)
                same = settled is not None and _content(settled) == _content(stated)
                if same or not (exactly or _another(entry, stated)):
                    self.take({entry.id: record_id})
                    break

    def match_alone(self) -> None:
        """A row whose key one row and one record of this source are left with.

        The key of a row is source, patient, date and what it is about. Several are a
        question; the name of a row is none, since names count rows of one key.
        """
        rows: dict[object, list[Entry]] = defaultdict(list)
        for entry in self._left:
            if (about := _key_of_row(with_ids(entry, self.ids))) is not None:
                rows[about].append(entry)
        stated = self._stated_by_source()
        records: dict[object, list[str]] = defaultdict(list)
        for record_id, entry in stated.items():
            records[_key_of_row(entry)].append(record_id)
        for about, entries in rows.items():
            alone = len(entries) == len(records[about]) == 1
            if alone and not _apart(entries[0], stated[records[about][0]]):
                self.take({entries[0].id: records[about][0]})

    def _stated_by_source(self) -> dict[str, Entry]:
        """What this source said last of the records that are still free."""
        stated: dict[str, Entry] = {}
        for record_id, origins in self._stored.origins.items():
            stored = self._stored_entry(record_id)
            own = next((o for o in origins if o.source == self._file.source), None)
            if own is not None and stored is not None and record_id not in self._taken:
                stated[record_id] = stated_by(own, type(stored)) or stored
        return stated

    def match_by_content(self) -> None:
        """Records that say what a stored one says or said, again and again.

        Only where all that a record refers to is matched can its content be compared:
        until then its references are names of the file.
        """
        while self._match_contents():
            pass

    def _match_contents(self) -> bool:
        contents: dict[tuple[str, str], list[str]] = defaultdict(list)
        for record_id, content in reversed(list(self._stored_contents())):
            contents[content].append(record_id)
        before = len(self.ids)
        for entry in self._left:
            settled = self._settled(entry)
            alike = contents.get(_content(settled), []) if settled else []
            while alike and alike[-1] in self._taken:
                alike.pop()
            if alike:
                self.take({entry.id: alike.pop()})
        return len(self.ids) > before

    def _stored_contents(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """What the stored records say, then what files said of them, the bin last."""
        for entry in self._free:
            yield entry.id, _content(entry)
            if self._file.of_rows:
                yield entry.id, _content(entry, placed=False)
        for entry in (*self._stored.case.entries, *self._removed.values()):
            if entry.id not in self._taken:
                for origin in self._stored.origins.get(entry.id, ()):
                    if content := _stated_content(entry, origin):
                        yield entry.id, content

    def _settled(self, entry: Entry) -> Entry | None:
        """The record with the registry's ids; None while it names what has none yet."""
        if all(name in self.ids for name in _named(entry)):
            return with_ids(entry, self.ids)
        return None

    def unsure(self) -> dict[str, str]:
        """Records that share the name, or what they are about, with a stored one."""
        pairs: dict[str, str] = {}
        free = {entry.id: entry for entry in self._free}
        for entry in self._left:
            if entry.id in free and entry.kind == free[entry.id].kind:
                pairs[entry.id] = entry.id
                del free[entry.id]
        abouts: dict[object, list[str]] = defaultdict(list)
        for stored in free.values():
            abouts[_about(stored)].append(stored.id)
        for entry in self._left:
            about = _about(with_ids(entry, self.ids))
            if about is not None and entry.id not in pairs and abouts[about]:
                pairs[entry.id] = abouts[about].pop(0)
        return pairs


def _content(entry: Entry, *, placed: bool = True) -> tuple[str, str]:
    return entry.kind, values_text(entry, named=False, placed=placed)


def _stated_content(entry: Entry, origin: Origin) -> tuple[str, str] | None:
    """What an origin said of a record; without validating, since there may be many."""
    try:
        values = json.loads(origin.values)
        values.pop("id", None)
    except (ValueError, AttributeError):  # another program wrote it
        return None
    return entry.kind, json.dumps(values, ensure_ascii=False, sort_keys=True)


def _named(entry: Entry) -> set[str]:
    """The ids of the records to which a record refers."""
    names = set(entry.references().values())
    if isinstance(entry, Order):
        names |= entry.record_ids
    return names | anchor_ids(entry)


def _about(entry: Entry) -> object:
    """When and what a record is about; None where it has no date or is the patient."""
    dates = entry.dates()
    if isinstance(entry, Patient) or not any(date.known for date in dates.values()):
        return None
    return (
        entry.kind,
        tuple((name, date.canonical) for name, date in dates.items()),
        subject_of(entry),
    )


def _key_of_row(entry: Entry) -> object:
    """When a fact began and what it is about: a later stop is the same fact changed."""
    about = _about(entry)
    dates = entry.dates().items()
    first = next(((name, d.canonical) for name, d in dates if d.known), None)
    return about and (entry.kind, first, subject_of(entry))


def _another(entry: Entry, stated: Entry) -> bool:
    """Whether a record under a known name is rather another fact.

    A correction changes a date, or a value; where both differ from what the file said
    under that name last time, the name may have been given again.
    """
    before = stated.dates()
    dates = {name: date for name, date in entry.dates().items() if date.known}
    both = [name for name, date in before.items() if date.known and name in dates]
    if not both or any(dates[name] == before[name] for name in both):
        return False
    return any(
        getattr(stated, spec.name) not in (None, (), getattr(entry, spec.name))
        for spec in field_specs(type(stated))
        if spec.role not in (Role.DATE, Role.REFERENCE) and spec.name != "id"
    )


def _apart(entry: Entry, stated: Entry) -> bool:
    """Whether both say at what time of the day, and another one."""
    clocks = (s.name for s in field_specs(type(entry)) if s.privacy is Privacy.CLOCK)
    pairs = ((getattr(entry, name), getattr(stated, name)) for name in clocks)
    return any(one and other and one != other for one, other in pairs)


def subject_of(entry: Entry) -> tuple[object, ...]:
    """What a record is about: its first required field, such as the marker.

    What it has to refer to belongs to that, such as the line of a drug.
    """
    subject: list[object] = []
    for spec in field_specs(type(entry)):
        if spec.required and spec.name != "id":
            subject.append(getattr(entry, spec.name))
            if spec.role is not Role.REFERENCE:
                break
    return tuple(subject)
