"""The page on queries, made from the table of the rules that ask them."""

from timeline.clinical.queries.case_queries import RULES
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.rule import Rule

_HEAD = """# Queries

This page is made by `make docs` from the rules themselves: everything that the program
may ask about a case. A query changes nothing. It stays open until a person answers or
dismisses it with a reason, which is stored under its key: the id of the rule and what
it is about. What is not recorded of one record is one query with one answer for all.
*Unlocks* names the numbers that such a question can hold up. Of one case only those are
named that rest on its records, or that are open for the line that it concerns.
The records of a rule that is marked with † deny each other: what reads one of them can
ask the same, and HER2, life and death, responses and each length that rests on them
are then told as not settled: a length holds what follows from either record.
What a source of 30 or more cases, taken in at once, leaves empty in all of them is
asked of none: one note (`not-collected`) says it once for the source.
Where a source names checks of pharmaverse sdtmchecks, those ask the same of the tables
of a trial; *product choice* means that nobody prescribes it.

"""
_TITLES = {
    Severity.CONTRADICTION: "Contradictions: it cannot have been so",
    Severity.CONFLICT: "Conflicts: two statements do not agree",
    Severity.MISSING: "Missing: a report needs it and it is not recorded",
    Severity.NOTICE: "Notices: worth knowing; nothing need be wrong",
    Severity.NOTE: "Notes: written down, and nobody is asked",
}


def queries_page() -> str:
    """The page."""
    return _HEAD + "\n".join(
        f"## {title}\n\n{_table([r for r in RULES if r.severity is severity])}"
        for severity, title in _TITLES.items()
    )


def _table(rules: list[Rule]) -> str:
    heads = ("rule", "records", "what is asked", "what settles it", "unlocks", "source")
    rows = [" | ".join(heads), " | ".join("---" for _ in heads), *map(_row, rules)]
    return "".join(f"| {row} |\n" for row in rows)


def _row(rule: Rule) -> str:
    kinds = ", ".join(kind.title.lower() or "any record" for kind in rule.kinds)
    cells = (
        f"`{rule.id}`{' †' if rule.clashes else ''}",
        kinds,
        rule.sentence,
        rule.settle,
        ", ".join(rule.blocks),
        rule.source,
    )
    return " | ".join(cell.replace("|", "\\|") for cell in cells)
