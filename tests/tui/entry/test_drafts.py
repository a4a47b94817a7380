"""Drafts are private, survive their process and go when they are forgotten."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from timeline.tui.entry.drafts import Draft, Drafts

GONE = 2**22 + 1
"""A process number that Linux never gives."""


def _draft(place: Path, process: int = GONE) -> Draft:
    return Draft(
        place=str(place),
        code="P-1",
        kind="finding",
        record_id="",
        seen=None,
        texts={"result": "x\n[/]"},
        process=process,
        at="2026-01-15T12:00+00:00",
    )


def test_a_draft_is_private_and_comes_back(tmp_path: Path) -> None:
    place = tmp_path / "registry.db"
    drafts = Drafts(place)
    drafts.keep("one", _draft(place))
    changed = replace(_draft(place), texts={"result": "y"})
    drafts.keep("one", changed)
    (file,) = (tmp_path / "registry.db-drafts").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert Drafts(place).left_behind() == {"one": changed}
    drafts.forget("one")
    drafts.forget("one")
    assert Drafts(place).left_behind() == {}


def test_a_form_that_is_open_is_not_offered(tmp_path: Path) -> None:
    place = tmp_path / "registry.db"
    Drafts(place).keep("mine", _draft(place, os.getpid()))
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1) as other:
        Drafts(place).keep("theirs", _draft(place, other.pid))
        assert Drafts(place).left_behind() == {}
        other.kill()
    assert list(Drafts(place).left_behind()) == ["theirs"]


def test_a_file_that_is_no_draft_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "registry.db"
    drafts = Drafts(place)
    drafts.keep("good", _draft(place))
    folder = tmp_path / "registry.db-drafts"
    (folder / "bad.json").write_text("{")
    (folder / "other.json").write_text('{"place": 1}')
    assert list(drafts.left_behind()) == ["good"]


def test_drafts_of_another_registry_are_not_offered(tmp_path: Path) -> None:
    drafts = Drafts("postgresql://host/name", tmp_path / "state")
    drafts.keep("one", replace(_draft(tmp_path), place=drafts.place))
    assert list(drafts.left_behind()) == ["one"]
    assert Drafts("postgresql://other", tmp_path / "state").left_behind() == {}


def test_the_address_of_a_server_is_not_written_down(tmp_path: Path) -> None:
    address = "postgresql+psycopg://nurse:secret@host/cases"
    drafts = Drafts(address, tmp_path)
    assert "secret" not in drafts.place
    assert drafts.place == Drafts(address, tmp_path).place
    assert drafts.place != Drafts(address.replace("cases", "other"), tmp_path).place
