"""cBioPortal: timeline files, and the table of patients beside them.

A row of a timeline is an event that counts whole days from day 0, which the file does
not name. Types of events are written in any case. What a status means is told by its
word; one that no list has is kept as the status of the disease.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from timeline.case.response_vocabulary import Response
from timeline.exchange.amounts import is_missing
from timeline.exchange.cbioportal_layout import (
    CODE,
    EVENT,
    RECORD_KIND,
    START,
    STOP,
    propose_own,
)
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import (
    AMOUNT,
    ANY,
    NOTED,
    PATIENT,
    ColumnRule,
    RecordRule,
    SheetMapping,
    fingerprint,
)
from timeline.exchange.settling import MappingQuestion
from timeline.exchange.sheet_proposal import SheetProposal
from timeline.exchange.sheets import CellGrid, TableSheet

NAME = "cbioportal"
_SAMPLE = "SAMPLE_ID"
_SEARCHED = 10
_SAMPLE_FIELDS = ("SAMPLE_TYPE", "ONCOTREE_CODE", "CANCER_TYPE")
_ORIGINS = {
    "primary": "primary tumour",
    "recurrence": "recurrence",
    "metastasis": "metastasis",
    "normal": "normal tissue",
}
_METHYLATION = {"methylated": "detected", "unmethylated": "not detected"}
_NOTED = ("ONCOTREE_CODE", "CANCER_TYPE", "NOTE", "SOMATIC_STATUS", "STATUS_1P_19Q")


@dataclass(frozen=True, slots=True)
class EventKind:
    """What events of some types are recorded as."""

    types: tuple[str, ...]
    kind: str
    columns: Mapping[str, str]
    """Field by the name of a column, of those that there may be."""
    given: Mapping[str, str] = field(default_factory=dict)
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Further columns that decide; without such a column the row counts."""


_MEDICAL = ("Medical Therapy", "Chemotherapy", "Systemic Therapy")
_EVENTS = (
    EventKind(
        ("TREATMENT",),
        "drug_course",
        {"AGENT": "drug", START: "start", STOP: "stop", "SUBTYPE": "notes"},
        {"drug": "drug not stated"},
        {"TREATMENT_TYPE": _MEDICAL},
    ),
    EventKind(
        ("TREATMENT",),
        "local_intervention",
        {START: "date", STOP: "stop", "SUBTYPE": "procedures", "SITE": "site"},
        {"type": "radiotherapy"},
        {"TREATMENT_TYPE": ("Radiation Therapy", "Radiotherapy")},
    ),
    EventKind(
        ("SURGERY",),
        "local_intervention",
        {
            START: "date",
            STOP: "stop",
            "EVENT_TYPE_DETAILED": "procedures",
            "SUBTYPE": "procedures",
            "SITE": "site",
        },
        {"type": "surgery"},
    ),
    EventKind(
        ("LAB_TEST",),
        "result",
        {START: "date", "TEST": "analyte", "RESULT": AMOUNT, "UNITS": "unit"},
    ),
    EventKind(
        ("SPECIMEN", "SAMPLE ACQUISITION"),
        "specimen",
        {START: "date", "SAMPLE_ID": "id", "SURGERY": "procedure", "SITE": "site"},
    ),
    EventKind(
        ("ADVERSE_EVENT", "TOXICITY"),
        "adverse_event",
        {
            START: "date",
            STOP: "stop",
            "TOXICITY": "term",
            "ADVERSE_EVENT": "term",
            "SUBTYPE": "term",
            "GRADE": "grade",
        },
    ),
    EventKind(("DIAGNOSIS",), "diagnosis", {START: "date", "HISTOLOGY": "histology"}),
)
_DEAD = frozenset({"deceased", "dead", "death", "1:deceased"})
_ALIVE = frozenset({"living", "alive", "0:living"})
_RESPONSES = frozenset(response.value.casefold() for response in Response)


def propose(grid: CellGrid, choices: TableChoices, _name: str) -> SheetProposal | None:
    """Propose how a file of cBioPortal is read; None if it is none.

    All files of a study are one source, since they are about the same patients.

    Args:
        grid: The file; lines that begin with # stand above the names.
        choices: What a person said.
    """
    for top, row in enumerate(grid.rows[:_SEARCHED]):
        if {CODE, RECORD_KIND} <= {*row}:
            return propose_own(TableSheet(grid, top), choices.source or NAME, NAME)
        upper = {cell.upper() for cell in row}
        timeline = {CODE, START, EVENT} <= upper
        samples = {CODE, _SAMPLE} <= upper and bool(upper & {*_SAMPLE_FIELDS})
        patients = CODE in upper and upper & {"OS_STATUS", "OS_MONTHS"}
        if timeline or samples or patients:
            study_file = _StudyFile(TableSheet(grid, top), choices)
            if timeline:
                return study_file.timeline()
            return study_file.samples() if samples else study_file.patients()
    return None


