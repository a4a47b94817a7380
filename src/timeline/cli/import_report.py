"""What an import says of the files, and of what becomes of each record."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from timeline.cli.changing import counted
from timeline.cli.output import say

if TYPE_CHECKING:
    from timeline.exchange.import_plan import ComparedRecord, ImportPlan
    from timeline.exchange.mapping import ColumnRule, RecordRule
    from timeline.exchange.proposed_lines import LineProposal
    from timeline.exchange.tables import SheetReading

_LISTED = 20
"""How many records with one outcome, or refused rows, are listed."""
_SAMPLES = 3


def summary_of(plans: "Sequence[ImportPlan]") -> str:
    """How many records have which outcome."""
    from timeline.exchange.import_plan import Outcome

    def total(*outcomes: Outcome) -> int:
        return sum(plan.count(*outcomes) for plan in plans)

    left = total(Outcome.ABSENT, Outcome.IN_BIN)
    parts = [
        f"{counted(total(Outcome.NEW), 'record')} added",
        f"{total(Outcome.CHANGED)} changed",
        f"{total(Outcome.REMOVED)} removed",
        f"{total(Outcome.SAME, Outcome.KEPT)} as before",
    ]
    if left:
        parts.append(f"{left} left alone")
    if asked := total(Outcome.CLASH, Outcome.UNSURE):
        parts.append(f"{asked} to decide")
    return ", ".join(parts)


def print_plans(plans: "Sequence[ImportPlan]") -> None:
    """Print what becomes of each patient, with old and new values."""
    from timeline.exchange.import_plan import Outcome

    for plan in plans:
        say(f"{plan.code}: {summary_of([plan])}.")
        print_words(plan)
        _print_records(r for r in plan.records if r.outcome is not Outcome.SAME)


def _print_records(records: "Iterable[ComparedRecord]") -> None:
    """Name records, of each outcome as many as a person reads."""
    counts: Counter[str] = Counter()
    for record in records:
        counts[record.outcome.value] += 1
        if counts[record.outcome.value] <= _LISTED:
            _print_record(record)
    for outcome, count in counts.items():
        if count > _LISTED:
            say(f"  {outcome}: {count - _LISTED} more")


def print_words(plan: "ImportPlan") -> None:
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


def print_left(plan: "ImportPlan") -> None:
    """Name what the file did not touch, so that nobody takes it for gone or updated."""
    from timeline.exchange.import_plan import Outcome

    listed = (Outcome.KEPT, Outcome.IN_BIN, Outcome.ABSENT, Outcome.REMOVED)
    _print_records(r for r in plan.records if r.outcome in listed)


def print_lines(proposals: "Iterable[LineProposal]", *, accepted: bool) -> None:
    """Show the lines of therapy that exposures suggest, each with its reason."""
    proposals = tuple(proposals)
    if not proposals:
        return
    stored = "stored" if accepted else "proposed, and stored with --accept-lines"
    say(f"Lines of therapy by the rules of PMC8548977, table 5; {stored}:")
    for proposal in proposals[:_LISTED]:
        for line, record in zip(proposal.lines, proposal.records, strict=True):
            days = f"{record.start.canonical} to {record.stop.canonical}"
            regimen = record.regimen
            say(f"  {proposal.code}: line {line.number}, {regimen}, {days}: {line.why}")
        if proposal.undated:
            undated = counted(proposal.undated, "exposure")
            say(f"  {proposal.code}: {undated} without a day of its start in no line")
    if len(proposals) > _LISTED:
        say(f"  and {counted(len(proposals) - _LISTED, 'patient')} more")


def print_absent(codes: "Sequence[str]") -> None:
    """Name patients whom an earlier file of the source had, and this one lacks."""
    if codes:
        say(f"In no row of the newer file, and left as before: {', '.join(codes)}")


def print_sheet(reading: "SheetReading", *, whole: bool) -> None:
    """Say how a sheet is read.

    Args:
        reading: The sheet.
        whole: Whether every column is listed with samples; else what a person should
            know before it is stored.
    """
    how = "by a mapping that is known" if reading.known else "as proposed"
    mapping, sheet = reading.mapping, reading.sheet
    say(
        f"{reading.title}: {reading.file.kind.value}, {mapping.format}, source "
        f"{mapping.source}, {how}."
    )
    if sheet.top:
        say(f"  {counted(sheet.top, 'row')} above the names not read")
    for rule in mapping.records:
        if whole and len(mapping.records) > 1:
            say(f"  {rule.kind}, where {_condition(rule)}:")
        _print_columns(reading, rule.columns, whole=whole)
    _print_columns(reading, mapping.unread, whole=whole)
    if not reading.questions:
        _print_rows(reading)


def _print_columns(
    reading: "SheetReading", columns: "Iterable[ColumnRule]", *, whole: bool
) -> None:
    for column in columns:
        if whole or column.why or not column.field:
            say(f"  {column.header}: {_column(column)}")
        if whole and column.field and column.header in reading.sheet.header:
            say(f"    {_samples(reading, column.header)}")


def _condition(rule: "RecordRule") -> str:
    parts = [f"{name} is {' or '.join(words)}" for name, words in rule.when.items()]
    return " and ".join(parts) if parts else "there is a row"


def _column(column: "ColumnRule") -> str:
    if not column.field:
        spelled = "read as one" in column.why
        return column.why if spelled else f"not read, {column.why or 'by the mapping'}"
    given = ", ".join(f"{name} {text}" for name, text in column.given.items())
    how = (column.dates.value, f"decimal {column.decimals.value}")
    stated = [part for part in how if "ask" not in part]
    parts = [column.field, given, *stated, column.why]
    return ", ".join(part for part in parts if part)


def _samples(reading: "SheetReading", header: str) -> str:
    place = reading.sheet.header.index(header)
    texts = dict.fromkeys(row[place] for row in reading.sheet.rows if row[place])
    return "such as " + " | ".join(list(texts)[:_SAMPLES]) if texts else "empty"


def _print_rows(reading: "SheetReading") -> None:
    refused = [row for row in reading.rows if row.problems]
    in_part = sum(row.in_part for row in reading.rows)
    empty = sum(not (row.problems or row.records) for row in reading.rows)
    whole = len(reading.rows) - len(refused) - in_part - empty
    say(f"  rows: {whole} whole, {in_part} with a part kept as a note, {len(refused)} "
        "refused")  # fmt: skip
    if empty:
        say(f"    {empty} more hold nothing in the columns that are read")
    for row in refused[:_LISTED]:
        say(f"    {reading.place(row.line, '')}: {' '.join(row.problems)}")
    if len(refused) > _LISTED:
        say(f"    and {len(refused) - _LISTED} more")
