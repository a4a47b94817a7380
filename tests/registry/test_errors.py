"""No error says what a patient's record holds."""

import logging
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from registry.replay import connect
from registry.small import (
    ACTOR,
    full_case,
    marker,
    patient,
    record,
    remove,
    save,
    store,
)
from timeline.errors import TimelineError
from timeline.registry import Registry, RegistryError

CANARY = "Xanthippe"
_WHY = {"actor": ACTOR, "reason": "x"}


def _conflict(registry: Registry, place: str) -> None:
    del place
    mine = record("lesion", "lesion", name=CANARY, notes=CANARY)
    save(registry, mine, seen=7, **_WHY)


def _no_reason(registry: Registry, place: str) -> None:
    del place
    store(registry, full_case(text=f"{CANARY}2"), actor=ACTOR)


def _no_actor(registry: Registry, place: str) -> None:
    del place
    store(registry, full_case(text=f"{CANARY}2"), actor="", reason=CANARY)


def _problems(registry: Registry, place: str) -> None:
    del place
    remove(registry, "therapy-line", seen=1, **_WHY)


def _future(registry: Registry, place: str) -> None:
    del place
    mine = record("finding", "new", type="imaging", date="2099", result=CANARY)
    save(registry, mine, seen=None, **_WHY)


def _database_refuses(registry: Registry, place: str) -> None:
    del place
    mine = record(
        "local_intervention", "new", type="surgery", fractions=2**31, site=CANARY
    )
    save(registry, mine, seen=None, **_WHY)


def _code_taken(registry: Registry, place: str) -> None:
    del place
    store(registry, full_case(CANARY))
    save(registry, patient(CANARY), seen=1, **_WHY)


def _wrong_kind(registry: Registry, place: str) -> None:
    del place
    save(registry, marker("lesion"), seen=1, **_WHY)


def _second_patient(registry: Registry, place: str) -> None:
    del place
    mine = patient(CANARY).changed(id="second", headline=CANARY)
    save(registry, mine, seen=None, **_WHY)


def _broken_outside(registry: Registry, place: str) -> None:
    with closing(connect(place)) as other, other:
        other.execute(f"UPDATE finding SET date = '2019-02-31', notes = '{CANARY}'")  # noqa: S608
        other.execute(f"UPDATE result SET analyte = '', unit = '{CANARY}'")  # noqa: S608
    registry.case("P-1")


def _characters(registry: Registry, place: str) -> None:
    del place
    store(registry, full_case(), actor=f"{CANARY}\x00", reason=CANARY)


def _surrogate(registry: Registry, place: str) -> None:
    del place
    registry.patients(f"{CANARY}\ud800")


def _nul(registry: Registry, place: str) -> None:
    del place
    if registry.patients(f"{CANARY}\x00"):
        pytest.fail("nothing has such a text")
    raise TimelineError("found nothing")


@pytest.mark.parametrize(
    "provoke",
    [
        _conflict,
        _no_reason,
        _no_actor,
        _problems,
        _future,
        _database_refuses,
        _code_taken,
        _wrong_kind,
        _second_patient,
        _broken_outside,
        _characters,
        _surrogate,
        _nul,
    ],
)
def test_no_error_and_no_log_names_a_value(
    place: str,
    provoke: Callable[[Registry, str], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("sqlalchemy", "sqlalchemy.engine", "sqlalchemy.pool", "psycopg"):
        caplog.set_level(logging.DEBUG, logger=name)
    with Registry.open(place) as registry:
        store(registry, full_case(text=CANARY))
        with pytest.raises(TimelineError) as caught:
            provoke(registry, place)
    _assert_silent(caught.value)
    assert CANARY.casefold() not in caplog.text.casefold()


def _assert_silent(error: TimelineError, secret: str = CANARY) -> None:
    said: list[Any] = [str(error), repr(error), error.hint, error.title, error.args]
    said += traceback.format_exception(error)
    assert secret.casefold() not in "".join(map(str, said)).casefold()


def test_no_error_names_a_key(path: Path) -> None:
    Registry.open(path, key="right", create=True).close()
    with pytest.raises(TimelineError) as caught:
        Registry.open(path, key=f"{CANARY}'")
    _assert_silent(caught.value)


@pytest.mark.parametrize(
    "place", ["postgresql://host:abc/name", "mysql://host/name", "://"]
)
def test_an_address_that_cannot_be_used_is_explained(place: str) -> None:
    with pytest.raises(RegistryError) as error:
        Registry.open(place)
    assert "postgresql+psycopg://" in error.value.hint
