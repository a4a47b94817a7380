"""Lists of patients: order, filters, counts, and states that are never out of date."""

import datetime as dt
import gzip
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from registry.replay import OUTSIDE, connect
from registry.small import ACTOR, REASON, course, line, patient, record, store
from timeline.case.case import Case
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.registry import (
    ListQuery,
    ListSort,
    ListState,
    Registry,
    schema,
    states,
)

TODAY = dt.date(2026, 1, 15)


def _case(code: str, *entries: Any) -> Case:  # noqa: ANN401
    return Case.of((patient(code), *entries))


def _seen(date: str, status: str = "alive") -> Any:  # noqa: ANN401
    return record("follow_up", "seen", date=date, vital_status=status)


def _fresh(registry: Registry) -> None:
    while registry.refresh_states(today=TODAY):
        pass


@pytest.fixture
def filled(registry: Registry) -> Registry:
    """On treatment; lost for 15 months and more; dead; one that tells nothing."""
    store(registry, _case("T", line(ongoing=True), course(), _seen("2026-01-02")))
    store(registry, _case("L", _seen("2024-10-13")))
    store(registry, _case("N", _seen("2024-10-15")))
    store(registry, _case("D", line(ongoing=True), _seen("2020-05", "dead")))
    store(registry, _case("E"))
    return registry


def _codes(registry: Registry, **wanted: Any) -> str:  # noqa: ANN401
    return "".join(registry.listing(ListQuery(**wanted), today=TODAY).codes)


def test_states_are_unknown_until_they_are_computed(filled: Registry) -> None:
    assert {row.known for row in filled.patients()} == {False}
    listed = filled.listing(ListQuery(), today=TODAY)
    assert (listed.patients, listed.known, listed.on_treatment) == (5, 0, 0)
    assert _codes(filled, state=ListState.TREATMENT) == ""
    assert filled.refresh_states(today=TODAY) == 5
    assert filled.refresh_states(today=TODAY) == 0
    listed = filled.listing(ListQuery(), today=TODAY)
    assert (listed.patients, listed.known, listed.on_treatment) == (5, 5, 1)


@pytest.mark.parametrize(
    ("state", "codes"),
    [
        (None, "DELNT"),
        (ListState.TREATMENT, "T"),
        (ListState.LOST, "L"),  # 2024-10-13 is 459 days ago, 2024-10-15 457
        (ListState.DECEASED, "D"),
        (ListState.QUERIES, "DET"),  # that E has no follow-up is a query
    ],
)
def test_a_filter_keeps_those_for_whom_it_holds_for_certain(
    filled: Registry, state: ListState | None, codes: str
) -> None:
    _fresh(filled)
    assert _codes(filled, state=state) == codes
    rows = filled.summaries(tuple(codes))
    if state is ListState.LOST:
        assert [rows[code].lost(TODAY) for code in codes] == [True]
    rows = filled.summaries(tuple("LNDE"))
    assert [rows[code].lost(TODAY) for code in "LNDE"] == [True, False, False, None]


@pytest.mark.parametrize(
    ("sort", "upwards", "downwards"),
    [
        (ListSort.CODE, "DELNT", "TNLED"),
        (ListSort.CONTACT, "DLNTE", "TNLDE"),  # who has no contact stays at the end
        (ListSort.CHANGE, "TLNDE", "EDNLT"),
    ],
)
def test_a_list_has_the_order_that_is_asked_for(
    filled: Registry, sort: ListSort, upwards: str, downwards: str
) -> None:
    _fresh(filled)
    assert _codes(filled, sort=sort) == upwards
    assert _codes(filled, sort=sort, descending=True) == downwards
    rows = filled.patients(ListQuery(sort=sort, descending=True), today=TODAY)
    assert "".join(row.code for row in rows) == downwards


def test_most_open_queries_stand_first(filled: Registry) -> None:
    _fresh(filled)
    codes = _codes(filled, sort=ListSort.QUERIES, descending=True)
    rows = filled.summaries(tuple(codes))
    counts = [rows[code].open_queries for code in codes]
    assert counts == sorted(counts, reverse=True)  # type: ignore[type-var]
    assert counts[0]


def test_search_and_filter_work_together(filled: Registry) -> None:
    _fresh(filled)
    assert _codes(filled, search="cisplatin", state=ListState.TREATMENT) == "T"
    assert _codes(filled, search="cisplatin", state=ListState.DECEASED) == ""
    assert _codes(filled, search="gemcis", state=ListState.DECEASED) == "D"


def test_a_correction_puts_the_state_out_of_date_for_this_case_only(
    filled: Registry,
) -> None:
    _fresh(filled)
    ended = _case("T", line(stop="2025-12"), course(), _seen("2026-01-02"))
    filled.save(ended, actor=ACTOR, reason=REASON)
    assert [row.known for row in filled.patients()] == [True] * 4 + [False]
    assert filled.refresh_states(today=TODAY) == 1
    assert _codes(filled, state=ListState.TREATMENT) == ""
    filled.undo("T", actor=ACTOR)
    _fresh(filled)
    assert _codes(filled, state=ListState.TREATMENT) == "T"


