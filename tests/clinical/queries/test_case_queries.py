import re
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import effort
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.records.bookkeeping import QueryAnswer
from timeline.clinical.queries.case_queries import RULES, open_count, queries
from timeline.clinical.queries.query import Query, Severity, State

MODULES = (
    "ages", "biology", "cycles", "duplicates", "events", "her2", "lesions",
    "life_and_death", "magnitudes", "maintenance", "missing_dates", "names", "offsets",
    "open_orders", "operations", "orders", "primaries", "reported", "responses",
    "results", "stage", "sums", "treatment", "treatments", "values", "whole_course",
)  # fmt: skip
GRAVEST = Severity.CONTRADICTION
KEY = re.compile(r"`([^`\s]+:[^`\s]+)`")


def by_key(listed: tuple[Query, ...]) -> dict[str, Query]:
    """The query under its key, and under the key of each that it covers."""
    return {key: query for query in listed for key in query.covers or (query.key,)}


@pytest.fixture(scope="module")
def case(cases: tuple[Case, ...]) -> Case:
    return next(case for case in cases if case.code == "GBC-90")


@pytest.fixture(scope="module")
def found(case: Case) -> dict[str, Query]:
    return by_key(queries(case, Chronology(case)))


@pytest.fixture(scope="module")
def known(cases_folder: Path) -> dict[str, str]:
    """The rows of the page of known inconsistencies, by id."""
    page = cases_folder.parent / "docs" / "known-inconsistencies.md"
    lines = page.read_text("utf-8").splitlines()
    rows = [line.split("|") for line in lines if line.startswith("| I")]
    return {cells[1].strip(): cells[3] for cells in rows}


def test_every_rule_has_an_example() -> None:
    tested = {
        example.rule
        for name in MODULES
        for example in import_module(f"clinical.queries.rules.test_{name}").EXAMPLES
    }
    assert tested == set(RULES)


def test_a_query_is_listed_once_and_the_gravest_first(case: Case) -> None:
    listed = queries(case, Chronology(case))
    assert len({query.key for query in listed}) == len(listed)
    ranks = [list(Severity).index(query.severity) for query in listed]
    assert ranks == sorted(ranks)


def test_the_records_and_fields_of_a_query_exist(case: Case) -> None:
    for query in queries(case, Chronology(case)):
        records = [case.get(record_id) for record_id in query.records]
        assert records
        assert None not in records
        assert not query.field or hasattr(records[0], query.field)


def test_the_stated_stage_is_kept_and_asked_about(
    case: Case, found: dict[str, Query]
) -> None:
    query = found["stage:e06-diagnosis:stage_stated"]
    assert query.severity is Severity.CONFLICT
    assert "stated IIIA, computed IIIB" in query.text
    assert getattr(case.get("e06-diagnosis"), "stage_stated", "") == "IIIA"


def test_m0_against_a_metastasis_names_three_stages(found: dict[str, Query]) -> None:
    query = found["metastasis-despite-m0:e06-diagnosis:m"]
    assert re.findall(r"\bI[IV]+[AB]\b", query.text) == ["IIIA", "IIIB", "IVB"]
    assert query.records == ("e06-diagnosis", "e07-ihc-2017")


def test_eighteen_months_exceed_the_window_by_two(found: dict[str, Query]) -> None:
    query = found["reported:e19-disease-control:time-on-treatment"]
    assert "14.0-16.0 mo (calendar 15): 2.0 months more" in query.text
    compared = [key for key in found if key.startswith("reported:")]
    assert compared == [query.key]


def test_a_missing_date_comes_with_the_window_that_the_records_leave(
    found: dict[str, Query],
) -> None:
    window = "its date (between May 2020 and Feb 2021)"
    assert window in found["date:e20-cryoablation:date"].text
    alone = found["date:e33-lung-metastases:date"].text
    assert alone.endswith("By the other records: by Mar 2025.")


