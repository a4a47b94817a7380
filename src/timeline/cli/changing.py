"""Commands that change what the registry holds: import, and undo."""

import datetime as dt
import getpass
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.content import takes
from timeline.cli.files import shown
from timeline.cli.output import say
from timeline.errors import InvalidDataError
from timeline.exchange.import_choices import ImportChoices, Likeness, Side

if TYPE_CHECKING:
    from timeline.exchange.import_plan import ComparedRecord, ImportPlan
    from timeline.exchange.reading import CaseFile

Files = Annotated[
    list[Path],
    typer.Argument(exists=True, dir_okay=False, readable=True, help="Case files."),
]
Reason = Annotated[
    str, typer.Option(help="Why stored records change, for the history.")
]


def actor() -> str:
    """Who is at the keyboard, for the audit trail."""
    return os.environ.get("TIMELINE_ACTOR") or getpass.getuser()


def _choices(
    *,
    both_changed: Annotated[
        Side | None,
        typer.Option(
            case_sensitive=False,
            help="Whose values stand where both the file and somebody here changed a "
            "field; without it the import stops there.",
        ),
    ] = None,
    alike: Annotated[
        Likeness | None,
        typer.Option(
            case_sensitive=False,
            help="Whether records that share name, or date and label, with a stored "
            "one are the same or new; without it the import stops there.",
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help="Put stored records that the file does not hold into the bin.",
        ),
    ] = False,
    same_patient: Annotated[
        bool,
        typer.Option(
            "--same-patient", help="Though sex, site or year of birth is another."
        ),
    ] = False,
    another_patient: Annotated[
        bool,
        typer.Option(
            "--another-patient",
            help="Though the code differs from a stored one in case, hyphens or "
            "blanks alone.",
        ),
    ] = False,
) -> ImportChoices:
    return ImportChoices(
        both_changed=both_changed,
        alike=alike,
        replace=replace,
        same_patient=same_patient,
        another_patient=another_patient,
    )


@takes(_choices, "choices")
def import_files(
    context: typer.Context,
    choices: ImportChoices,
    paths: Files,
    reason: Reason = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change; store nothing.")
    ] = False,
) -> None:
    """Add and change what case files hold; never remove.

    All files are stored as one action, which `undo` takes back, or with any mistake or
    open question none.
    """
    from timeline.exchange.importing import (
        ImportStoppedError,
        check_settled,
        import_plans,
        plan_import,
    )
    from timeline.registry import Registry, Session

    files = _read(paths)
    with Registry.open(context.obj.place, create=not dry_run) as registry:
        if registry.made:
            say(f"Made the registry {shown(context.obj.place)}.")
        plans = [plan_import(registry, file, choices) for file in files]
        if dry_run:
            _print_plans(plans)
            try:
                check_settled(plans, reason)
            except ImportStoppedError as stop:
                say(f"An import would stop here. {stop}")
            say("Nothing was stored.")
            return
        try:
            receipt = import_plans(registry, plans, Session(actor(), reason))
        except ImportStoppedError:
            _print_plans(plans)
            raise
    say(f"{_count(len(files), 'case')} read: {_summary(plans)}.")
    for plan in plans:
        _print_words(plan)
        _print_left(plan)
    for remark in (remark for file in files for remark in file.remarks):
        say(f"Taken as it stands, and a query: {remark}")
    if receipt.transaction is not None:
        say(f"To take this back: timeline undo {receipt.transaction}")


def _read(paths: Sequence[Path]) -> "list[CaseFile]":
    """Read every file.

    Raises:
        InvalidDataError: With every problem of every file.
    """
    from timeline.errors import Problem
    from timeline.exchange.case_file import read

    today = dt.datetime.now().astimezone().date()
    readings = [read(path, today=today) for path in paths]
    problems = [problem for reading in readings for problem in reading.problems]
    files = [file for reading in readings for file in reading.files]
    first: dict[str, Path] = {}
    for path, file in zip(paths, files, strict=False):
        if file.case.code in first:  # two folders may have a file of one name
            other = first[file.case.code]
            message = f"{other} is about the same patient. Import one after the other."
            problems.append(Problem(message, file=str(path)))
        first.setdefault(file.case.code, path)
    if problems:
        raise InvalidDataError(tuple(problems), title="Nothing was imported")
    return files


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _summary(plans: "Sequence[ImportPlan]") -> str:
    from timeline.exchange.import_plan import Outcome

    def total(*outcomes: Outcome) -> int:
        return sum(plan.count(*outcomes) for plan in plans)

    left = total(Outcome.ABSENT, Outcome.IN_BIN)
    parts = [
        f"{_count(total(Outcome.NEW), 'record')} added",
        f"{total(Outcome.CHANGED)} changed",
        f"{total(Outcome.REMOVED)} removed",
        f"{total(Outcome.SAME, Outcome.KEPT)} as before",
    ]
    if left:
        parts.append(f"{left} left alone")
    return ", ".join(parts)


def _print_plans(plans: "Sequence[ImportPlan]") -> None:
    from timeline.exchange.import_plan import Outcome

    for plan in plans:
        say(f"{plan.code}: {_summary([plan])}.")
        _print_words(plan)
        for record in plan.records:
            if record.outcome is not Outcome.SAME:
                _print_record(record)


def _print_words(plan: "ImportPlan") -> None:
    """Name what the file brings along for the vocabulary, and what of it stays out."""
    for word in plan.words.added:
        say(f"  new in the vocabulary: {word.in_words}")
    for left in plan.words.left:
        say(f"  not added to the vocabulary: {left}")


def _print_record(compared: "ComparedRecord") -> None:
    record = compared.record
    say(f"  {compared.outcome.value}: {type(record).title} {record.label} "
        f"({compared.name})")  # fmt: skip
    for change in compared.fields:
        stored, stated = change.stored or "(empty)", change.stated or "(empty)"
        say(f"    {change.title}: {stored} here, {stated} in the file")


def _print_left(plan: "ImportPlan") -> None:
    """Name what the file did not touch, so that nobody takes it for gone or updated."""
    from timeline.exchange.import_plan import Outcome

    listed = (Outcome.KEPT, Outcome.IN_BIN, Outcome.ABSENT, Outcome.REMOVED)
    for compared in plan.records:
        if compared.outcome in listed:
            _print_record(compared)


def undo(
    context: typer.Context,
    transaction: Annotated[
        int,
        typer.Argument(
            metavar="NUMBER", help="Number of the transaction, from `history`."
        ),
    ],
    reason: Reason = "",
) -> None:
    """Take back one transaction; undoing that repeats it.

    What somebody has built on since stands in the way: it is named, and nothing is
    changed.
    """
    from timeline.registry import Registry, Session

    with Registry.open(context.obj.place) as registry:
        receipt = registry.undo(transaction, Session(actor(), reason))
    if receipt.settings:
        several = "s" * (receipt.settings != 1)
        say(
            f"Undone: {receipt.settings} setting{several} or word{several} of the "
            "vocabulary changed back."
        )
    if receipt.created or receipt.updated or receipt.removed or not receipt.settings:
        say(
            f"Undone: {_count(receipt.created, 'record')} added, {receipt.updated} "
            f"changed or brought back, {receipt.removed} put into the bin."
        )
    say(f"To take this back: timeline undo {receipt.transaction}")