def test_a_write_from_outside_puts_the_state_out_of_date(
    filled: Registry, place: str
) -> None:
    _fresh(filled)
    before = filled.last_transaction()
    filled.close()
    other = connect(place)
    other.execute("UPDATE follow_up SET vital_status = 'dead' WHERE vital_status = "
                  "'alive' AND date = '2024-10-13'")  # fmt: skip
    other.commit()
    other.close()
    assert filled.last_transaction() > before
    row = filled.summaries(["L"])["L"]
    assert (row.known, row.deceased, row.last_contact) == (False, None, UNKNOWN)
    assert filled.refresh_states(today=TODAY) == 1
    row = filled.summaries(["L"])["L"]
    assert (row.deceased, row.last_contact) == (True, PartialDate.parse("2024-10-13"))
    assert filled.history("L")[-1].actor == OUTSIDE
    assert row.changed_at == filled.history("L")[-1].at
    assert _codes(filled, sort=ListSort.CHANGE, descending=True)[0] == "L"


def test_a_change_while_the_state_is_computed_is_not_overwritten(
    filled: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = states._write

    def change_first(*given: Any) -> None:  # noqa: ANN401
        ended = _case("T", line(stop="2025-12"), course(), _seen("2026-01-02"))
        filled.save(ended, actor=ACTOR, reason=REASON)
        monkeypatch.undo()
        write(*given)

    monkeypatch.setattr(states, "_write", change_first)
    filled.refresh_states(today=TODAY)
    assert [row.code for row in filled.patients() if not row.known] == ["T"]
    _fresh(filled)
    assert filled.summaries(["T"])["T"].on_treatment is False


def test_other_rules_put_every_state_out_of_date(
    filled: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fresh(filled)
    monkeypatch.setattr(states, "rules_mark", lambda: "other rules")
    assert filled.refresh_states(today=TODAY) == 5


def test_those_in_view_come_first(
    filled: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(states, "BATCH", 2)
    assert filled.refresh_states(today=TODAY, first=["T", "N", "nobody"]) == 2
    assert [row.code for row in filled.patients() if row.known] == ["N", "T"]


def test_a_case_that_another_program_broke_has_no_state_and_stops_nobody(
    filled: Registry, place: str
) -> None:
    filled.close()
    other = connect(place)
    other.execute("UPDATE patient SET deleted_at = '2026-01-01' WHERE code = 'L'")
    other.commit()
    other.close()
    _fresh(filled)
    row = filled.summaries(["L"])["L"]
    assert (row.known, row.deceased, row.open_queries) == (True, None, None)
    assert filled.summaries(["T"])["T"].on_treatment is True


def test_states_are_no_records_and_leave_no_entry(filled: Registry) -> None:
    before = filled.last_transaction()
    _fresh(filled)
    assert filled.last_transaction() == before


def test_histology_is_searched(registry: Registry) -> None:
    diagnosis = record("diagnosis", "d", histology="Adenosquamous carcinoma")
    store(registry, _case("H", diagnosis), _case("O"))
    assert _codes(registry, search="ADENOSQUAMOUS") == "H"


def test_a_registry_of_version_1_is_carried_over(path: Path) -> None:
    """`version_1.sql.gz` is a registry as version 1 of the schema wrote it."""
    dump = gzip.decompress((Path(__file__).parent / "version_1.sql.gz").read_bytes())
    with closing(sqlite3.connect(path)) as old:
        old.executescript(dump.decode())
        before = old.execute("SELECT * FROM audit").fetchall()
    fresh = path.with_name("fresh.db")
    Registry.open(fresh, create=True).close()
    with Registry.open(path) as registry:
        assert [row.known for row in registry.patients()] == [False, False]
        assert _codes(registry, search="corrected") == "P-2"  # histology says so
        changes = registry.history("P-2")
        _fresh(registry)
        assert [row.known for row in registry.patients()] == [True, True]
        assert registry.patients()[1].changed_at == changes[-1].at
        store(registry, _case("P-3"))
    with (
        closing(sqlite3.connect(path)) as new,
        closing(sqlite3.connect(fresh)) as other,
    ):
        assert new.execute("SELECT * FROM audit").fetchall()[: len(before)] == before
        assert _schema(new) == _schema(other)
        assert new.execute("SELECT version FROM registry_schema").fetchone() == (
            schema.VERSION,
        )


def _schema(connection: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Columns, references and triggers, whatever the order of words in their SQL."""
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    ).fetchall()
    found = {"triggers": triggers}
    for table in ("case_state", "cases"):
        for what in ("table_info", "foreign_key_list"):
            rows = connection.execute(f"PRAGMA {what}({table})").fetchall()
            found[f"{table} {what}"] = rows
    return found


@pytest.mark.postgres
def test_a_server_of_version_1_is_carried_over(new_database: Any) -> None:  # noqa: ANN401
    url = new_database()
    with Registry.open(url) as registry:
        store(registry, _case("P-1", _seen("2020-05", "dead")))
    with closing(connect(url)) as other:  # version 1 differs by this table alone
        other.execute("DROP TABLE case_state")
        other.execute("UPDATE registry_schema SET version = 1")
        other.commit()
    with Registry.open(url) as registry:
        _fresh(registry)
        assert _codes(registry, state=ListState.DECEASED) == "P-1"
        store(registry, _case("P-2"))
        assert [row.known for row in registry.patients()] == [True, False]
