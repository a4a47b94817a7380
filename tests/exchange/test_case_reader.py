import pytest

from exchange.case_texts import TODAY, finding, problems, reading, the_problem
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.finding import Finding
from timeline.exchange.case_file import parse


def test_an_unknown_key_is_refused_with_the_nearest_known_one() -> None:
    problem = the_problem(finding("scan", 'metod = "CT"'))
    assert (problem.line, problem.record, problem.field) == (7, "scan", "metod")
    assert problem.message == "There is no such key. Did you mean method?"
    assert the_problem(finding("a", "zzz = 1")).message == "There is no such key."


def test_an_unknown_table_is_refused_with_the_nearest_known_one() -> None:
    problem = the_problem('\n[[therapy_lines]]\nid = "a"\n')
    assert (problem.line, problem.field) == (5, "therapy_lines")
    assert problem.message == "There is no such table. Did you mean therapy_line?"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("method = 3", "Write a text in quotes."),
        ("lesion = true", "Write the id of a record in quotes."),
        ('shows_progression = "yes"', "Write true or false without quotes."),
        ("shows_progression = 1", "Write true or false without quotes."),
        ("date = 2017", 'Write a date in quotes, like "2017-09".'),
        ("date = 2017-09-14T10:00:00", 'Write a date in quotes, like "2017-09".'),
        ("date = {year = 2017}", 'Write a date in quotes, like "2017-09".'),
        ("notes = []", "Write a text in quotes."),
    ],
)
def test_a_value_of_another_type_is_refused(line: str, message: str) -> None:
    problem = the_problem(finding("scan", line))
    assert (problem.line, problem.record) == (7, "scan")
    assert problem.message == message


@pytest.mark.parametrize("value", ['"4"', "true", "4.0", "[4]"])
def test_a_whole_number_is_a_whole_number(value: str) -> None:
    text = f'[[therapy_line]]\nid = "a"\nregimen = "GP"\ncycles = {value}\n'
    assert the_problem(text).message == "Write a whole number without quotes."


@pytest.mark.parametrize("value", ['"7.4"', "false", "{}"])
def test_a_number_is_a_number(value: str) -> None:
    text = f'[[her2_test]]\nid = "a"\nngs_fold = {value}\n'
    assert the_problem(text).message == "Write a number without quotes."


@pytest.mark.parametrize("value", ['"S310F"', "[1]", '["S310F", false]'])
def test_a_list_of_texts_is_a_list_of_texts(value: str) -> None:
    text = f'[[her2_test]]\nid = "a"\nvariants = {value}\n'
    assert the_problem(text).message == 'Write a list of texts: ["one", "two"].'


def test_a_whole_number_and_a_native_date_do_where_more_is_allowed() -> None:
    text = '[[her2_test]]\nid = "a"\nngs_fold = 7\nspecimen_date = 2017-09-14\n'
    (case,) = reading(text).cases
    (test,) = case.records
    assert test.values()["ngs_fold"] == 7.0
    assert test.dates()["specimen_date"].canonical == "2017-09-14"


def test_a_word_outside_the_vocabulary_lists_the_vocabulary() -> None:
    text = '[[lesion]]\nid = "a"\nname = "A"\ntype = "secret"\n'
    problem = the_problem(text)
    words = "primary, local recurrence, lymph node, metastasis"
    assert problem.message == f"Write one of: {words}."
    text = '[[lesion]]\nid = "a"\nname = "A"\ntype = 3\n'
    assert the_problem(text).message == f"Write one of these in quotes: {words}."


def test_every_problem_is_listed_in_the_order_of_the_lines() -> None:
    text = """
[[her2_test]]
id = "test"
ihc_cells = 140
ish_ratio = 0
source = "nowhere"
specimen_date = "2019?"

[[therapy_line]]
id = "line"
ongoing = true
stop = "2020"

[[drug_course]]
id = "drug"
line = "lime"
drug = "GP"
start = "2031"

[[order]]
earlier = "drug.middle"
later = "line"
"""
    assert problems(text) == [
        (7, "test", "ihc_cells"),
        (8, "test", "ish_ratio"),
        (9, "test", "source"),
        (10, "test", "specimen_date"),
        (12, "line", "regimen"),
        (19, "drug", "line"),
        (21, "drug", "start"),
        (24, "drug_middle__line", "earlier"),
    ]