def test_the_unknown_setting_of_gp_is_asked_about(found: dict[str, Query]) -> None:
    settings = [key for key in found if key.startswith("setting:")]
    assert settings == ["setting:e12-gp:setting"]
    text = found[settings[0]].text
    assert "why it was given, as curative or as palliative" in text


def test_one_normalised_term_on_the_seeds(found: dict[str, Query]) -> None:
    on_seeds = [
        query
        for query in found.values()
        if query.rule == "normalised-term" and "e31-iodine-seeds" in query.records
    ]
    assert len(on_seeds) == 1
    assert "odine-125, which is read as iodine-125" in on_seeds[0].text


def test_what_the_completeness_report_needs_is_asked_for(
    found: dict[str, Query],
) -> None:
    wanted = {
        "date:e06-diagnosis:date",
        "ihc-score:e07-ihc-2017:ihc_score",
        "ihc-score:e11-ihc-2019:ihc_score",
        "her2-date:e16-ngs:specimen_date",
        "her2-specimen:e16-ngs:specimen",
        "dose:e08-adjuvant-s1",
        "dose:e12-gp",
        "dose:e13-as",
        "dose:e24-dp303c",
        "date:e12-gp:start",
        "date:e13-as:start",
        "date:e24-dp303c:start",
        "date:e34-lenvatinib-pembrolizumab:start",
        "best-response:e17-trastuzumab-pyrotinib",
        "grade:e26-fatigue:grade",
        "series:e02-ca19-9",
        "value:e39-adrenal-hormones:result",
        "value:e40-tmb:result",
    }
    assert wanted <= set(found)
    assert [found[key] for key in found if key.startswith("ihc-score:")] == [
        found["ihc-score:e07-ihc-2017:ihc_score"],
        found["ihc-score:e11-ihc-2019:ihc_score"],
    ]


def test_no_two_records_of_the_published_cases_contradict_each_other(
    cases: tuple[Case, ...],
) -> None:
    for case in cases:
        for narrative in (False, True):
            chronology = Chronology(case, accept_narrative=narrative)
            grave = [q.key for q in queries(case, chronology) if q.severity is GRAVEST]
            assert grave == []


def test_every_known_inconsistency_is_a_query_or_says_why_not(
    known: dict[str, str], found: dict[str, Query]
) -> None:
    numbers = [f"I{number:02d}" for number in range(1, 27)]
    assert sorted(known) == sorted([*numbers, "I03a", "I03b"])
    for inconsistency, where in known.items():
        keys = set(KEY.findall(where))
        assert keys <= set(found), inconsistency
        assert bool(keys) != where.strip().startswith("No query"), inconsistency


def answered(case: Case, keys: list[str], state: str) -> Case:
    answers = (
        QueryAnswer.model_validate(
            {"id": f"a-{n}", "query": key, "state": state, "reason": "asked the author"}
        )
        for n, key in enumerate(keys)
    )
    return Case.of((*case.entries, *answers))


def test_the_published_case_asks_each_record_once(
    case: Case, found: dict[str, Query]
) -> None:
    listed = [query for query in queries(case, Chronology(case)) if query.is_open]
    assert len(listed) <= 30
    gaps = [(q.gap.record, q.gap.beginning) for q in listed if q.gap]
    assert len(set(gaps)) == len(gaps)
    gp = found["date:e12-gp:start"]
    assert set(gp.covers) == {
        "date:e12-gp:start", "date:e12-gp:stop", "setting:e12-gp:setting",
        "stop-reason:e12-gp:stop_reason", "best-response:e12-gp",
    }  # fmt: skip
    assert gp.text == (
        "GP: not recorded are its start (between Mar 2019 and May 2020), its end "
        "(between Mar 2019 and May 2020), why it was given, as curative or as "
        "palliative, why it ended and its best response (unknown)."
    )
    assert (
        found["dose:e12-gp"].text == "Doses are not recorded for lines 1, 2, 3 and 5."
    )


