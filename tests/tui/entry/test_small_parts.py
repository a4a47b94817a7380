"""Ids, names, suggestions, readings, pastes, merges and histories."""

import datetime as dt
from dataclasses import replace

import pytest

from timeline.case.fields import field_specs, specs_by_name
from timeline.case.locale import DateOrder, DecimalSign, Locale
from timeline.case.record import Entry
from timeline.case.record_ids import LONGEST, propose_id
from timeline.case.records.assessment import Assessment
from timeline.case.records.bookkeeping import QueryAnswer
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.registry import Change
from timeline.tui.entry.completion import Suggestion, offers, only_choice
from timeline.tui.entry.field_text import text_of
from timeline.tui.entry.filling import copy_of, courses_of, drugs_in, provenance
from timeline.tui.entry.history_text import EMPTY, revisions
from timeline.tui.entry.merge import differences, merged
from timeline.tui.entry.order_fields import AFTER
from timeline.tui.entry.pasted import pasted
from timeline.tui.entry.readings import help_of, reading
from timeline.tui.screens.asking import enterable_kinds, reason_problem
from tui.entry.small_case import CASE, COURSE, LINE, SOURCE, SURGERY


@pytest.mark.parametrize(
    ("label", "proposed"),
    [
        ("CT: new lesion", "ct-new-lesion"),
        ("Émile", "emile"),
        ("胆囊", "finding"),
        ("[/] @click", "click"),
        ("", "finding"),
        ("Adenocarcinoma of the gallbladder", "adenocarcinoma"),
    ],
)
def test_ids_are_plain(label: str, proposed: str) -> None:
    assert propose_id(label, "finding", ()) == proposed


def test_an_id_is_short_and_unique() -> None:
    long = propose_id("word " * 20, "finding", ())
    assert len(long) <= LONGEST
    assert propose_id("word " * 20, "finding", {long, f"{long}-2"}) == f"{long}-3"


def test_numbers_are_shown_without_an_exponent() -> None:
    assert [text_of(n) for n in (7.4, 1200.0, 1e-7, 1e20)] == [
        "7.4",
        "1200",
        "0.0000001",
        "100000000000000000000",
    ]


def test_only_one_meaning_is_taken() -> None:
    words = ("SD", "PD", "PR")
    assert only_choice(words, "pd") == "PD"
    assert only_choice(words, "s") == "SD"
    assert only_choice(words, "p") is None
    assert only_choice(words, "x") is None


def _offered(record_class: type[Entry], name: str, text: str) -> list[str]:
    spec = specs_by_name(record_class)[name]
    return [one.text for one in offers(spec, text, CASE, record_class.kind)]


def test_suggestions_come_from_vocabularies_catalogues_and_the_case() -> None:
    assert _offered(Assessment, "response", "p") == [
        *("PR", "PD", "PMR", "PMD"),  # that begin so, then that hold it
        *("NON-CR/NON-PD", "iPR", "iUPD", "iCPD", "VGPR"),
    ]
    assert _offered(Assessment, "new_lesion", "") == ["yes", "no"]
    assert "pyrotinib" in _offered(DrugCourse, "drug", "pyro")
    assert "GP" in _offered(TherapyLine, "regimen", "gemc")
    assert _offered(Result, "analyte", "CA 19") == ["CA19-9"]
    assert _offered(DrugCourse, "line", "gp") == ["line-1"]
    found = offers(AFTER, "line-1; stop: first", CASE)
    assert found == (Suggestion("line-1; stop: first-operation", SURGERY.label),)


@pytest.mark.parametrize(
    ("record_class", "name", "text", "said"),
    [
        (LocalIntervention, "date", "Sep 2017", "Sep 2017: a month"),
        (
            LocalIntervention,
            "date",
            "[2020-05..2021-02]",
            "between May 2020 and Feb 2021: one day within these limits",
        ),
        (
            LocalIntervention,
            "date",
            "3/4/2019",
            "Day and month could be either way round: 3 Apr 2019 or 4 Mar 2019. Write "
            "2019-04-03 or 2019-03-04.",
        ),
        (
            LocalIntervention,
            "date",
            "early 2019",
            "2019: a year; the words stay beside it",
        ),
        (LocalIntervention, "date", "15/05/20", "15 May 2020: an exact day"),
        (
            DrugCourse,
            "dose",
            "1.050",
            "This could be thousands or decimals: write 1.0500 or 1050.",
        ),
        (DrugCourse, "dose", "1.05", ""),
        (DrugCourse, "dose", "1 234,5", "read as 1234.5"),
        (DrugCourse, "dose", "much", ""),
        (DrugCourse, "drug", "Herceptin", "trastuzumab, anti-HER2"),
        (DrugCourse, "line", "line-1", "GP"),
        (TherapyLine, "regimen", "GP", "gemcitabine + cisplatin"),
    ],
)
def test_readings(record_class: type[Entry], name: str, text: str, said: str) -> None:
    spec = specs_by_name(record_class)[name]
    assert reading(spec, text, CASE, record_class) == said


def test_the_reading_of_an_order_names_the_record() -> None:
    said = reading(AFTER, "line-1.stop", CASE, TherapyLine)
    assert said == "after end of GP"


def test_a_record_alone_is_read_as_its_start() -> None:
    assert reading(AFTER, "line-1", CASE, TherapyLine) == "after start of GP"
    assert reading(AFTER, "gp", CASE, TherapyLine) == "after start of GP"
    said = reading(AFTER, "stop: line-1.stop", CASE, TherapyLine)
    assert said == "end after end of GP"