class _StudyFile:
    """One file of a study while its mapping is put together."""

    def __init__(self, sheet: TableSheet, choices: TableChoices) -> None:
        self._sheet, self._choices = sheet, choices
        self._columns = {header.upper(): header for header in sheet.header}
        self._questions: list[MappingQuestion] = []

    def timeline(self) -> SheetProposal:
        unknown = self._short_stops_are_unknown()
        rules = [self._patient({}), *self._events(unknown=unknown), *self._statuses()]
        return self._proposal(rules)

    def patients(self) -> SheetProposal:
        person = {"SEX": "sex", "RACE": "race", "ETHNICITY": "ethnicity"}
        rules = [self._patient(person)]
        if "AGE" in self._columns:
            aged = {"AGE": (ANY,)}
            rules.append(self._rule("diagnosis", {"AGE": "age"}, {}, aged))
        for status, words in (("dead", _DEAD), ("alive", _ALIVE)):
            when = {"OS_STATUS": tuple(sorted(words))}
            rules.append(self._rule("follow_up", {}, {"vital_status": status}, when))
        if "OS_MONTHS" in self._columns:
            given = {"quantity": "overall survival", "unit": "months"}
            survival = {"OS_MONTHS": (ANY,)}
            rules.append(
                self._rule("reported_outcome", {"OS_MONTHS": "value"}, given, survival)
            )
        return self._proposal(rules)

    def samples(self) -> SheetProposal:
        """Specimens, and what was seen in each of them."""
        rules = [self._patient({}), *self._origins()]
        of_sample = {_SAMPLE: "from_specimen"}
        if "GRADE" in self._columns or "CANCER_TYPE_DETAILED" in self._columns:
            seen = {"CANCER_TYPE_DETAILED": "histology", "GRADE": "grade"}
            rules.append(self._rule("staging", {**of_sample, **seen}, {}))
        if "TMB_NONSYNONYMOUS" in self._columns:
            burden = {**of_sample, "TMB_NONSYNONYMOUS": AMOUNT}
            when = {"TMB_NONSYNONYMOUS": (ANY,)}
            rules.append(self._rule("result", burden, {"analyte": "TMB"}, when))
        for name in self._columns:
            gene = name.removesuffix("_MUTATION")
            if gene not in ("", name):
                variant = {"gene": gene, "type": "variant", "detection": "detected"}
                fields = {**of_sample, name: "change"}
                rule = self._rule("molecular_finding", fields, variant, {name: (ANY,)})
                rules.append(rule)
        for word, detection in _METHYLATION.items():
            given = {"gene": "MGMT", "type": "methylation", "detection": detection}
            when = {"MGMT_STATUS": (word,)}
            if word in self._texts("MGMT_STATUS"):
                rules.append(self._rule("molecular_finding", of_sample, given, when))
        return self._proposal(rules)

    def _origins(self) -> Iterator[RecordRule]:
        """Specimens by what they were taken from; what has no place is a note."""
        columns = {_SAMPLE: "id"}
        words = self._texts("SAMPLE_TYPE")
        known = words & {*_ORIGINS}
        noted = [self._columns[n] for n in _NOTED if n in self._columns]
        for word in sorted(known):
            given = {"taken_from": _ORIGINS[word]}
            rule = self._rule("specimen", columns, given, {"SAMPLE_TYPE": (word,)})
            yield _with_notes(rule, noted)
        others = tuple(sorted(words - known))
        if others or not words:
            when = {"SAMPLE_TYPE": others} if others else None
            typed = [self._columns["SAMPLE_TYPE"]] if words else []
            yield _with_notes(self._rule("specimen", columns, {}, when), noted + typed)

    def _proposal(self, rules: list[RecordRule]) -> SheetProposal:
        source = self._choices.source or NAME
        header = fingerprint(self._sheet)
        mapping = SheetMapping(
            NAME, source, header, tuple(rules), tuple(self._unread(rules))
        )
        return SheetProposal(self._sheet, mapping, tuple(self._questions))

    def _patient(self, columns: Mapping[str, str]) -> RecordRule:
        rule = self._rule("patient", columns, {})
        code = ColumnRule(self._columns[CODE], "code")
        return RecordRule("patient", (code, *rule.columns[1:]), given=rule.given)

    def _rule(
        self,
        kind: str,
        columns: Mapping[str, str],
        given: Mapping[str, str],
        when: Mapping[str, tuple[str, ...]] | None = None,
        *,
        unknown: bool = False,
    ) -> RecordRule:
        """A rule with the columns that the file has; each field is filled once."""
        rules = {PATIENT: ColumnRule(self._columns[CODE], PATIENT)}
        for name, target in columns.items():
            if name in self._columns and target not in rules:
                counts = "days" if name in (START, STOP) else ""
                rules[target] = ColumnRule(self._columns[name], target, counts=counts)
        conditions = {
            self._columns[name]: words
            for name, words in (when or {}).items()
            if name in self._columns
        }
        stated = {name: text for name, text in given.items() if text}
        fields = tuple(rules.values())
        return RecordRule(kind, fields, conditions, stated, short_stop_unknown=unknown)

    def _events(self, *, unknown: bool) -> Iterator[RecordRule]:
        for event in _EVENTS:
            if self._texts(EVENT) & {each.casefold() for each in event.types}:
                when = {EVENT: event.types, **event.when}
                short = unknown and "stop" in event.columns.values()
                yield self._rule(
                    event.kind, event.columns, event.given, when, unknown=short
                )

    def _statuses(self) -> Iterator[RecordRule]:
        """A rule for each meaning that the words of the statuses have."""
        words = self._texts("STATUS") - {""}
        if not words:
            return
        dead, responses = words & _DEAD, words & _RESPONSES
        progressions = {word for word in words if "progress" in word} - responses
        others = words - dead - responses - progressions - (words & _ALIVE)
        meanings: tuple[tuple[set[str], str, dict[str, str], dict[str, str]], ...] = (
            ({*dead}, "follow_up", {}, {"vital_status": "dead"}),
            ({*words & _ALIVE}, "follow_up", {}, {"vital_status": "alive"}),
            ({*responses}, "assessment", {"STATUS": "response"}, {}),
            (progressions, "progression", {"STATUS": "event"}, {}),
            ({*others}, "follow_up", {"STATUS": "disease_status"}, {}),
        )
        for meant, kind, columns, given in meanings:
            if meant:
                when = {EVENT: ("STATUS",), "STATUS": tuple(sorted(meant))}
                yield self._rule(kind, {START: "date", **columns}, given, when)

    def _texts(self, name: str) -> set[str]:
        return {text.casefold() for text in self._cells(name)}

    def _cells(self, name: str) -> list[str]:
        header = self._columns.get(name)
        if header is None:
            return []
        place = self._sheet.header.index(header)
        return [row[place] for row in self._sheet.rows]

    def _unread(self, rules: list[RecordRule]) -> Iterator[ColumnRule]:
        """The columns that no rule reads, and spellings that are read as one."""
        read = {c.header for rule in rules for c in rule.columns}
        read |= {header for rule in rules for header in rule.when}
        for header in self._columns.values():
            if header not in read:
                yield ColumnRule(header, why="not understood")
        spellings = {text for text in self._cells(EVENT) if text}
        if len(spellings) > len({text.casefold() for text in spellings}):
            listed = ", ".join(sorted(spellings))
            why = f"{len(spellings)} spellings read as one: {listed}"
            yield ColumnRule(self._columns[EVENT], why=why)

    def _short_stops_are_unknown(self) -> bool:
        """Whether a stop next to the start says nothing; asked where there is one."""
        said = self._choices.short_stops
        pairs = zip(self._cells(START), self._cells(STOP), strict=False)
        if not said and any(_is_short(start, stop) for start, stop in pairs):
            self._questions.append(
                MappingQuestion(
                    self._columns[STOP],
                    "some events stop on the day they start, or on the next.",
                    "Say whether that is so, --short-stops stated, or whether the stop "
                    "is not known, --short-stops unknown.",
                )
            )
        return said == "unknown"


def _with_notes(rule: RecordRule, headers: list[str]) -> RecordRule:
    notes = (ColumnRule(header, NOTED) for header in headers)
    return replace(rule, columns=(*rule.columns, *notes))


def _is_short(start: str, stop: str) -> bool:
    if is_missing(stop):
        return False
    try:
        return 0 <= int(stop) - int(start) <= 1
    except ValueError:
        return False
