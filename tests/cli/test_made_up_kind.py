"""A kind of record added to the program leaves by every command."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PROGRAM = '''
import os
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

import timeline.charts.package.bundle, timeline.charts.page, timeline.exchange.case_file
from timeline.cli.app import app

for number, command in enumerate(sys.argv[1:]):
    if not os.fork():
        os.dup2(os.open(f"{number}.out", os.O_WRONLY | os.O_CREAT, 0o600), 1)
        app(command.split())
    _, status = os.wait()
    if status:
        sys.exit(f"{command}: {os.waitstatus_to_exitcode(status)}")
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


def run(place: Path, commands: Sequence[str]) -> dict[str, str]:
    """Run commands of such a program, each in a process of its own.

    Returns:
        What each of them prints.
    """
    (place / "program.py").write_text(PROGRAM, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "program.py", *commands],
        capture_output=True,
        text=True,
        check=False,
        cwd=place,
        env={**os.environ, "TIMELINE_DB": str(place / "registry.db")},
    )
    assert ran.returncode == 0, ran.stderr
    outputs = [place / f"{number}.out" for number in range(len(commands))]
    texts = [path.read_text(encoding="utf-8") for path in outputs]
    return dict(zip(commands, texts, strict=True))


def test_it_leaves_by_every_outlet(tmp_path: Path) -> None:
    (tmp_path / "made_up.toml").write_text(CASE, encoding="utf-8")
    printed = run(tmp_path, ["import made_up.toml", *OUTLETS])
    listed = printed["figure MADE-UP --preview"]
    rows = [line.split() for line in listed.splitlines()]
    assert ["Consultation", "Said", "1", "coarser", "text"] in rows
    for folder in ("figure", "figures"):
        for file in (tmp_path / folder).iterdir():
            assert b"Miller" not in file.read_bytes(), file.name