def test_what_has_a_start_and_an_end_is_offered_with_both() -> None:
    assert offers(AFTER, "gp", CASE) == (
        Suggestion("line-1.start", "start of GP"),
        Suggestion("line-1.stop", "end of GP"),
    )
    assert offers(AFTER, "gp.sto", CASE) == (Suggestion("line-1.stop", "end of GP"),)
    assert offers(AFTER, "line-1.", CASE) == (
        Suggestion("line-1.start", "start of GP"),
        Suggestion("line-1.stop", "end of GP"),
    )


def test_an_unknown_drug_is_kept_and_said_to_be_unknown() -> None:
    spec = specs_by_name(DrugCourse)["drug"]
    assert "not in the catalogue" in reading(spec, "xyzumab", CASE, DrugCourse)


def test_a_paste_loses_what_a_terminal_obeys_and_says_so() -> None:
    found = pasted("a\x1b]52;c;x\x07\u202eb\r\nc", lines=False)
    assert (found.text, found.left_out) == ("a]52;c;xb c", 3)
    assert pasted("a\r\nb", lines=True).text == "a\nb"


def test_courses_of_a_regimen_that_are_not_there_yet() -> None:
    assert drugs_in("GEMCIS") == ("gemcitabine", "cisplatin")
    assert drugs_in("RT + S-1") == ("S-1",)
    assert drugs_in("pyrotinib + capecitabine + lapatinib") == (
        "pyrotinib",
        "capecitabine",
        "lapatinib",
    )
    (texts,) = courses_of(LINE, CASE)
    assert (texts["drug"], texts["line"], texts["start"]) == (
        "gemcitabine",
        LINE.id,
        "2019-04",
    )


def test_provenance_is_that_of_the_record_before() -> None:
    assert provenance(CASE, None) == {"source": SOURCE.id}
    before = SURGERY.changed(source=SOURCE.id, locator="page 1")
    assert provenance(CASE, before) == {
        "source": SOURCE.id,
        "locator": "page 1",
        "confidence": "",
    }


def test_a_copy_has_no_id() -> None:
    texts = copy_of(SURGERY)
    assert texts["id"] == ""
    assert texts["procedures"] == "hepatic resection; cholecystectomy"


def test_versions_are_merged_field_by_field() -> None:
    mine = SURGERY.changed(site="liver", reason="a")
    theirs = SURGERY.changed(site="lung", notes="b")
    found = [one.name for one in differences(mine, theirs)]
    assert found == ["site", "reason", "notes"]
    chosen = merged(mine, theirs, {"site": True, "reason": False, "notes": True})
    assert chosen == SURGERY.changed(site="lung", reason="a", notes="b")


def _change(number: int, field: str, old: str | None, new: str | None) -> Change:
    return Change(
        at=dt.datetime(2026, 1, number, 12, tzinfo=dt.UTC),
        actor="A",
        reason="why" if old else "",
        action="changed" if old else "created",
        kind="local_intervention",
        record_id=SURGERY.id,
        field=field,
        old=old,
        new=new,
        transaction=number,
    )


def test_a_history_is_a_diff_with_the_newest_first() -> None:
    changes = [_change(1, "site", None, "liver"), _change(2, "site", "liver", "lung")]
    newest, first = revisions(changes)
    assert newest.heading == "2026-01-02 12:00 UTC  A  changed"
    assert newest.reason == "why"
    assert newest.lines == (("Site", "liver", "lung"),)
    assert first.lines == (("Site", EMPTY, "liver"),)


def test_a_history_shows_values_as_a_form_writes_them() -> None:
    listed = _change(1, "procedures", None, '["resection", "biopsy"]')
    odd = _change(1, "procedures", None, "by another program")
    flag = replace(_change(1, "new_lesion", "1", "0"), kind="assessment")
    lines = [line for change in (listed, odd, flag) for line in _lines(change)]
    assert lines == [
        ("Procedures", EMPTY, "resection; biopsy"),
        ("Procedures", EMPTY, "by another program"),
        ("New lesion", "yes", "no"),
    ]


def _lines(change: Change) -> tuple[tuple[str, str, str], ...]:
    (revision,) = revisions([change])
    return revision.lines


def test_reasons() -> None:
    assert reason_problem("Typing error") == ""
    assert "Choose a reason" in reason_problem("  ")
    assert "invisible" in reason_problem("a\u202eb")
    assert "Shorten" in reason_problem("a" * 501)


def test_every_kind_has_a_letter_of_its_own() -> None:
    kinds = enterable_kinds()
    assert set(kinds.values()) == set(KINDS.values()) - {Patient, QueryAnswer}
    assert all(len(letter) == 1 for letter in kinds)
    assert all(field_specs(kind) for kind in kinds.values())
    assert COURSE.kind in {kind.kind for kind in kinds.values()}


def test_the_help_of_a_field_says_what_to_type() -> None:
    course, patient = specs_by_name(DrugCourse), specs_by_name(Patient)
    assert "Sep 2017, 14.9.2017, a window" in help_of(course["start"]).plain
    assert "Type a number, such as 7.4." in help_of(course["dose"]).plain
    assert "03/04/2024 is asked about" in help_of(course["start"]).plain
    assert "1.050 is asked about" in help_of(course["dose"]).plain
    chosen = Locale(DateOrder.MONTH_FIRST, DecimalSign.COMMA)
    assert "03/04/2024 is 4 March" in help_of(course["start"], chosen).plain
    assert "1.050 is over a thousand" in help_of(course["dose"], chosen).plain
    age = help_of(patient["age_at_presentation"]).plain
    assert age.endswith("Type a whole number.")
