"""What holds for a whole file and stands nowhere in it: patient, test, day 0.

It is no part of a saved mapping: the next file with the same header may be about
another patient, and is asked about again. A mapping that a person wrote may state it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import PATIENT, RecordRule, SheetMapping
from timeline.exchange.settling import MappingQuestion, Settled

_OF_FILE = frozenset({PATIENT, "analyte", "time_zero"})


def with_file_facts(mapping: SheetMapping, choices: TableChoices) -> Settled:
    """Add to a mapping what a person said of the file, and ask for the rest."""
    days = any(column.counts for rule in mapping.records for column in rule.columns)
    records, questions = [], []
    for rule in mapping.records:
        stated = dict(_missing(rule, choices, days=days))
        questions += [_QUESTIONS[name] for name, text in stated.items() if not text]
        given = {**rule.given, **{name: text for name, text in stated.items() if text}}
        records.append(replace(rule, given=given))
    questions += _contradictions(mapping.records, choices)
    return Settled(
        replace(mapping, records=tuple(records)), tuple(dict.fromkeys(questions))
    )


def _missing(
    rule: RecordRule, choices: TableChoices, *, days: bool
) -> Iterator[tuple[str, str]]:
    """What a rule lacks, with what a person said of it; empty if nobody did."""
    named = {column.field for column in rule.columns} | set(rule.given)
    grouped = {name for column in rule.columns for name in column.given}
    if rule.kind == Patient.kind:
        if days and "time_zero" not in named and "code" in named:
            yield "time_zero", choices.day_zero
        return
    if PATIENT not in named:
        yield PATIENT, choices.patient
    if rule.kind == Result.kind and "analyte" not in named | grouped:
        yield "analyte", choices.analyte


def _contradictions(
    rules: Iterable[RecordRule], choices: TableChoices
) -> Iterator[MappingQuestion]:
    """The rows of other patients would become this one's."""
    holders = {c.header for rule in rules for c in rule.columns if c.field == PATIENT}
    if choices.patient and holders:
        name = min(holders)
        yield MappingQuestion(
            name,
            "it holds study codes, and --patient names one.",
            f"Leave the column out, --leave-out '{name}', or go without --patient.",
        )


def without_file_facts(mapping: SheetMapping) -> SheetMapping:
    """A mapping as it holds for every file with the same header."""
    records = tuple(
        replace(rule, given={k: v for k, v in rule.given.items() if k not in _OF_FILE})
        for rule in mapping.records
    )
    return replace(mapping, records=records)


_QUESTIONS = {
    PATIENT: MappingQuestion(
        "",
        "No column holds study codes.",
        "Say whose values these are, --patient CODE, or which column it is, "
        "--patient-column NAME.",
    ),
    "analyte": MappingQuestion(
        "", "No column names the test.", "Say which one it is: --analyte NAME."
    ),
    "time_zero": MappingQuestion(
        "",
        "The file counts days, and does not say from when.",
        "Say what happened on day 0: --day-zero 'first sample'.",
    ),
}
