"""The command that adds facts to a patient, each typed as one line."""

import datetime as dt
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.changing import actor
from timeline.cli.files import Code
from timeline.cli.output import say, say_json
from timeline.cli.patients import Json
from timeline.errors import InvalidDataError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.case.case import Case
    from timeline.case.record import Entry
    from timeline.registry import Receipt
    from timeline.tui.entry.quick.reading import Fact
    from timeline.tui.entry.quick.records import MadeRecord, RecordMaker

STANDARD_INPUT = "-"
LEFT_OVER = (
    "Not all of it is understood; what is left over is shown. Write it otherwise, or "
    "keep it in the notes of the record with --keep-left-over."
)
NO_KIND = (
    "It does not say what kind of record it is: name a drug, a result, a gene, an "
    "operation, a response or a grade."
)


def add(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    patient: Code,
    line: Annotated[
        str,
        typer.Argument(
            metavar="LINE",
            help="What to add, as in quick entry; - reads standard input, in which "
            "each line is one fact and other people cannot see it.",
        ),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be added; store nothing.")
    ] = False,
    as_json: Json = False,
    keep_left_over: Annotated[
        bool,
        typer.Option(
            "--keep-left-over",
            help="Keep words that are not understood in the notes of the record; "
            "without it they stop the command.",
        ),
    ] = False,
    reason: Annotated[str, typer.Option(help="A reason, for the history.")] = "",
) -> None:
    """Add what a line of quick entry says to a patient.

    All lines are stored as one action, which `undo` takes back, or with anything that
    is not understood none.
    """
    lines = _lines(line)
    from timeline.registry import Put, Registry, Session
    from timeline.tui.entry.quick.records import RecordMaker

    receipt = None
    with Registry.open(context.obj.place) as registry:
        stored = registry.load(patient)
        locale = registry.settings().locale
        today = dt.datetime.now().astimezone().date()
        maker = RecordMaker(stored.case, stored.removed, today, locale)
        entered = _entered(lines, maker, keep_left_over=keep_left_over)
        problems = tuple(_problems(entered, keep_left_over=keep_left_over))
        if not (problems or dry_run):
            records = (made.record for item in entered for made in item.made)
            puts = [Put(stored.case.code, record) for record in records if record]
            receipt = registry.apply(puts, Session(actor(), reason))
    if as_json:
        say_json([part for item in entered for part in _as_data(item)])
    else:
        _print(entered, receipt, maker.case)
    if problems:
        raise InvalidDataError(problems, title="Nothing was stored")


@dataclass(frozen=True, slots=True)
class TypedFact:
    """One fact that was typed, and the records that it makes."""

    place: tuple[str, int | None]
    """Where it stands: a name and a line."""
    fact: "Fact"
    made: "tuple[MadeRecord, ...]"


def _lines(line: str) -> list[tuple[str, int | None, str]]:
    """What was typed, with its place, as far as it is not blank."""
    if line != STANDARD_INPUT:
        lines: list[tuple[str, int | None, str]] = [("", None, line)]
    else:
        try:
            text = sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            message = "Standard input is not UTF-8. Save the text as UTF-8."
            raise typer.BadParameter(message) from None
        numbered = enumerate(text.splitlines(), start=1)
        lines = [("standard input", number, typed) for number, typed in numbered]
    lines = [item for item in lines if item[2].strip()]
    if not lines:
        raise typer.BadParameter("There is nothing to add: it is empty.")
    return lines


def _entered(
    lines: "Sequence[tuple[str, int | None, str]]",
    maker: "RecordMaker",
    *,
    keep_left_over: bool,
) -> list[TypedFact]:
    from timeline.tui.entry.quick.records import noted
    from timeline.tui.entry.quick.understand import understand

    return [
        TypedFact(
            (name, number),
            fact,
            tuple(maker.records_of(noted(fact) if keep_left_over else fact)),
        )
        for name, number, text in lines
        for fact in understand(text)
    ]


def _problems(
    entered: "Sequence[TypedFact]", *, keep_left_over: bool
) -> "Iterator[Problem]":
    """What keeps the lines from being stored; no word of them is repeated."""
    for item in entered:
        name, number = item.place
        if not item.fact.forms:
            yield Problem(NO_KIND, file=name, line=number)
        elif item.fact.left_over and not keep_left_over:
            yield Problem(LEFT_OVER, file=name, line=number)
        for made in item.made:
            for field, sentence in made.problems:
                yield Problem(
                    sentence, made.form.record_class.kind, field, name, number
                )


def _as_data(item: TypedFact) -> "Iterator[dict[str, Any]]":
    """Kind, fields and what is left over, for each record of a fact."""
    from timeline.exchange.case_writer import written_fields
    from timeline.tui.entry.quick.records import fields_so_far

    left_over = item.fact.left_over
    if not item.made:
        yield {"kind": None, "fields": {}, "left_over": left_over}
    for made in item.made:
        record = made.record
        fields = written_fields(record) if record else fields_so_far(made.form)
        kind = made.form.record_class.kind
        yield {"kind": kind, "fields": fields, "left_over": left_over}
        left_over = ""


def _print(
    entered: "Sequence[TypedFact]", receipt: "Receipt | None", case: "Case"
) -> None:
    say(f"Added to {case.code}:" if receipt else f"Read for {case.code}, not stored:")
    for item in entered:
        for made in item.made:
            words = _in_words(made.record, case) if made.record else _fields_of(made)
            say(f"  {made.form.record_class.title}: {words}")
        for name in item.fact.not_known:
            say(f"    in no catalogue, kept as typed: {name}")
        if item.fact.left_over:
            say(f"  not understood: {item.fact.left_over}")
        for why in item.fact.reasons:
            say(f"    {why}")
    if receipt and receipt.transaction is not None:
        say(f"To take this back: timeline undo {receipt.transaction}")


def _in_words(record: "Entry", case: "Case") -> str:
    """Label, date, and what it belongs to."""
    date = next((str(date) for date in record.dates().values() if date.known), "")
    referred = (case.get(name) for name in record.references().values())
    of = [f"of {entry.label}" for entry in referred if entry]
    return ", ".join(part for part in (record.label, date, *of) if part)


def _fields_of(made: "MadeRecord") -> str:
    """The fields of a record that cannot be made yet."""
    from timeline.case.fields import specs_by_name

    specs = specs_by_name(made.form.record_class)
    texts = made.form.texts.items()
    return ", ".join(f"{specs[name].title} {text}" for name, text in texts)
