"""What stands on the printed page besides its header, for small made-up cases."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinical.small_case import assessment, line, record
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.clinical.review import review
from timeline.report.build import document_of
from timeline.report.text import as_text, in_rows


def page(*entries: Entry, headline: str = "") -> str:
    about = {"code": "MADE-UP", "synthetic": True, "headline": headline}
    patient = record("patient", "patient", **about)
    return as_text(document_of(review(Case.of((patient, *entries)))))


def words(*entries: Entry) -> str:
    """The page with each run of blanks as one, so that line ends do not matter."""
    return " ".join(page(*entries).split())


@pytest.mark.parametrize(
    ("headline", "said"),
    [
        ("", "SYNTHETIC DATA"),
        ("Five lines", "Five lines - SYNTHETIC DATA"),
        ("Synthetic: five lines", "Synthetic: five lines"),
    ],
)
def test_made_up_data_says_so_once(headline: str, said: str) -> None:
    assert page(headline=headline).splitlines()[3] == said


def test_a_number_by_hand_is_shown_with_its_reason() -> None:
    found = words(
        *line(
            "a",
            "S-1",
            start="2020",
            number_override=3,
            override_reason="two earlier lines elsewhere",
        )
    )
    assert "3 [P] S-1 number set by hand: two earlier lines elsewhere" in found


def test_a_rechallenge_names_its_drug() -> None:
    found = words(
        *line("a", "trastuzumab", start="2020", stop_reason="progression"),
        *line("b", "docetaxel", start="2021", stop_reason="progression"),
        *line("c", "Herceptin", start="2022"),
    )
    assert "rechallenge with trastuzumab" in found


def test_a_length_that_is_not_computable_says_what_is_not_dated() -> None:
    found = words(*line("a", "S-1", stop="2020-05"), *line("b", "docetaxel"))
    assert "time on treatment: not computable (not dated: start of line 1)" in found
    undated = "not dated: start of line 2 and end of line 2"
    assert f"time on treatment: not computable ({undated})" in found


def test_rules_that_need_a_check_say_so() -> None:
    found = words(*line("a", "S-1", start="2020"))
    assert "PFS: FDA style (verify)" in found
    assert "no standard definition (verify)" in found


def test_lengths_that_are_known_follow_the_usual_three() -> None:
    found = words(
        *line("a", "S-1", start="2020-01-01", stop="2020-07-01"),
        assessment("pr", "PR", "2020-03-01", line="a"),
        assessment("pd", "PD", "2020-07-01", line="a"),
    )
    # 2020-03-01 to 2020-07-01 are 122 days, and 122 / 30.4375 = 4.008.
    assert "also: duration of response 4.0 mo (calendar 4)" in found
    assert "PFS2" not in found


def test_queries_stand_under_what_would_settle_them() -> None:
    event = record("adverse_event", "ae", term="Nausea", date="2020")
    found = page(event).splitlines()
    settle = "    Enter the CTCAE grade, if the source or the chart gives one."
    below = found[found.index(settle) + 1 :][:2]
    assert " ".join(" ".join(below).split()) == (
        "- The grade of Nausea (2020) is not stated. Unlocks adverse events by grade."
    )


@pytest.mark.parametrize("state", ["answered", "dismissed"])
def test_a_settled_query_stays_on_the_page_with_its_reason(state: str) -> None:
    event = record("adverse_event", "ae", term="Nausea", date="2020")
    answer = record(
        "query_answer", "q", query="grade:ae:grade", state=state, reason="not in notes"
    )
    open_part, settled = page(event, answer).split("SETTLED QUERIES (1)")
    assert "The grade of Nausea" not in open_part
    lines = [
        "  - The grade of Nausea (2020) is not stated.",
        f"    {state}: not in notes",
    ]
    assert settled.strip("\n").splitlines()[:2] == lines


def test_a_missing_grade_is_said_to_be_missing() -> None:
    found = words(
        record("adverse_event", "a", term="Nausea", grade=2, date="2020-01"),
        record("adverse_event", "b", term="Fatigue", date="2020-02"),
    )
    assert "ADVERSE EVENTS (grade 2: 1, grade not stated: 1)" in found
    assert "Feb 2020: Fatigue, grade not stated" in found


def test_a_disputed_variant_is_shown_with_its_dispute() -> None:
    test = record(
        "her2_test", "t", method="NGS on tissue", variants=["S310F"], specimen="biopsy"
    )
    found = words(test)
    assert "S310F (" in found
    assert "disputed: " in found


def test_claims_on_resistance_name_direction_tumour_evidence_and_source() -> None:
    lost = record("finding", "f", type="biomarker", method="IHC", result="PTEN loss")
    found = words(lost)
    assert (
        "IHC: PTEN loss: PTEN, loss, is claimed to mean resistance to anti-HER2 drugs "
        "(stomach, breast; clinical; " in found
    )


def test_trials_stand_beside_a_line_with_what_must_be_verified() -> None:
    found = words(
        record("diagnosis", "d", site="gallbladder"),
        *line("a", "docetaxel", start="2020", stop_reason="progression"),
        *line("b", "zanidatamab", start="2021", stop="2022"),
    )
    trials = found.partition("PUBLISHED TRIALS BESIDE THE LINES")[2]
    assert "nothing is inferred from the difference" in trials
    assert "same drugs" in trials
    assert "HERIZON-BTC-01" in trials
    assert "verify" in trials


word_lists = st.lists(st.text("ab-", min_size=1, max_size=12), min_size=1, max_size=40)


@given(words=word_lists, depth=st.integers(0, 8), width=st.integers(30, 100))
def test_rows_break_where_those_of_textwrap_do(
    words: list[str], depth: int, width: int
) -> None:
    line = " " * depth + " ".join(words)
    indent = " " * (depth + 2)
    usual = textwrap.fill(line, width, subsequent_indent=indent, break_on_hyphens=False)
    assert in_rows(line, width) == usual


@given(
    words=st.lists(st.text("ab", min_size=1, max_size=90), min_size=1, max_size=12),
    width=st.integers(1, 40),
)
def test_a_word_longer_than_a_row_is_cut_and_nothing_is_lost(
    words: list[str], width: int
) -> None:
    rows = in_rows("  " + " ".join(words), width).split("\n")
    assert "".join("".join(rows).split()) == "".join(words)
    assert all(len(row.strip()) <= width for row in rows)


def test_causes_and_volumes_stand_at_what_they_are_about() -> None:
    case = Case.of(
        (
            record("patient", "p", code="P-1"),
            record("adverse_event", "ae", term="rash", grade=2),
            record(
                "attribution", "a", event="ae", cause="erlotinib", causality="probable"
            ),
            record("local_intervention", "rt", type="radiotherapy", site="brain"),
            record(
                "radiotherapy_volume",
                "v",
                intervention="rt",
                volume="boost",
                dose_gy=30,
            ),
        )
    )
    text = as_text(document_of(review(case)), 80)
    assert "rash, grade 2, put down to erlotinib (probable)" in text
    assert "Radiotherapy, brain, boost 30 Gy" in text


def test_every_value_of_a_marker_is_told_with_what_its_report_says() -> None:
    high = record(
        "result",
        "a",
        date="2020-03-02",
        analyte="CA19-9",
        comparator=">",
        value=1000,
        unit="U/mL",
        upper_limit=37,
        flag="high",
        time="07:30",
        assay="Elecsys",
    )
    low = record(
        "result",
        "b",
        date="2020-05",
        analyte="CA19-9",
        comparator="=",
        value=12,
        unit="kU/L",
        assay="Elecsys",
        specimen="plasma",
    )
    told = words(high, low)
    flags = "upper limit: 37; flag: high; time of day: 07:30"
    assert f"2 Mar 2020: >1000; {flags}" in told
    assert "May 2020: 12; unit: kU/L; measured on: plasma" in told


def test_a_drug_outside_of_lines_is_told() -> None:
    drug = record("drug_course", "d", drug="tamoxifen", start="2020-03", dose=20)
    assert "(1) Mar 2020: tamoxifen dose: 20" in words(drug)


def test_a_lesion_says_where_it_is_and_as_what_it_counts() -> None:
    lesion = record(
        "lesion", "l", name="Segment 7", organ="liver", type="metastasis", target=False
    )
    assert "Segment 7 organ: liver; type: metastasis; target lesion: no" in words(
        lesion
    )


def test_a_record_stands_under_its_source_and_its_place_there() -> None:
    source = record("source", "s", name="Letter", hospital="Hospital A")
    scan = record(
        "finding",
        "f",
        date="2020-03",
        type="imaging",
        method="CT",
        source="s",
        locator="page 2, figure 1",
        as_written="CAT scan",
    )
    told = words(source, scan)
    assert "Letter hospital: Hospital A locator: page 2, figure 1: CT, Mar 2020" in told
    assert "CT, Mar 2020 (as written: CAT scan)" in told


def test_an_answer_stays_in_sight_when_its_question_is_gone() -> None:
    answer = record(
        "query_answer", "q", query="k", state="answered", reason="asked the ward"
    )
    assert "k: not asked any more answered: asked the ward" in words(answer)


def test_an_order_names_events_and_no_ids() -> None:
    told = words(
        *line("line-1", "GEMOX", start="2020"),
        record("finding", "f7", type="imaging", method="CT"),
        record("order", "o", earlier="line-1.stop", later="f7"),
    )
    assert "ORDERS OF EVENTS (1) end of GEMOX not later than CT" in told
