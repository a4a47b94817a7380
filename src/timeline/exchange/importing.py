"""What an import will do to one patient, worked out before anything is stored.

A file is merged with what is stored: what only the file changed is taken, what only a
colleague changed stays, and what both changed is a question. Who changed what shows in
comparison with what the file, or the registry that exported it, said last time.
Nothing is taken away unless that was asked for.
"""

from collections.abc import Iterable, Sequence

from pydantic import ValidationError

from timeline.case.record import Entry, free_id
from timeline.case.records.patient import Patient
from timeline.exchange.case_words import plan_words
from timeline.exchange.documents import Documents
from timeline.exchange.import_choices import ImportChoices, Likeness, Side
from timeline.exchange.import_plan import ComparedRecord, ImportPlan, Outcome
from timeline.exchange.matching import Matches, matches
from timeline.exchange.merging import (
    contradictions,
    field_changes,
    merge,
    stated_by,
    states_place,
    text_of_value,
    values_text,
)
from timeline.exchange.reading import CaseFile
from timeline.registry import (
    Origin,
    Put,
    Registry,
    Remove,
    Restore,
    StoredCase,
    UnknownPatientError,
    UnknownRecordError,
    with_ids,
)


def plan_import(
    registry: Registry, file: CaseFile, choices: ImportChoices
) -> ImportPlan:
    """Work out what importing a file will do.

    Args:
        registry: Where it is to go; nothing is stored yet.
        file: The case as the file holds it.
        choices: What a person decided.

    Returns:
        Every record with what becomes of it, and the actions that store it.

    Raises:
        UnknownPatientError: If the patient is in the bin.
    """
    words = plan_words(registry, file.words)
    plan = _plan_records(registry, file, choices)
    plan.words = words
    plan.actions[:0] = words.actions
    return plan


def _plan_records(
    registry: Registry, file: CaseFile, choices: ImportChoices
) -> ImportPlan:
    own_id = registry.registry_id()
    try:
        stored = registry.load(file.case.code)
    except UnknownPatientError as error:
        if error.in_bin:
            raise
        return _new_patient(file, choices)
    removed = registry.deleted(file.case.code)
    matched = matches(
        file,
        stored,
        removed,
        own_id,
        alike_is_same=choices.alike is Likeness.SAME,
    )
    planner = _Planner(registry, file, stored, removed, matched, choices)
    return planner.plan()


def _new_patient(file: CaseFile, choices: ImportChoices) -> ImportPlan:
    plan = ImportPlan(file.case.code, file)
    documents = Documents(file.case, ())
    for entry in file.case.entries:
        plan.records.append(ComparedRecord(Outcome.NEW, entry, entry.id))
        origin = _origin(file, entry.id, entry)
        confirmed = choices.another_patient
        placed = documents.placed(entry, file.places.get(entry.id))
        plan.actions.append(
            Put(file.case.code, placed, origin=origin, code_confirmed=confirmed)
        )
    plan.actions += documents.actions
    return plan


def _origin(file: CaseFile, name: str, stated: Entry) -> Origin:
    return Origin(file.source, name, values_text(stated), file.versions.get(name))


def _last_of(source: str, origins: Iterable[Origin]) -> Origin | None:
    """What a source said last."""
    return next((origin for origin in origins if origin.source == source), None)


