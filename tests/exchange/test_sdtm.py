"""Domains of a trial come in with partial dates, readers and what is going on."""

from pathlib import Path

from exchange.sheet_texts import sheet
from timeline.case.record import Entry
from timeline.exchange.tables import SheetReading


def _records(reading: SheetReading) -> list[Entry]:
    return [made.record for row in reading.rows for made in row.records]


def test_responses_name_who_judged_and_which_reading_counts(tmp_path: Path) -> None:
    head = "USUBJID,RSTESTCD,RSORRES,RSEVAL,RSEVALID,RSACPTFL,RSDTC"
    rows = (
        "01-1,OVRLRESP,SD,INDEPENDENT ASSESSOR,RADIOLOGIST 1,Y,2014-02",
        "01-1,OVRLRESP,PD,INVESTIGATOR,NA,NA,2014-02-03",
        "01-1,TRGRESP,PD,INVESTIGATOR,NA,NA,2014-02-03",
    )
    reading = sheet(tmp_path / "rs.csv", "\n".join([head, *rows]))
    first, second = _records(reading)
    assert first.assessor == "central review"  # type: ignore[attr-defined]
    assert first.reader == "RADIOLOGIST 1"  # type: ignore[attr-defined]
    assert first.accepted is True  # type: ignore[attr-defined]
    assert first.date.canonical == "2014-02"  # type: ignore[attr-defined]
    assert second.assessor == "investigator"  # type: ignore[attr-defined]
    assert second.accepted is None  # type: ignore[attr-defined]
    assert [bool(row.problems) for row in reading.rows] == [False, False, True]


def test_medication_is_told_from_drugs_of_the_catalogue(tmp_path: Path) -> None:
    text = "USUBJID,CMTRT,CMSTDTC,CMENDTC\n1,CISPLATIN,2014,2014-04\n1,NETTLE TEA,,\n"
    course, tea = _records(sheet(tmp_path / "cm.csv", text))
    assert (course.kind, course.label) == ("drug_course", "cisplatin")
    assert (tea.kind, tea.label) == ("medication", "NETTLE TEA")


def test_exposures_and_adverse_events(tmp_path: Path) -> None:
    text = "USUBJID,EXTRT,EXDOSE,EXDOSU,EXSTDTC\n1,GEMCITABINE,1000,mg/m2,2014-05-01\n"
    (course,) = _records(sheet(tmp_path / "ex.csv", text))
    assert course.dosing == "1000 mg/m2"  # type: ignore[attr-defined]
    text = "USUBJID,AETERM,AESTDTC,AETOXGR,AEENRTPT\n1,rash,2014-05,2,ONGOING\n"
    (event,) = _records(sheet(tmp_path / "ae.csv", text))
    assert (event.grade, event.ongoing) == (2, True)  # type: ignore[attr-defined]
