"""A kind of record added to the program leaves by every command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = '''
import sys
from typing import ClassVar

from timeline.case import fields
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Record
from timeline.case.records.kinds import KINDS


class Consultation(Record):
    """What was said on a visit."""

    kind: ClassVar[str] = "consultation"
    title: ClassVar[str] = "Consultation"

    date: PartialDate = fields.date("Date", "When.")
    said: str = fields.text(
        "Said", "What was said.", required=True, privacy=Privacy.FREE_TEXT
    )


KINDS[Consultation.kind] = Consultation

from timeline.cli.app import app

app(sys.argv[1:])
'''
CASE = """
format = 1
[patient]
code = "MADE-UP"
synthetic = true
[[diagnosis]]
id = "dx"
date = "2020-01-10"
[[consultation]]
id = "visit"
date = "2020-03-14"
said = "Zz told Dr Miller on 14/09/23"
[[follow_up]]
id = "last"
date = "2021-12-01"
vital_status = "alive"
"""
OUTLETS = (
    "show MADE-UP",
    "chart MADE-UP -o page.html",
    "export MADE-UP -o case.toml",
    "cohort -o cohort.html",
    "figure MADE-UP --preview",
    "figure MADE-UP -o figure --dpi 72",
    "cohort -o figures --preset bmc-double --dpi 72",
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with such a program, and a registry that it has made."""
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "made_up.toml").write_text(CASE, encoding="utf-8")
    assert run(tmp_path, "import made_up.toml").returncode == 0
    return tmp_path


def run(place: Path, command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "program.py", *command.split()],
        capture_output=True,
        text=True,
        check=False,
        cwd=place,
        env={**os.environ, "TIMELINE_DB": str(place / "registry.db")},
    )


def test_it_leaves_by_every_outlet(place: Path) -> None:
    printed: dict[str, str] = {}
    for command in OUTLETS:
        ran = run(place, command)
        assert ran.returncode == 0, (command, ran.stderr)
        printed[command] = ran.stdout
    listed = printed["figure MADE-UP --preview"]
    rows = [line.split() for line in listed.splitlines()]
    assert ["Consultation", "Said", "1", "coarser", "text"] in rows
    for folder in ("figure", "figures"):
        for file in (place / folder).iterdir():
            assert b"Miller" not in file.read_bytes(), file.name