class _Planner:
    """Compares the records of one file with those of one stored case."""

    def __init__(
        self,
        registry: Registry,
        file: CaseFile,
        stored: StoredCase,
        removed: Sequence[Entry],
        matched: Matches,
        choices: ImportChoices,
    ) -> None:
        self._registry, self._file, self._stored = registry, file, stored
        self._choices, self._matched = choices, matched
        self._in_bin = {entry.id: entry for entry in removed}
        self._code = stored.case.code
        self._ids = dict(matched.ids)
        self._base = self._exported_base if matched.exported_here else self._stated_base
        self._documents = Documents(stored.case, (*stored.removed, *self._ids.values()))
        self._result = ImportPlan(self._code, file)

    def plan(self) -> ImportPlan:
        if not self._choices.same_patient:
            self._result.contradictions = tuple(
                contradictions(self._file.case, self._stored.case)
            )
        self._name_new_records()
        for entry in self._file.case.entries:
            if self._file.of_rows and _names_patient_alone(entry):
                continue
            record_id = self._ids[entry.id]
            stated = with_ids(entry, self._ids)
            live = self._stored.case.get(record_id)
            if record_id in self._in_bin and live is None:
                self._compare_removed(stated, entry.id, self._in_bin[record_id])
            elif live is not None:
                self._compare(stated, entry.id, live)
            else:
                self._add(stated, entry.id)
        self._leave_or_remove()
        self._result.actions += self._documents.actions
        return self._result

    def _placed(self, record: Entry, name: str) -> Entry:
        return self._documents.placed(record, self._file.places.get(name))

    def _name_new_records(self) -> None:
        """Give new records ids that nothing has, so that references stay apart."""
        taken = {*self._stored.versions, *self._stored.removed, *self._ids.values()}
        for entry in self._file.case.entries:
            if entry.id not in self._ids:
                record_id = free_id(entry.id, taken)
                taken.add(record_id)
                self._ids[entry.id] = record_id

    def _exported_base(self, stated: Entry, name: str) -> Entry | None:
        """The record at the version that was exported."""
        version = self._file.versions.get(name)
        if version is None:
            return None
        for origin in self._stored.origins.get(stated.id, ()):
            again = (self._file.registry_id, version) == (origin.source, origin.version)
            if again and stated_by(origin, type(stated)) == stated:
                return stated  # this edited export was imported before
        try:
            return self._registry.record_at(self._code, stated.id, version)
        except UnknownRecordError:
            return None

    def _stated_base(self, stated: Entry, name: str) -> Entry | None:
        """The record as this origin stated it last time, or as another one did.

        A copy of a file under another name, or an older export, changed nothing: it is
        its own base.
        """
        origins = self._stored.origins.get(stated.id, ())
        own = _last_of(self._file.source, origins)
        if own is not None:
            older = own.version and self._file.versions.get(name, 0) < own.version
            again = own.values == values_text(stated)
            return stated if older or again else stated_by(own, type(stated))
        known = any(stated_by(o, type(stated)) == stated for o in origins)
        return stated if known else None

    def _add(self, stated: Entry, name: str) -> None:
        unsure = name in self._matched.unsure and self._choices.alike is None
        outcome = Outcome.UNSURE if unsure else Outcome.NEW
        alike = self._stored.case.get(self._matched.unsure.get(name, ""))
        fields = tuple(field_changes(alike, stated)) if unsure and alike else ()
        self._result.records.append(ComparedRecord(outcome, stated, name, fields))
        origin = _origin(self._file, name, stated)
        placed = self._placed(stated, name)
        self._result.actions.append(Put(self._code, placed, origin=origin))

    def _compare(self, stated: Entry, name: str, live: Entry) -> None:
        base = self._base(stated, name)
        taken, clashes, kept = merge(
            stated,
            live,
            base,
            clearing=self._choices.replace,
            trusted=name in self._matched.by_likeness,
            placed=not self._file.of_rows or states_place(stated),
        )
        if clashes and self._choices.both_changed is Side.FILE:
            taken, clashes = [*taken, *clashes], []
        elif clashes and self._choices.both_changed is Side.REGISTRY:
            kept, clashes = [*kept, *clashes], []
        merged = live
        try:
            values = {key: getattr(stated, key) for key in taken}
            merged = self._placed(live.changed(**values), name) if values else live
        except ValidationError:  # the fields hold only together
            clashes, taken = [*clashes, *taken], []
        if self._file.of_rows and isinstance(stated, Patient):
            # each file of a source says another part of the patient
            kept = [key for key in kept if text_of_value(getattr(stated, key))]
        outcome = _outcome(taken, clashes, kept)
        names = clashes or taken or kept
        fields = tuple(field_changes(live, stated, names))
        self._result.records.append(ComparedRecord(outcome, merged, name, fields))
        if outcome is Outcome.CHANGED or self._says_more(stated, name, base):
            seen = self._stored.versions[live.id]
            origin = _origin(self._file, name, stated)
            self._result.actions.append(Put(self._code, merged, seen, origin))

    def _says_more(self, stated: Entry, name: str, base: Entry | None) -> bool:
        """Whether the next import has to know what this file says of the record.

        Without that, a value that both sides came to, and that was corrected here later
        on, would be taken from the same file as if the file had changed it.
        """
        if self._matched.exported_here and stated == base:
            return False
        origin = _origin(self._file, name, stated)
        origins = self._stored.origins.get(stated.id, ())
        own = _last_of(origin.source, origins)
        if own is not None:
            return own != origin and (origin.version or 0) >= (own.version or 0)
        return all(earlier.values != origin.values for earlier in origins)

    def _compare_removed(self, stated: Entry, name: str, removed: Entry) -> None:
        """A record that is in the bin stays there, unless the file has changed it."""
        base = self._base(stated, name)
        changed = base is not None and stated != base
        if changed and self._choices.both_changed is Side.FILE:
            self._result.records.append(ComparedRecord(Outcome.CHANGED, stated, name))
            self._result.actions.append(Restore(self._code, removed.id))
            seen = self._stored.removed[removed.id]
            origin = _origin(self._file, name, stated)
            placed = self._placed(stated, name)
            self._result.actions.append(Put(self._code, placed, seen, origin))
            return
        asked = changed and self._choices.both_changed is None
        outcome = Outcome.CLASH if asked else Outcome.IN_BIN
        fields = tuple(field_changes(removed, stated)) if asked else ()
        self._result.records.append(ComparedRecord(outcome, stated, name, fields))

    def _leave_or_remove(self) -> None:
        """What the file does not hold stays; it goes only where that was asked for."""
        held = {self._ids[entry.id] for entry in self._file.case.entries}
        for entry in self._stored.case.records:
            if entry.id in held or entry.id in self._matched.unsure.values():
                continue
            if self._file.of_rows and not self._has_stated(entry):
                continue
            outcome = Outcome.REMOVED if self._choices.replace else Outcome.ABSENT
            self._result.records.append(ComparedRecord(outcome, entry, entry.id))
            if self._choices.replace:
                seen = self._stored.versions[entry.id]
                self._result.actions.append(Remove(self._code, entry.id, seen))

    def _has_stated(self, stored: Entry) -> bool:
        """Whether an earlier file of this source held a record that this one could."""
        if stored.kind not in self._file.kinds:
            return False
        origins = self._stored.origins.get(stored.id, ())
        return any(origin.source == self._file.source for origin in origins)


def _names_patient_alone(entry: Entry) -> bool:
    """Whether a record is a patient of whom nothing but the code is said."""
    said = {name for name, value in entry.values().items() if text_of_value(value)}
    return isinstance(entry, Patient) and said <= {"id", "code"}


def _outcome(taken: list[str], clashes: list[str], kept: list[str]) -> Outcome:
    if clashes:
        return Outcome.CLASH
    if taken:
        return Outcome.CHANGED
    return Outcome.KEPT if kept else Outcome.SAME
