"""Case files: one case in TOML, readable and writable by a person.

The keys are the field names of the records' declarations and nothing else. A file
with mistakes is refused whole, with every mistake listed by line and field, so that it
can be corrected in one go. `docs/case-files.md` explains the layout.
"""

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any

from timeline.clinical.catalogues.own_words import words_in
from timeline.errors import Problem
from timeline.exchange.case_reader import CaseReader
from timeline.exchange.case_writer import FORMAT, write
from timeline.exchange.leaving import LeavingCases, LeavingFiles
from timeline.exchange.reading import Reading, text_of
from timeline.exchange.toml_lines import LineIndex, most_dots

__all__ = ["parse", "read", "write"]

_MOST_DOTS = 100
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


def read(path: Path, *, today: dt.date) -> Reading:
    """Read a case file.

    Args:
        path: The file.
        today: No recorded date may lie after this day.

    Returns:
        The case, or every problem that keeps it out.

    Raises:
        FileRefusedError: If it is missing, unreadable, too large or not UTF-8.
    """
    return parse(text_of(path), name=path.name, today=today)


def parse(text: str, *, name: str, today: dt.date) -> Reading:
    """Read the text of a case file.

    Args:
        text: TOML.
        name: Name of the file, for the problems.
        today: No recorded date may lie after this day.

    Returns:
        The case, or every problem that keeps it out.
    """
    text = text.replace("\r\n", "\n")
    if most_dots(text) > _MOST_DOTS:
        return _refused(name, Problem("A key has too many parts."))
    try:
        data = tomllib.loads(text)
    except RecursionError:
        return _refused(name, Problem("The lists are nested too deeply."))
    except ValueError as error:  # also numbers with thousands of digits
        return _refused(name, _syntax_problem(error, text))
    if problem := _format_problem(data, index := LineIndex(text)):
        return _refused(name, problem)
    return CaseReader(data, index, name, today).reading()


def write_files(leaving: LeavingCases) -> LeavingFiles:
    """Cases as case files, which hold everything of them."""
    files = {}
    for number, stored in enumerate(leaving.stored, start=1):
        text = write(
            stored.case,
            registry_id=leaving.registry_id,
            versions=stored.versions if leaving.registry_id else {},
            words=words_in(stored.case, leaving.words),
        )
        files[f"case-{number}.toml"] = text.encode()
    return LeavingFiles(files)


def _refused(name: str, problem: Problem) -> Reading:
    located = Problem(
        problem.message, field=problem.field, file=name, line=problem.line
    )
    return Reading(problems=(located,))


def _syntax_problem(error: ValueError, text: str) -> Problem:
    if not isinstance(error, tomllib.TOMLDecodeError):
        return Problem("A number is too long.")
    message = str(error)
    place = _PLACE.search(message)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    reason = _PLACE.sub("", message)
    return Problem(f"This is not TOML: {reason}.", line=line)


def _format_problem(data: dict[str, Any], index: LineIndex) -> Problem | None:
    version = data.get("format")
    line = index.root.of("format")
    if version is None:
        message = "This is no case file: the first line must be format = 1."
    elif type(version) is not int or version < 1:
        message = "The format is a number. Write format = 1."
    elif version > FORMAT:
        message = f"This needs a newer program: this one reads up to format {FORMAT}."
    else:
        return None
    return Problem(message, field="format", line=line)
