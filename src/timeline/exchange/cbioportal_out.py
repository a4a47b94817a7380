"""Cases as a study of cBioPortal: a timeline for each kind of record, and patients.

The columns that cBioPortal knows stand first, those that hold every field behind them
(`cbioportal_layout`). What has no day stands in `unplaced.txt`, which cBioPortal does
not load and `import` reads.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.case.assay_vocabulary import sign_of
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.molecular import Specimen
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.exchange.cbioportal_layout import (
    CODE,
    EVENT,
    RECORD_KIND,
    START,
    STOP,
    own_columns,
)
from timeline.exchange.field_texts import (
    table_bytes,
    text_of,
    texts_of,
    unreadable_texts,
)
from timeline.exchange.leaving import (
    LeavingCases,
    LeavingFiles,
    UnwrittenFact,
    words_not_written,
)
from timeline.exchange.study_days import StudyDays

STUDY = "timeline_export"
UNPLACED = "unplaced.txt"
_RADIOTHERAPY = frozenset(
    {
        InterventionKind.RADIOTHERAPY,
        InterventionKind.RADIOTHERAPY_UNSPECIFIED,
        InterventionKind.STEREOTACTIC,
        InterventionKind.BRACHYTHERAPY,
    }
)
_NO_DAY = f"no day since day 0 can be told; it stands in {UNPLACED} only"
_ONE_LINE = "a row of cBioPortal is one line, and the text has several"
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _StudyRows:
    """The rows of a study, each with its texts by column."""

    placed: dict[str, list[Cells]]
    """By kind of record."""
    unplaced: list[Cells]
    unwritten: list[UnwrittenFact]


def write_files(leaving: LeavingCases) -> LeavingFiles:
    """Cases as the files of one study."""
    rows = _StudyRows({}, [], [*words_not_written(leaving), *unreadable_texts(leaving)])
    for case in leaving.cases:
        _add(case, rows)
    files = {"meta_study.txt": _meta_study()}
    for name, (datatype, content) in _tables(leaving.cases, rows):
        files[f"data_{name}.txt"] = content
        meta = {"genetic_alteration_type": "CLINICAL", "datatype": datatype}
        files[f"meta_{name}.txt"] = _meta(meta | {"data_filename": f"data_{name}.txt"})
    if rows.unplaced:
        files[UNPLACED] = _table(rows.unplaced, (CODE, RECORD_KIND))
    return LeavingFiles(files, tuple(rows.unwritten))


def _tables(
    cases: Sequence[Case], rows: _StudyRows
) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """Name, kind of data and content of each table."""
    patients = rows.placed.get(Patient.kind, [])
    yield "clinical_patient", ("PATIENT_ATTRIBUTES", _clinical(patients))
    samples = [cells for case in cases for cells in _samples(case)]
    yield "clinical_sample", ("SAMPLE_ATTRIBUTES", _clinical(samples))
    for kind, events in rows.placed.items():
        if kind != Patient.kind:
            columns = (CODE, START, STOP, EVENT)
            yield f"timeline_{kind}", ("TIMELINE", _table(events, columns))


def _add(case: Case, rows: _StudyRows) -> None:
    days = StudyDays(case)
    for entry in case.entries:
        own = {RECORD_KIND: entry.kind, **_own_cells(case, entry, rows.unwritten)}
        person = {CODE: case.code}
        if isinstance(entry, Patient):
            person["DAY_ZERO"] = days.day_zero
            rows.placed.setdefault(entry.kind, []).append(person | own)
            continue
        first, last = days.of(entry)
        if first is None:
            rows.unplaced.append(person | own)
            fact = UnwrittenFact(case.code, entry.id, "date", _NO_DAY)
            rows.unwritten.append(fact)
            continue
        when = {START: str(first), STOP: "" if last is None else str(last)}
        cells = person | when | _standard(case.code, entry) | own
        rows.placed.setdefault(entry.kind, []).append(cells)


def _own_cells(
    case: Case, entry: Entry, unwritten: list[UnwrittenFact]
) -> dict[str, str]:
    """Every field of a record in its own column, but for texts of several lines."""
    columns = own_columns(type(entry))
    cells = {}
    for name, text in texts_of(entry).items():
        if len(text.splitlines()) > 1:
            unwritten.append(UnwrittenFact(case.code, entry.id, name, _ONE_LINE))
        else:
            cells[columns[name]] = text
    return cells


def _standard(code: str, entry: Entry) -> dict[str, str]:
    """The columns by which cBioPortal itself shows an event."""
    cells = {EVENT: entry.kind.upper()}
    match entry:
        case DrugCourse():
            kind = {"TREATMENT_TYPE": "Medical Therapy", "AGENT": entry.drug}
            cells = {EVENT: "TREATMENT", **kind}
        case LocalIntervention():
            cells = _local(entry)
        case Result():
            cells = _test(entry.analyte, _amount(entry))
        case Her2Test():
            cells = _test(f"HER2 {entry.method or ''}".strip(), entry.value)
        case Specimen():
            cells["SAMPLE_ID"] = _sample_id(code, entry.id)
        case Assessment():
            cells = {EVENT: "STATUS", "STATUS": entry.response or entry.label}
        case Progression() | FollowUp():
            cells = {EVENT: "STATUS", "STATUS": entry.label}
    return cells


def _test(name: str, result: str) -> dict[str, str]:
    return {EVENT: "LAB_TEST", "TEST": name, "RESULT": result}


def _local(entry: LocalIntervention) -> dict[str, str]:
    if entry.type in _RADIOTHERAPY:
        kind = {"TREATMENT_TYPE": "Radiation Therapy", "SUBTYPE": entry.type.value}
        return {EVENT: "TREATMENT", **kind}
    event = "SURGERY" if entry.type is InterventionKind.SURGERY else "PROCEDURE"
    return {EVENT: event, "SUBTYPE": entry.label}


def _amount(result: Result) -> str:
    """The number alone, which cBioPortal can draw, with its sign where it has one."""
    if result.value is None:
        return result.words or ""
    return sign_of(result.comparator) + text_of(result.value)


def _sample_id(code: str, specimen: str) -> str:
    """A name that no other patient of the study has for a sample."""
    return f"{code}-{specimen}"


def _samples(case: Case) -> Iterator[Cells]:
    """A sample for each specimen; cBioPortal shows no patient who has none."""
    diagnoses = case.of_kind(Diagnosis)
    usual = next((each.histology for each in diagnoses if each.histology), "") or ""
    specimens = case.of_kind(Specimen)
    ids = [(each.id, each.histology or usual) for each in specimens]
    for sample, histology in ids or [("no-specimen-recorded", usual)]:
        yield {
            CODE: case.code,
            "SAMPLE_ID": _sample_id(case.code, sample),
            "CANCER_TYPE_DETAILED": histology,
        }


def _table(rows: Sequence[Cells], first: Sequence[str]) -> bytes:
    """Rows as a table, without the columns that all of them leave empty.

    Args:
        rows: Texts by column.
        first: The columns that stand first, whatever they hold.
    """
    filled = dict.fromkeys(
        name for cells in rows for name, text in cells.items() if text
    )
    header = [*dict.fromkeys((*first, *filled))]
    lines = [[cells.get(name, "") for name in header] for cells in rows]
    return table_bytes([header, *lines], delimiter="\t", ending="\n")


def _clinical(rows: Sequence[Cells]) -> bytes:
    """Patients or samples, below the four lines that describe the columns."""
    table = _table(rows, (CODE,))
    names = table.decode().partition("\n")[0].split("\t")
    titles = [name.replace("_", " ").capitalize() for name in names]
    kinds, shown = ["STRING"] * len(names), ["1"] * len(names)
    above = ("#" + "\t".join(line) for line in (titles, titles, kinds, shown))
    return "\n".join([*above, table.decode()]).encode()


def _meta_study() -> bytes:
    return _meta(
        {
            "type_of_cancer": "mixed",
            "name": "Courses of treatment",
            "description": "Exported by timeline",
            "add_global_case_list": "true",
        }
    )


def _meta(pairs: Mapping[str, str]) -> bytes:
    lines = {"cancer_study_identifier": STUDY, **pairs}.items()
    return "".join(f"{name}: {text}\n" for name, text in lines).encode()
