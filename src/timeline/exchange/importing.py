"""What an import will do to one patient, worked out before anything is stored.

A file is merged with what is stored: what only the file changed is taken, what only a
colleague changed stays, and what both changed is a question. Who changed what shows in
comparison with what the file, or the registry that exported it, said last time.
Nothing is taken away unless that was asked for.
"""

from collections.abc import Iterable, Sequence

from pydantic import ValidationError

from timeline.case.record import Entry, free_id
from timeline.errors import TimelineError
from timeline.exchange.case_sources import what_sources_collect
from timeline.exchange.case_words import plan_words
from timeline.exchange.import_choices import ImportChoices, Likeness, Side
from timeline.exchange.import_plan import ComparedRecord, ImportPlan, Outcome
from timeline.exchange.matching import Matches, matches
from timeline.exchange.merging import (
    contradictions,
    field_changes,
    merge,
    stated_by,
    values_text,
)
from timeline.exchange.reading import CaseFile
from timeline.registry import (
    Action,
    Configure,
    Origin,
    Put,
    Receipt,
    Registry,
    Remove,
    Restore,
    Session,
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
    for entry in file.case.entries:
        plan.records.append(ComparedRecord(Outcome.NEW, entry, entry.id))
        origin = _origin(file, entry.id, entry)
        confirmed = choices.another_patient
        plan.actions.append(
            Put(file.case.code, entry, origin=origin, code_confirmed=confirmed)
        )
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
        self._result = ImportPlan(self._code, file)

    def plan(self) -> ImportPlan:
        if not self._choices.same_patient:
            self._result.contradictions = tuple(
                contradictions(self._file.case, self._stored.case)
            )
        self._name_new_records()
        for entry in self._file.case.entries:
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
        return self._result

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
            return stated if older else stated_by(own, type(stated))
        known = any(stated_by(o, type(stated)) == stated for o in origins)
        return stated if known else None

    def _add(self, stated: Entry, name: str) -> None:
        unsure = name in self._matched.unsure and self._choices.alike is None
        outcome = Outcome.UNSURE if unsure else Outcome.NEW
        alike = self._stored.case.get(self._matched.unsure.get(name, ""))
        fields = tuple(field_changes(alike, stated)) if unsure and alike else ()
        self._result.records.append(ComparedRecord(outcome, stated, name, fields))
        origin = _origin(self._file, name, stated)
        self._result.actions.append(Put(self._code, stated, origin=origin))

    def _compare(self, stated: Entry, name: str, live: Entry) -> None:
        base = self._base(stated, name)
        taken, clashes, kept = merge(
            stated,
            live,
            base,
            clearing=self._choices.replace,
            trusted=name in self._matched.by_likeness,
        )
        if clashes and self._choices.both_changed is Side.FILE:
            taken, clashes = [*taken, *clashes], []
        elif clashes and self._choices.both_changed is Side.REGISTRY:
            kept, clashes = [*kept, *clashes], []
        merged = live
        try:
            values = {key: getattr(stated, key) for key in taken}
            merged = live.changed(**values) if values else live
        except ValidationError:  # the fields hold only together
            clashes, taken = [*clashes, *taken], []
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
            self._result.actions.append(Put(self._code, stated, seen, origin))
            return
        asked = changed and self._choices.both_changed is None
        outcome = Outcome.CLASH if asked else Outcome.IN_BIN
        fields = tuple(field_changes(removed, stated)) if asked else ()
        self._result.records.append(ComparedRecord(outcome, stated, name, fields))

    def _leave_or_remove(self) -> None:
        """What the file does not hold stays; it goes only where that was asked for."""
        held = set(self._ids.values())
        for entry in self._stored.case.records:
            if entry.id in held or entry.id in self._matched.unsure.values():
                continue
            outcome = Outcome.REMOVED if self._choices.replace else Outcome.ABSENT
            self._result.records.append(ComparedRecord(outcome, entry, entry.id))
            if self._choices.replace:
                seen = self._stored.versions[entry.id]
                self._result.actions.append(Remove(self._code, entry.id, seen))


def _outcome(taken: list[str], clashes: list[str], kept: list[str]) -> Outcome:
    if clashes:
        return Outcome.CLASH
    if taken:
        return Outcome.CHANGED
    return Outcome.KEPT if kept else Outcome.SAME


class ImportStoppedError(TimelineError):
    """A person has to decide something before anything is stored.

    Attributes:
        plans: What the import would do, with what is asked.
    """

    title = "Nothing was imported"

    def __init__(self, message: str, plans: tuple[ImportPlan, ...], hint: str) -> None:
        super().__init__(message, hint=hint)
        self.plans = plans


def import_plans(
    registry: Registry,
    plans: Sequence[ImportPlan],
    session: Session,
) -> Receipt:
    """Store what the plans say: all of them as one action, or nothing.

    Args:
        registry: Where it goes.
        plans: What to do to each patient.
        session: Who imports; a change of what is stored needs a reason.

    Raises:
        ImportStoppedError: If something is still to be decided, or a reason is missing.
        ConflictError: If somebody stored something since the plans were made.
    """
    check_settled(plans, session.reason)
    reason = session.reason or "imported from a case file"
    files = [plan.file for plan in plans]
    actions = [*_without_repeated_words(plans), *what_sources_collect(registry, files)]
    return registry.apply(actions, Session(session.actor, reason))


def _without_repeated_words(plans: Sequence[ImportPlan]) -> list[Action]:
    """The actions of all plans, with a word that several files bring along once.

    Raises:
        ImportStoppedError: If two files say different things of one word.
    """
    actions: list[Action] = []
    words: dict[str, Configure] = {}
    for action in (action for plan in plans for action in plan.actions):
        if not isinstance(action, Configure):
            actions.append(action)
        elif words.setdefault(action.name, action) != action:
            raise ImportStoppedError(
                "Two of the files define a word of the vocabulary differently.",
                tuple(plans),
                "Import one file after the other.",
            )
    return [*words.values(), *actions]


def check_settled(plans: Sequence[ImportPlan], reason: str) -> None:
    """Refuse plans in which a person has to decide something first.

    Raises:
        ImportStoppedError: With what is to be decided, and by which option.
    """
    plans = tuple(plans)
    for plan in plans:
        if plan.contradictions:
            raise ImportStoppedError(
                f"{plan.code} may name somebody else: "
                f"{', '.join(plan.contradictions)}.",
                plans,
                "Give the patient another code, or import with --same-patient.",
            )
    if clashes := sum(plan.count(Outcome.CLASH) for plan in plans):
        raise ImportStoppedError(
            f"Both the file and somebody here changed {_records(clashes)}.",
            plans,
            "Say whose values stand: --both-changed file, or registry.",
        )
    if unsure := sum(plan.count(Outcome.UNSURE) for plan in plans):
        raise ImportStoppedError(
            f"{_records(unsure)} of the file may be stored already, in other words.",
            plans,
            "Say what they are: --alike same changes the stored ones, --alike new "
            "adds them.",
        )
    changes = sum(plan.count(Outcome.CHANGED, Outcome.REMOVED) for plan in plans)
    if changes and not reason.strip():
        raise ImportStoppedError(
            f"{_records(changes)} that {'is' if changes == 1 else 'are'} stored would "
            "change.",
            plans,
            "Say why with --reason.",
        )


def _records(count: int) -> str:
    return f"{count} record{'s' * (count != 1)}"
