"""The HER2 history of the published case, and of small ones."""

import pytest

from timeline.case.assay_vocabulary import Her2Method
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.patient import Patient
from timeline.case.tumour_vocabulary import Site
from timeline.clinical.her2.ledger import DatePlacement, Her2Ledger, her2_ledger


@pytest.fixture
def ledger(cases: tuple[Case, ...]) -> Her2Ledger:
    case = next(case for case in cases if case.code == "GBC-90")
    return her2_ledger(case, Chronology(case))


def test_every_test_is_listed_in_its_place(ledger: Her2Ledger) -> None:
    ids = [entry.test.id for entry in ledger.entries]
    assert ids[:3] == ["e07-ihc-2017", "e11-ihc-2019", "e16-ngs"]
    by_id = {entry.test.id: entry for entry in ledger.entries}
    assert by_id["e07-ihc-2017"].placing is DatePlacement.DATED
    assert by_id["e16-ngs"].placing is DatePlacement.NARRATIVE
    assert by_id["e46-further-tests"].placing is DatePlacement.UNPLACED


def test_the_sequencing_came_before_the_dual_therapy(ledger: Her2Ledger) -> None:
    by_id = {entry.test.id: entry for entry in ledger.entries}
    assert by_id["e16-ngs"].before_line == "e17-trastuzumab-pyrotinib"
    assert not by_id["e16-ngs"].before_line_certain
    assert by_id["e46-further-tests"].before_line is None


def test_what_was_given_before_the_specimen(ledger: Her2Ledger) -> None:
    by_id = {entry.test.id: entry for entry in ledger.entries}
    # the first operation came before any therapy; the second one after S-1 with
    # radiotherapy, which the text ends before the recurrence that it removed
    assert by_id["e07-ihc-2017"].after_line is None
    assert by_id["e11-ihc-2019"].after_line == "e08-adjuvant-s1"
    # a test that nothing places came after nothing that is known
    assert by_id["e46-further-tests"].after_line is None


def test_of_exact_days_both_neighbours_are_certain(cases: tuple[Case, ...]) -> None:
    case = next(case for case in cases if case.code == "SYNTHETIC-BTC-1")
    plasma = next(
        entry
        for entry in her2_ledger(case, Chronology(case)).entries
        if entry.test.method is Her2Method.NGS_PLASMA
    )
    # 22 April 2024: line 2 began on 22 January, line 3 on 6 May
    assert (plasma.after_line, plasma.after_line_certain) == ("line-2", True)
    assert (plasma.before_line, plasma.before_line_certain) == ("line-3", True)


def test_two_ihc_tests_are_both_positive_as_reported(ledger: Her2Ledger) -> None:
    shown = [
        (str(entry.test.specimen_date), entry.classification.shown)
        for entry in ledger.entries
        if entry.test.method is Her2Method.IHC
    ]
    assert shown == [
        ("Sep 2017", "positive (as reported)"),
        ("Mar 2019", "positive (as reported)"),
    ]


def test_the_status_says_what_is_missing(ledger: Her2Ledger) -> None:
    assert ledger.status == (
        "HER2 positive (as reported): IHC on recurrent liver metastasis, specimen Mar "
        "2019. Missing for a class by rule: IHC score. 2 further tests have no date "
        "and may be later."
    )


def ledger_of(*tests: dict[str, object]) -> Her2Ledger:
    records = [
        Her2Test.model_validate({"id": f"t{number}", **values})
        for number, values in enumerate(tests)
    ]
    site = Diagnosis(id="d", site=Site.STOMACH)
    case = Case(Patient(id="p", code="P1"), (site, *records))
    return her2_ledger(case, Chronology(case))


def test_no_test() -> None:
    assert ledger_of().status == "No HER2 test is recorded."


def test_plasma_alone_gives_no_status() -> None:
    ledger = ledger_of({"method": "NGS on ctDNA", "result_reported": "amplified"})
    assert ledger.status == "No HER2 test on tissue gives a class."


def test_the_latest_tissue_stands_although_plasma_came_later() -> None:
    ledger = ledger_of(
        {"method": "IHC", "specimen_date": "2020", "ihc_score": "1+"},
        {"method": "IHC", "specimen_date": "2021", "ihc_score": "3+"},
        {
            "method": "NGS on ctDNA",
            "specimen_date": "2022",
            "result_reported": "not amplified",
        },
    )
    assert ledger.status == "HER2 positive (rule G3): IHC, specimen 2021."


def test_a_primary_site_that_is_not_stated_is_named() -> None:
    test = Her2Test.model_validate(
        {"id": "t", "method": "IHC", "result_reported": "positive"}
    )
    case = Case(Patient(id="p", code="P1"), (test,))
    status = her2_ledger(case, Chronology(case)).status
    assert status == (
        "HER2 positive (as reported): IHC. Missing for a class by rule: Primary site."
    )