def test_a_rule_between_fields_is_reported_for_the_record() -> None:
    text = '[[therapy_line]]\nid = "a"\nregimen = "GP"\nongoing = true\nstop = "2020"\n'
    problem = the_problem(text)
    assert (problem.line, problem.record, problem.field) == (4, "a", "")
    assert problem.message.startswith("It cannot be ongoing")


def test_one_mistake_is_one_problem() -> None:
    wrong = '[[result]]\nid = "a"\nmarker = "A"\ncomparator = "="\n'
    assert problems(wrong + 'unit = "A"\nvalue = "7"\n') == [(9, "a", "value")]


def test_a_double_id_is_reported_where_it_stands_the_second_time() -> None:
    problem = the_problem(finding("scan") + finding("scan"))
    assert (problem.line, problem.record, problem.field) == (8, "scan", "id")
    assert problem.message == "Line 5 has this id already."


def test_a_record_cannot_take_the_id_of_the_patient() -> None:
    assert problems(finding("patient")) == [(5, "patient", "id")]


def test_a_dangling_reference_and_one_to_another_kind_are_refused() -> None:
    text = finding("scan", 'lesion = "gone"', 'source = "other"') + finding("other")
    assert problems(text) == [(7, "scan", "lesion"), (8, "scan", "source")]


def test_a_reference_to_a_refused_record_is_not_dangling() -> None:
    text = '[[lesion]]\nid = "spot"\n' + finding("scan", 'lesion = "spot"')
    text += '[[order]]\nearlier = "bad.start"\nlater = "scan"\n'
    text += '[[therapy_line]]\nid = "bad"\n'
    assert problems(text) == [(4, "spot", "name"), (13, "bad", "regimen")]


def test_a_wrong_patient_does_not_hide_the_other_problems() -> None:
    text = 'format = 1\n[patient]\nid = "p"\nsex = "f"\n'
    text += '[[order]]\nearlier = "p.presentation"\nlater = "q"\n'
    found = parse(text, name="", today=TODAY).problems
    assert [(p.line, p.field) for p in found] == [(2, "code"), (4, "sex"), (7, "later")]


def test_a_file_without_a_patient_says_so() -> None:
    (problem,) = parse("format = 1\n", name="", today=TODAY).problems
    assert problem.message == "The table [patient] is missing."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[patient]]\ncode = "T"\n', "A file holds one patient."),
        ('[patient]\ncode = "T"\n[source]\nid = "a"\n', "Write [[source]] above each"),
        ('source = 3\n[patient]\ncode = "T"\n', "Write [[source]] above each source."),
        ('source = [3]\n[patient]\ncode = "T"\n', "Write [[source]] above each"),
        ("patient = 3\n", "A file holds one patient."),
    ],
)
def test_the_wrong_brackets_are_explained(text: str, message: str) -> None:
    (problem,) = parse("format = 1\n" + text, name="", today=TODAY).problems
    assert message in problem.message


def test_dates_that_cannot_be_are_refused() -> None:
    text = '[[adverse_event]]\nid = "a"\nterm = "Rash"\ndate = "2020"\nstop = "2019"\n'
    assert problems(text) == [(8, "a", "stop")]
    assert problems(finding("a", 'date = "2017-02-30"')) == [(7, "a", "date")]
    mixed = finding("a", 'date = "M3"') + finding("b", 'date = "2017"')
    assert (11, "b", "date") in problems(mixed)


def test_an_order_and_the_patient_need_no_id() -> None:
    text = finding("a") + finding("b") + '[[order]]\nearlier = "a"\nlater = "b.date"\n'
    (case,) = reading(text).cases
    assert [order.id for order in case.orders] == ["a__b_date"]
    assert case.patient.id == "patient"
    twice = text + '[[order]]\nearlier = "a"\nlater = "b.date"\n'
    assert problems(twice) == [(13, "a__b_date", "id")]
    dangling = twice.replace('"b.date"', '"c"')
    assert problems(dangling) == [(13, "a__c", "id"), (15, "a__c", "later")]


def test_what_is_read_are_the_declared_records() -> None:
    text = finding("scan", 'date = "Sep 2017"', 'result = " CT  "')
    text += '[[diagnosis]]\nid = "d"\nt = "2a"\n'
    (case,) = reading(text).cases
    (scan,) = case.of_kind(Finding)
    assert (scan.date.canonical, scan.result) == ("2017-09", "CT")
    assert case.of_kind(Diagnosis)[0].t == "2a"
