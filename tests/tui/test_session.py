"""Who works on what: one desk for each patient, and the name under which is stored."""

import getpass
from pathlib import Path
from typing import cast

import pytest

from timeline.registry import Registry
from timeline.tui.entry.drafts import Drafts
from timeline.tui.session import Session, actor


@pytest.fixture
def session(tmp_path: Path) -> Session:
    nothing_is_read = cast("Registry", object())
    return Session(nothing_is_read, Drafts(tmp_path / "registry.db"))


def test_who_comes_back_to_a_patient_finds_the_same_desk(session: Session) -> None:
    desk = session.desk("P-1")
    assert session.desk("P-2") is not desk
    assert session.desk("P-1") is desk


def test_another_session_undoes_nothing_of_this_one(session: Session) -> None:
    other = Session(session.registry, session.drafts)
    assert other.desk("P-1") is not session.desk("P-1")


def test_changes_are_stored_under_the_name_that_is_set(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMELINE_ACTOR", " nurse ")
    assert actor() == session.desk("P-1").actor == "nurse"


def test_without_a_name_it_is_that_of_the_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TIMELINE_ACTOR", " ")
    monkeypatch.setattr(getpass, "getuser", lambda: "account")
    assert actor() == "account"
