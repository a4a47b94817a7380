"""Who works on what: one desk for each patient, and the name under which is stored."""

import getpass
from pathlib import Path
from typing import cast

import pytest

from timeline.registry import Registry
from timeline.tui.entry.drafts import Drafts
from timeline.tui.workplace import Workplace, actor


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    nothing_is_read = cast("Registry", object())
    return Workplace(nothing_is_read, Drafts(tmp_path / "registry.db"))


def test_who_comes_back_to_a_patient_finds_the_same_desk(workplace: Workplace) -> None:
    desk = workplace.desk("P-1")
    assert workplace.desk("P-2") is not desk
    assert workplace.desk("P-1") is desk


def test_another_workplace_undoes_nothing_of_this_one(workplace: Workplace) -> None:
    other = Workplace(workplace.registry, workplace.drafts)
    assert other.desk("P-1") is not workplace.desk("P-1")


def test_changes_are_stored_under_the_name_that_is_set(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMELINE_ACTOR", " nurse ")
    assert actor() == workplace.desk("P-1").actor == "nurse"


def test_without_a_name_it_is_that_of_the_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TIMELINE_ACTOR", " ")
    monkeypatch.setattr(getpass, "getuser", lambda: "account")
    assert actor() == "account"
