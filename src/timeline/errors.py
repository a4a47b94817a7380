"""The one family of errors that a person is meant to read.

Anything that can go wrong because of what was typed, stored or found on disk is
raised as a `TimelineError`, so that a screen or the command line can show it as a
paragraph. Messages name fields and record ids, never a patient's values.
"""

from dataclasses import dataclass


class TimelineError(Exception):
    """Something went wrong that the person at the keyboard can do something about.

    Attributes:
        title: A few words for a heading, such as "The file was not imported".
        message: What is wrong and where.
        hint: What to do next; empty where the message already says it.
        option: Name of the option that it concerns; empty where it concerns none.
    """

    title = "Something is wrong"

    def __init__(
        self, message: str, *, title: str = "", hint: str = "", option: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.option = option
        if title:
            self.title = title

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what was entered."""

    message: str
    """What is wrong and what would be right, in plain words."""
    record: str = ""
    """Id of the record, or empty where it concerns the whole case."""
    field: str = ""
    """Name of the field, or empty where it concerns the whole record."""
    file: str = ""
    """Name of the file it stands in, or empty where there is none."""
    line: int | None = None
    """Line in that file, counted from 1."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        where = ".".join(part for part in (self.record, self.field) if part)
        return ": ".join(part for part in (place, where, self.message) if part)


class InvalidDataError(TimelineError):
    """What was entered or imported breaks a rule; nothing of it was stored."""

    title = "The data has problems"

    def __init__(self, problems: tuple[Problem, ...], *, title: str = "") -> None:
        lines = "\n".join(str(problem) for problem in problems)
        super().__init__(lines, title=title)
        self.problems = problems
