"""Where HER2 stands, as header, report and day read it: by tumour, and on tissue."""

import datetime as dt
from typing import Any

from clinical.small_case import record
from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.record import Entry
from timeline.case.records.patient import Patient
from timeline.clinical.queries.query import Query
from timeline.clinical.reading_at import reading_at
from timeline.clinical.review import Review, review
from timeline.clinical.summary import summary
from timeline.report.document import Sentence
from timeline.report.sections.her2 import can_switch, her2_section

SPECIMEN: dict[str, Any] = {
    "specimen_date": "2020-01-10",
    "specimen": "biopsy",
    "specimen_site": "stomach",
}


def reviewed(*records: Entry) -> Review:
    return review(Case.of((Patient(id="p", code="P-1"), *records)))


def header(*records: Entry) -> str:
    return summary(reviewed(*records)).tests[0]


def told(reading: Review) -> str:
    section = her2_section(reading)
    return "\n".join(part.text for part in section.parts if isinstance(part, Sentence))


def her2(name: str, method: str, **values: object) -> Entry:
    return record("her2_test", name, **{**SPECIMEN, "method": method, **values})


STOMACH = record("diagnosis", "d", site="stomach", date="2020-01")
POLYSOMY = her2("h2", "FISH", ish_ratio=1.5, her2_copies=7.5, cep17_copies=5.0)


def test_polysomy_in_gastric_cancer_is_positive_with_a_warning() -> None:
    records = STOMACH, her2("h1", "IHC", ihc_score="2+"), POLYSOMY
    assert header(*records) == "HER2 positive by rule G4, FISH 10 Jan 2020"
    reading = reviewed(*records)
    assert "HER2-low" not in told(reading)
    assert "(F2b)" in told(reading)
    assert "polysomy 17" in told(reading)
    assert "w-polysomy" in {query.rule for query in reading.queries}


TUMOURS = (
    record("diagnosis", "dx1", date="2009-05-04", site="breast"),
    record("diagnosis", "dx2", date="2019-03-01", site="gallbladder"),
)
BREAST: dict[str, Any] = {"specimen_date": "2009-05-04", "specimen_site": "breast"}
GALLBLADDER = {"specimen_date": "2019-03-01", "specimen_site": "gallbladder"}


def primary_queries(reading: Review) -> list[Query]:
    return [query for query in reading.queries if query.rule == "her2-primary"]


def test_her2_is_not_compared_across_tumours() -> None:
    first = her2("h1", "IHC", **BREAST, ihc_score="3+")
    second = her2("h2", "IHC", **GALLBLADDER, ihc_score="2+")
    reading = reviewed(*TUMOURS, first, second)
    assert reading.her2.changes == ()
    assert reading.her2.pairs == ()
    assert [q.records for q in primary_queries(reading)] == [("h1", "h2")]
    assert summary(reading).tests[0] == "HER2 tumour not named: without a class"
    assert "loss of" not in told(reading)
    assert "not classifiable (missing: Primary tumour)" in told(reading)


def test_her2_stands_by_tumour_where_the_tests_name_it() -> None:
    first = her2("h1", "IHC", **BREAST, ihc_score="3+", primary="dx1")
    second = her2("h2", "IHC", **GALLBLADDER, ihc_score="2+", primary="dx2")
    reading = reviewed(*TUMOURS, second, first)
    assert primary_queries(reading) == []
    assert reading.her2.changes == ()
    assert summary(reading).tests[0] == (
        "HER2 breast: positive by rule B1, IHC 4 May 2009; "
        "gallbladder: equivocal by rule BTC-c, IHC 1 Mar 2019"
    )
    assert can_switch(reading)
    text = told(reading)
    assert "Breast: HER2 positive (rule B1)" in text
    assert "Gallbladder: HER2 equivocal (rule BTC-c)" in text
    assert "ASCO/CAP breast 2018" in text
    assert "BTC-c: HERB" in text


def test_two_scores_on_one_specimen_are_named_and_not_classified() -> None:
    one, other = (
        her2("h2", "IHC", ihc_score="1+"),
        her2("h1", "IHC", ihc_score="3+", result_reported="positive"),
    )
    words = "HER2 not settled, IHC 1+ against IHC 3+, 10 Jan 2020"
    assert header(STOMACH, one, other) == words
    reading = reviewed(STOMACH, one, other)
    rules = [query.rule for query in reading.queries if query.rule != "edition"]
    assert rules.count("her2-unsettled") == 1
    assert "duplicate" not in rules
    assert "HER2 not settled (IHC 1+ against IHC 3+)" in told(reading)


def test_a_surrogate_takes_no_place_in_the_header() -> None:
    plasma = record(
        "her2_test",
        "p1",
        method="NGS on ctDNA",
        specimen="plasma",
        specimen_date="2021-05-01",
        result_reported="not amplified",
    )
    tissue = her2("h1", "IHC", ihc_score="3+")
    words = "HER2 positive by rule G3, IHC 10 Jan 2020"
    assert header(STOMACH, tissue, plasma) == words
    assert header(STOMACH, plasma) == "HER2 on tissue not recorded"
    day = dt.date(2021, 6, 1).toordinal()
    found = reading_at(reviewed(STOMACH, tissue, plasma), day, Bounds())
    assert found.her2 == "HER2 positive by rule G3 (10 Jan 2020)"


def test_what_is_not_recorded_is_not_called_untested() -> None:
    assert header(STOMACH) == "HER2 not recorded"


def test_ultralow_stands_in_the_header() -> None:
    breast = record("diagnosis", "d", site="breast", date="2020-01")
    ultralow = her2("h1", "IHC", ihc_score="0", ultralow="yes")
    words = "HER2 negative by rule B4, HER2-ultralow, IHC 10 Jan 2020"
    assert header(breast, ultralow) == words
    assert "HER2-ultralow (DESTINY-Breast06)" in told(reviewed(breast, ultralow))
