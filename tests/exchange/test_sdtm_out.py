"""Domains of SDTM: ISO dates with missing parts, and a list of what has no place."""

import csv
import datetime as dt
import re
from io import StringIO
from pathlib import Path

from exchange.made_cases import case_of, leaving, made
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.import_reading import read_files
from timeline.exchange.leaving import LeavingFiles
from timeline.exchange.sdtm_out import write_files
from timeline.sharing.deidentify import Deidentification, deidentified

Row = dict[str, str]


def _rows(files: LeavingFiles, name: str) -> list[Row]:
    return list(csv.DictReader(StringIO(files.files[name].decode())))


def _listed(files: LeavingFiles) -> set[tuple[str, str]]:
    return {(fact.record, fact.field) for fact in files.unwritten}


def test_a_date_lacks_the_parts_that_are_not_known() -> None:
    courses = [
        made("drug_course", "a", drug="cisplatin", start="2017", stop="2017-09"),
        made("drug_course", "b", drug="cisplatin", start="[2017-09..2017-11]"),
    ]
    files = write_files(leaving(case_of(*courses)))
    first, second = _rows(files, "ex.csv")
    assert (first["EXSTDTC"], first["EXENDTC"]) == ("2017", "2017-09")
    assert (second["EXSTDTC"], second["EXDOSE"]) == ("", "")
    assert _listed(files) == {("b", "start")}


def test_a_value_keeps_its_sign_and_a_word_without_a_term_is_listed() -> None:
    records: list[Entry] = [
        made("result", "a", analyte="CEA", value=3, comparator="<", flag="low"),
        made("result", "b", analyte="CEA", words="haemolysed", flag="critically high"),
        made("assessment", "c", response="PR", assessor="central review"),
        made("assessment", "d", response="SD", assessor="radiologist"),
    ]
    files = write_files(leaving(case_of(*records)))
    first, second = _rows(files, "lb.csv")
    assert (first["LBORRES"], first["LBNRIND"]) == ("<3", "LOW")
    assert (second["LBORRES"], second["LBNRIND"]) == ("haemolysed", "")
    evaluators = [row["RSEVAL"] for row in _rows(files, "rs.csv")]
    assert evaluators == ["INDEPENDENT ASSESSOR", ""]
    assert _listed(files) == {("b", "flag"), ("d", "assessor")}


def test_subjects_are_rows_without_a_number_of_their_own() -> None:
    patient = {"sex": "female", "age_at_presentation": 61}
    (row,) = _rows(write_files(leaving(case_of(**patient))), "dm.csv")
    assert row == {
        "STUDYID": "TIMELINE",
        "DOMAIN": "DM",
        "USUBJID": "P-1",
        "AGEU": "YEARS",
        "AGE": "61",
        "SEX": "F",
    }


def test_every_fact_is_written_or_listed(synthetic: Case) -> None:
    files = write_files(leaving(synthetic))
    listed = _listed(files)
    for entry in synthetic.records:
        if entry.kind == "therapy_line":
            assert (entry.id, "regimen") in listed
        if entry.kind == "drug_course":
            assert (entry.id, "drug") not in listed
    courses = [entry for entry in synthetic.records if entry.kind == "drug_course"]
    assert len(_rows(files, "ex.csv")) == len(courses)


def test_exposures_events_and_values_are_read_again(
    tmp_path: Path, today: dt.date
) -> None:
    records = [
        made("drug_course", "a", drug="cisplatin", start="2017-09", dose=75),
        made("medication", "b", drug="ursodiol", date="2017", ongoing=True),
        made("adverse_event", "c", term="Fatigue", grade=2, date="2017-10"),
        made("result", "d", analyte="CEA", value=3, comparator="<", date="2017-11-02"),
    ]
    for name, content in write_files(leaving(case_of(*records))).files.items():
        if name != "dm.csv":
            (tmp_path / name).write_bytes(content)
    reading = read_files(sorted(tmp_path.iterdir()), TableChoices(), (), None, today)
    reading.check_settled()
    read = [
        made.record.changed(id="x")
        for file in reading.by_patient(today, lambda _: ()).sheets
        for row in file.rows
        for made in row.records
    ]
    facts = [record for record in read if record.kind != "patient"]
    assert sorted(facts, key=str) == (
        sorted((record.changed(id="x") for record in records), key=str)
    )


def test_de_identified_domains_have_no_date_and_list_each(gallbladder: Case) -> None:
    safe = deidentified(gallbladder, Deidentification())
    files = write_files(leaving(safe))
    text = b"".join(files.files.values()).decode()
    assert not re.search(r"\b(19|20)\d{2}\b|\bM-?\d+\b", text)
    assert {(e.id, name) for e, name, date in safe.dates if date.known} <= (
        _listed(files)
    )