def test_trivia_are_notes_that_wait_for_nobody(found: dict[str, Query]) -> None:
    notes = {key for key, query in found.items() if query.state is State.NOTED}
    assert notes == {
        "trial:e24-dp303c:trial",
        "ctcae-version:e36-pneumonitis:ctcae_version",
        "upper-limit:e02-ca19-9:upper_limit",
        "reported-twice:e43-overall-survival:e44-survival",
        "narrative-order:case",
        "normalised-term:e02-ca19-9:as_written",
        "normalised-term:e31-iodine-seeds:as_written",
        "normalised-term:e41-ca19-9-course:as_written",
    }


def test_what_unlocks_survival_comes_before_what_unlocks_a_response(
    case: Case, found: dict[str, Query]
) -> None:
    listed = [query.key for query in queries(case, Chronology(case))]
    survival, response = "date:e06-diagnosis:date", "grade:e26-fatigue:grade"
    assert listed.index(survival) < listed.index(response)
    assert found["date:e13-as:start"].blocks[0] == "progression-free survival of line 3"


@pytest.mark.parametrize("state", ["answered", "dismissed"])
def test_an_answered_query_keeps_its_reason(case: Case, state: str) -> None:
    key = "grade:e26-fatigue:grade"
    after = answered(case, [key], state)
    before, listed = (queries(c, Chronology(c)) for c in (case, after))
    assert by_key(listed)[key].state is State(state)
    assert by_key(listed)[key].reason == "asked the author"
    assert open_count(listed) == open_count(before) - 1


def test_an_answer_to_one_part_leaves_the_others_open(case: Case) -> None:
    listed = queries(case, Chronology(case))
    gp = by_key(listed)["date:e12-gp:start"]
    after = answered(case, ["dose:e12-gp"], "answered")
    parts = by_key(queries(after, Chronology(after)))
    assert parts["dose:e12-gp"].state is State.ANSWERED
    assert set(parts["date:e12-gp:start"].covers) == {*gp.covers} - {"dose:e12-gp"}
    whole = answered(case, list(gp.covers), "answered")
    settled = by_key(queries(whole, Chronology(whole)))
    assert {settled[key].state for key in gp.covers} == {State.ANSWERED}


@settings(max_examples=effort(25, 250))
@given(data=st.data())
def test_answers_change_nothing_but_the_state(data: st.DataObject, case: Case) -> None:
    before = by_key(queries(case, Chronology(case)))
    keys = data.draw(st.sets(st.sampled_from(sorted(before))))
    state = data.draw(st.sampled_from(["answered", "dismissed"]))
    after_case = answered(case, sorted(keys), state)
    after = by_key(queries(after_case, Chronology(after_case)))
    assert set(after) == set(before)
    for key, old in before.items():
        new = after[key]
        assert new.state is (State(state) if key in keys else old.state)
        if not keys & set(old.covers or (key,)):
            assert new == old


def test_an_answer_to_a_query_that_no_longer_exists_does_no_harm(case: Case) -> None:
    after = answered(case, ["grade:nobody:grade"], "answered")
    assert queries(after, Chronology(after)) == queries(case, Chronology(case))


@settings(max_examples=effort(30, 300))
@given(data=st.data())
def test_a_case_with_records_missing_is_read_all_the_same(
    data: st.DataObject, cases: tuple[Case, ...]
) -> None:
    case = data.draw(st.sampled_from(cases))
    gone = data.draw(st.sets(st.sampled_from([record.id for record in case.records])))
    kept = Case.of(entry for entry in case.entries if entry.id not in gone)
    for narrative in (False, True):
        listed = queries(kept, Chronology(kept, accept_narrative=narrative))
        keys = [key for query in listed for key in query.covers or (query.key,)]
        assert len(set(keys)) == len(keys)
        named = {record_id for query in listed for record_id in query.records}
        assert named <= {entry.id for entry in kept.entries}
