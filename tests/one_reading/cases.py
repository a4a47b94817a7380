"""Small cases in which outlets could differ, with what each of them has to say.

Status, last day, current line and survival are worked out by hand from the records.
"""

from typing import NamedTuple

from clinical.small_case import assessment, case_of, follow_up, line, record
from timeline.case.case import Case
from timeline.case.record import Entry


class Known(NamedTuple):
    """A case with the right answers to some of the questions."""

    case: Case
    status: str
    current: str
    """Number of the line that is given; `none`."""
    survival: str
    """Months from and to, and whether it ended with death; or `not computable`."""


def _diagnosed(date: str = "2020-01-10", **more: object) -> Entry:
    values = {"site": "gallbladder", "date": date, **more}
    return record("diagnosis", str(values.pop("id", "dx")), **values)


def _value(date: str, value: float = 40, record_id: str = "m") -> Entry:
    marker = {"analyte": "CA19-9", "comparator": "=", "unit": "U/mL"}
    return record("result", record_id, date=date, value=value, **marker)


def _cells(date: str, **more: object) -> Entry:
    return record("cell_therapy", "cells", date=date, type="CAR-T cells", **more)


GP = line("one", "gemcitabine + cisplatin", start="2020-02-01", stop="2020-08-01")
GP_GOES_ON = line("one", "gemcitabine + cisplatin", start="2020-02-01", ongoing=True)
FOLFOX = line("two", "oxaliplatin + fluorouracil", start="2020-10-01", ongoing=True)
PR = assessment("pr", "PR", "2020-04-01", line="one", criteria="RECIST 1.1")
PD = assessment("pd", "PD", "2020-08-10", line="one", criteria="RECIST 1.1")
HER2 = record(
    "her2_test",
    "ihc",
    specimen_date="2020-01-05",
    method="IHC",
    ihc_score="3+",
    result_reported="positive",
)


def _gone_on(*records: Entry) -> tuple[Entry, ...]:
    return (_diagnosed(), *GP_GOES_ON, *records)


