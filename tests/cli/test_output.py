"""What is printed fits the terminal; where there is none, nothing is broken or cut."""

import re

import pytest

from cli.conftest import Run
from timeline.cli import output
from timeline.cli.output import complain, say, say_table

WORDS = "width, font, lines and resolution"


@pytest.fixture
def twenty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "_columns", lambda _stream: 20)


@pytest.mark.usefixtures("twenty_columns")
def test_a_terminal_breaks_between_words(capsys: pytest.CaptureFixture[str]) -> None:
    say(f"  {WORDS}")
    complain("Wrong", "bmc-single, nature-double")
    ran = capsys.readouterr()
    assert ran.out == "  width, font, lines\n  and resolution\n"
    assert ran.err == "Wrong: bmc-single,\nnature-double\n"


@pytest.mark.usefixtures("twenty_columns")
def test_a_terminal_cuts_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    say_table(("Code", "Headline"), [("P-1", WORDS), ("P-2", "short")], cut=True)
    lines = ["Code  Headline", "P-1   width, font, …", "P-2   short"]
    assert capsys.readouterr().out.splitlines() == lines


def test_a_file_gets_lines_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    say(WORDS * 9)
    say_table(("Code",), [(WORDS * 9,)], cut=True)
    assert capsys.readouterr().out.splitlines() == [WORDS * 9, "Code", WORDS * 9]


def test_every_command_is_explained_in_one_whole_line(timeline: Run) -> None:
    said = timeline("--help", COLUMNS="80").stdout
    commands = said.partition("Commands:")[2]
    assert len(re.findall(r"^  \w", commands, re.MULTILINE)) == 18
    assert "..." not in commands
