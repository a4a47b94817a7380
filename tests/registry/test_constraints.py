"""The same limits on both databases, whoever writes.

The limits are those that the record classes declare; each statement below is what
another program would send, and the verdict stands beside it.
"""

import sqlite3
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from registry.replay import connect
from registry.small import ACTOR, full_case, record, save, store
from timeline.registry import Registry, RegistryError

_ERRORS = (sqlite3.Error, psycopg.Error)
LARGEST = "1.7976931348623157e308"
_DATES = {
    "": True,
    "2019": True,
    "2019-03": True,
    "2019-03-02": True,
    "[2019..2020-05]": True,
    "[..2019]": True,
    "[2019-03-02..]": True,
    "M18": True,
    "D-40": True,
    "[D1..M+3]": True,
    "garbage": False,
    "19": False,
    "2019-3": False,
    "2019/03": False,
    "20190302": False,
    "infinity": False,
    "M": False,
    "M1x": False,
    "[2019]": False,
    "2019\n": False,
    " 2019": False,
    f"[..{'1' * 200}]": False,
    "line-1+D28": True,
    "line_1.stop-M2": True,
    "2019-W12": True,  # no reader takes it, and this rule knows no ids
    "[line-1+D20..line-1+D28]": True,
    "[..a-W1]": True,
    f"[{'a' * 64}.stop+D20..{'a' * 64}.stop+D28]": True,
    "age 63": True,
    "[age 63..]": True,
    "line-1": False,
    "line-1+28": False,
    "line 1+D28": False,
    "[line-1+D28]": False,
    "[line-1..line-2]": False,
    "age": False,
    "age 63 or so": False,
}
_IDS = {
    "ok-1_B": True,
    "9": True,
    "a" * 64: True,
    "a" * 65: False,
    "": False,
    "-a": False,
    "_a": False,
    "a b": False,
    "a.b": False,
    "ä": False,
    "a\n": False,
}
_VALUES = [
    ("result", "value", "1e-300", True),
    ("result", "value", LARGEST, True),
    ("result", "value", "0", True),
    ("result", "value", "-1", True),
    ("result", "value", "NULL", True),
    ("result", "value", "'many'", False),
    ("result", "analyte", "NULL", False),
    ("result", "upper_limit", "NULL", True),
    ("result", "unit", "NULL", True),
    ("her2_test", "ihc_cells", "0", True),
    ("her2_test", "ihc_cells", "100", True),
    ("her2_test", "ihc_cells", "100.0000001", False),
    ("her2_test", "ihc_cells", "-0.0000001", False),
    ("her2_test", "ihc_cells", "'many'", False),
    ("adverse_event", "grade", "0", False),
    ("adverse_event", "grade", "1", True),
    ("adverse_event", "grade", "5", True),
    ("adverse_event", "grade", "6", False),
    ("local_intervention", "fractions", "2147483647", True),
    ("local_intervention", "fractions", "2147483648", False),
    ("patient", "age_at_presentation", "120", True),
    ("patient", "age_at_presentation", "121", False),
    ("patient", "age_at_presentation", "-1", False),
    ("patient", "sex", "'male'", True),
    ("patient", "sex", "'Male'", False),
    ("patient", "sex", "''", False),
    ("patient", "headline", f"'{'ä' * 200}'", True),
    ("patient", "headline", f"'{'ä' * 201}'", False),
    ("patient", "notes", f"'{'x' * 20_000}'", True),
    ("patient", "notes", f"'{'x' * 20_001}'", False),
    ("patient", "deleted_at", f"'{'x' * 32}'", True),
    ("patient", "deleted_at", f"'{'x' * 33}'", False),
    ("patient", "presentation_latest", "'soon'", False),
    ("therapy_line", "ongoing", "NULL", True),
    ("therapy_line", "continues", "'nobody'", False),
]


@pytest.fixture
def other(place: str) -> Iterator[Any]:
    """Another program's connection to a registry with a record of each kind."""
    with Registry.open(place) as registry:
        store(registry, full_case())
    connection = connect(place)
    connection.execute(
        "PRAGMA foreign_keys=ON"
        if isinstance(connection, sqlite3.Connection)
        else "SELECT 1"
    )
    yield connection
    connection.close()


def _accepted(other: Any, statement: str) -> bool:  # noqa: ANN401 - either driver's
    """Whether the database would store it; it is taken back in either case."""
    other.rollback()
    try:
        other.execute(statement)
        if isinstance(other, psycopg.Connection):
            other.execute("SET CONSTRAINTS ALL IMMEDIATE")
        elif other.execute("PRAGMA foreign_key_check").fetchall():
            return False
    except _ERRORS:
        return False
    finally:
        other.rollback()
    return True


def _set(kind: str, column: str, value: str) -> str:
    return f'UPDATE "{kind}" SET "{column}" = {value}'  # noqa: S608 - our table


def test_values(other: Any) -> None:  # noqa: ANN401
    verdicts = {
        (kind, column, value[:40]): _accepted(other, _set(kind, column, value))
        for kind, column, value, _ in _VALUES
    }
    assert verdicts == {
        (k, c, value[:40]): expected for k, c, value, expected in _VALUES
    }


def test_dates(other: Any) -> None:  # noqa: ANN401
    verdicts = {
        text: _accepted(other, _set("finding", "date", f"'{text}'")) for text in _DATES
    }
    assert verdicts == _DATES


def test_ids(other: Any) -> None:  # noqa: ANN401
    copy = (
        "INSERT INTO source (case_id, id, version, name, date) "
        "SELECT case_id, '{id}', 1, 'letter', '' FROM source"
    )
    verdicts = {text: _accepted(other, copy.format(id=text)) for text in _IDS}
    assert verdicts == _IDS


def test_nul_and_numbers_that_are_none(other: Any) -> None:  # noqa: ANN401
    on_a_server = isinstance(other, psycopg.Connection)
    nul = "'a' || chr(0) || 'b'" if on_a_server else "'a' || char(0) || 'b'"
    infinite = "'Infinity'" if on_a_server else "9e999"
    for column in ("headline", "notes", "presentation"):
        assert not _accepted(other, _set("patient", column, nul))
    for sign in ("", "-"):
        value = infinite.replace("'I", f"'{sign}I") if on_a_server else sign + infinite
        assert not _accepted(other, _set("her2_test", "ngs_copy_number", value))
    if on_a_server:  # SQLite has no such number: what is bound as one is NULL
        assert not _accepted(other, _set("her2_test", "ngs_copy_number", "'NaN'"))
    else:
        with pytest.raises(sqlite3.IntegrityError):
            other.execute("UPDATE reported_outcome SET value = ?", (float("nan"),))


def test_a_number_too_large_for_a_server_is_refused_on_both(place: str) -> None:
    with Registry.open(place) as registry:
        store(registry, full_case())
        large = record("local_intervention", "new", type="surgery", fractions=2**31)
        with pytest.raises(RegistryError, match="breaks one of its rules"):
            save(registry, large, seen=None, actor=ACTOR)
        assert registry.case("P-1") == full_case()