# 30.4375 days a month; 10 Jan 2020 to 10 Jan 2021 are 366 days, 12.0 months
KNOWN: dict[str, Known] = {
    "alive by a laboratory value after the last follow-up": Known(
        # 10 Jan 2020 to 1 Jun 2021: 508 days
        case_of(_diagnosed(), *GP, follow_up("2020-09-01"), _value("2021-06-01")),
        "alive",
        "none",
        "16.7-16.7 censored",
    ),
    "death of which the year is known": Known(
        # to 12 Aug 2020 and to 31 Dec 2020: 215 and 356 days
        case_of(
            _diagnosed(),
            *GP,
            follow_up("2020-08-12", record_id="seen"),
            follow_up("2020", "dead"),
        ),
        "dead",
        "none",
        "7.1-11.7 event",
    ),
    "ongoing line in a patient who died": Known(
        # to 1 Jan 2021: 357 days
        case_of(*_gone_on(PR, follow_up("2021-01-01", "dead"))),
        "dead",
        "none",
        "11.7-11.7 event",
    ),
    "ongoing line in a patient who lives": Known(
        case_of(*_gone_on(PR, HER2, _value("2020-05-01"), follow_up("2021-01-01"))),
        "alive",
        "1",
        "11.7-11.7 censored",
    ),
    "two deaths": Known(
        # to 1 and 31 Jan 2021: 357 and 387 days
        case_of(
            _diagnosed(),
            *GP,
            follow_up("2021-01-01", "dead"),
            follow_up("2021-01-31", "dead", "again"),
        ),
        "dead",
        "none",
        "11.7-12.7 event",
    ),
    "alive after death": Known(
        # dead on 1 Jan 2021 or alive on 31 Jan 2021: 357 and 387 days
        case_of(
            _diagnosed(),
            *GP,
            follow_up("2021-01-01", "dead"),
            follow_up("2021-01-31", record_id="seen"),
        ),
        "not stated",
        "none",
        "11.7-11.7 event or 12.7-12.7 censored",
    ),
    "PD and PR of one day": Known(
        case_of(
            _diagnosed(),
            *GP,
            PR,
            assessment("pd", "PD", "2020-04-01", line="one", criteria="RECIST 1.1"),
            follow_up("2021-01-01"),
        ),
        "alive",
        "none",
        "11.7-11.7 censored",
    ),
    "lost to follow-up while treated": Known(
        # last known alive at the scan of 1 Apr 2020: 82 days
        case_of(*_gone_on(PR, follow_up("2021-01-01", "lost to follow-up"))),
        "lost to follow-up",
        "1",
        "2.7-2.7 censored",
    ),
    "lost, and seen later": Known(
        case_of(
            _diagnosed(),
            *GP,
            follow_up("2020-09-01", "lost to follow-up"),
            _value("2021-01-01"),
        ),
        "alive",
        "none",
        "11.7-11.7 censored",
    ),
    "no follow-up at all": Known(
        # last dose 1 Aug 2020: 204 days
        case_of(_diagnosed(), *GP, PR),
        "alive",
        "none",
        "6.7-6.7 censored",
    ),
    "nothing but a diagnosis": Known(
        case_of(_diagnosed()), "not stated", "none", "not computable"
    ),
    "a status that nobody stated": Known(
        case_of(
            _diagnosed(),
            *GP,
            record("follow_up", "last", date="2021-01-01"),
        ),
        "not stated",
        "none",
        "6.7-6.7 censored",
    ),
    "two tumours, index tumour marked": Known(
        case_of(
            _diagnosed("2009-05-04", id="old", site="breast"),
            _diagnosed(index_tumour=True),
            *GP,
            follow_up("2021-01-01"),
        ),
        "alive",
        "none",
        "11.7-11.7 censored",
    ),
    "two tumours, index tumour open": Known(
        case_of(
            _diagnosed("2009-05-04", id="old", site="breast"),
            _diagnosed(),
            *GP,
            follow_up("2021-01-01", "dead"),
        ),
        "dead",
        "none",
        "not computable",
    ),
    "only a drug is ongoing": Known(
        case_of(
            _diagnosed(),
            record("therapy_line", "one", regimen="GP", start="2020-02-01"),
            record(
                "drug_course",
                "gem",
                line="one",
                drug="gemcitabine",
                start="2020-02-01",
                ongoing=True,
            ),
            follow_up("2021-01-01"),
        ),
        "alive",
        "1",
        "11.7-11.7 censored",
    ),
    "second line after progression": Known(
        case_of(_diagnosed(), *GP, PR, PD, *FOLFOX, follow_up("2021-01-01")),
        "alive",
        "2",
        "11.7-11.7 censored",
    ),
    "CAR-T cells of no line": Known(
        case_of(
            _diagnosed(),
            *GP,
            PR,
            PD,
            _cells("2020-09-01"),
            assessment("after", "CR", "2020-11-01", criteria="RECIST 1.1"),
            follow_up("2021-01-01"),
        ),
        "alive",
        "none",
        "11.7-11.7 censored",
    ),
    "partial dates that leave the status of PFS open": Known(
        case_of(
            _diagnosed(),
            *line("one", "gemcitabine", start="2020-02-01", stop="2020-11"),
            assessment("sd", "SD", "2020-05-10", criteria="RECIST 1.1"),
            assessment("worse", "PD", "2020-12-15", criteria="RECIST 1.1"),
            *line("two", "capecitabine", start="2020-12", stop="2021-02"),
            follow_up("2021-05-10"),
        ),
        "alive",
        "none",
        "16.0-16.0 censored",  # 486 days
    ),
    "days since diagnosis": Known(
        case_of(
            _diagnosed("D0"),
            *line("one", "gemcitabine", start="D20", ongoing=True),
            assessment("pr", "PR", "D80", criteria="RECIST 1.1"),
            follow_up("D350"),
        ),
        "alive",
        "1",
        "11.5-11.5 censored",
    ),
    "nothing but an order": Known(
        case_of(
            _diagnosed(""),
            *line("one", "gemcitabine"),
            record("order", "", earlier="dx", later="one.start", confidence="stated"),
        ),
        "not stated",
        "none",
        "not computable",
    ),
}
