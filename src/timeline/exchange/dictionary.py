"""The page that explains case files, with a data dictionary made from declarations."""

from timeline.case.fields import FieldSpec, Role, field_specs
from timeline.case.record import Entry, Record
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.exchange.json_schema import limits, required_in_file

EXAMPLE = """\
format = 1

[patient]
code = "DEMO-1"
headline = "SYNTHETIC: two lines of therapy"
synthetic = true
sex = "female"
age_at_presentation = 61

[[source]]
id = "letter"
name = "Made-up discharge letter"

[[local_intervention]]
id = "operation"
date = "2017-09"                  # a month; no day is ever made up
type = "surgery"
procedures = ["cholecystectomy", "lymphadenectomy"]
source = "letter"
locator = "page 1"
confidence = "stated"

[[therapy_line]]
id = "line-1"
regimen = "GP"                    # neither start nor stop is known
cycles = 4
setting = "adjuvant"

[[drug_course]]
id = "gemcitabine"
line = "line-1"
drug = "gemcitabine"

[[drug_course]]
id = "cisplatin"
line = "line-1"
drug = "cisplatin"

[[follow_up]]
id = "last-seen"
date = "[2019-03..2019-05]"       # one day in these three months
vital_status = "alive"

[[order]]                         # "after the operation, she received GP"
earlier = "operation"
later = "line-1.start"
confidence = "stated"

[[order]]
earlier = "line-1.stop"
later = "last-seen"
confidence = "assumed"
"""

_INTRODUCTION = """\
# Case files

One file holds one case: a patient and every record on that patient. It is TOML, in
UTF-8, made to be read, written and compared by people. The keys are the names of the
fields and nothing else. The same layout as a JSON Schema: `case-file.schema.json`.

```toml
{example}```

## Rules

- `format = 1` comes first. A file with a newer format is refused; an exported file has
  `format = 2`, the `registry` it comes from, and a `version` in each record. Leave
  these as they are: they let a changed file be merged with what colleagues changed.
- `origin = "..."` may follow: what tells this file from others about the patient.
  Without it that is the name of the file. Ids in a file are names within its origin.
- `[patient]` stands once. Every other record begins with the name of its kind in double
  brackets, such as `[[therapy_line]]`, as often as needed and in any order.
- Every record has an `id`, unique in the file. It may be left out for the patient, who
  is then `patient`, and for an order, whose id follows from its two points.
- What is not known is left out. Nothing stands for "unknown", and nothing is filled in.
- A date is written in quotes, as precisely as it is known: `"2017"`, `"2017-09"`,
  `"2017-09-14"`; `"[2017-09..2018-02]"` for one day between two limits, either of
  which may be left out: `"[..2018-02]"`. A case without a calendar counts from time
  zero, in months or days: `"M18"`, `"D540"`. A whole date without quotes is accepted.
- A date may be counted from a point instead (see the next rule): `"line-1+D28"` is 28
  days after the start of `line-1`, `"line-2.stop-W2"` two weeks before the end of
  `line-2`, `"[line-1+D20..line-1+D28]"` a day between two limits. Weeks, months (`M`)
  and years (`Y`) are completed ones: `M18` is 18 months and less than 19. `"age 63"` is
  an age in completed years; it follows from `age_at_presentation` and `presentation`.
  Such a date has a place in the calendar where its point has one. Where that has none,
  it still says what comes before what.
- An order says that one date is not later than another. A point is an `id`, which means
  the first date of that record, or `id.field`, such as `line-1.stop`. Its confidence
  is `stated`, `figure`, `assumed` (whoever entered it answers for it) or `narrative`:
  only the sequence of the sentences suggests it, and it counts only where the reader
  asks for that.
- `[[vocabulary]]` holds a word that the site added and no catalogue has, so that a
  registry that reads the file knows it: `catalogue = "drug"`, `name = "ABC-001"`,
  `aliases = "ABC1; X1"`, `class = "targeted"`. A regimen has `components`; an analyte
  `unit`, `marker` (`"yes"` or `"no"`), `low` and `high`; a gene only its names.
- Texts hold no control characters and no invisible ones.
- A file with a mistake is refused whole, and every mistake is listed with its line.

## What an import does

`timeline import` adds what the file holds and changes what the file has changed since
it was read last; what a colleague changed meanwhile stays. It never removes: what is
stored and not in the file is listed, and goes into the bin only with `--replace`.
Changing what is stored needs `--reason`. Where both changed a field, and where a
record of the file is like a stored one but not the same, it stops and asks (`--both-
changed`, `--alike`). `--dry-run` shows all of this and stores nothing. An import is
one action: `timeline undo NUMBER` takes it back. Words of the vocabulary come along and
are named; one that the registry has in its own way stays as it is there, and one whose
name means something else already is left out, which the import says.

## Data dictionary
"""
_SHARED = """
### Fields that most records share

These belong to every record below but source and answer to a query, which have the id
and the notes only.
"""
_HEADER = """
| Key | Title | What it holds | Unit | Allowed | Required |
|---|---|---|---|---|---|
"""
_ALLOWED = {
    Role.TEXT: "text",
    Role.LONG_TEXT: "text, several lines",
    Role.NUMBER: "number",
    Role.COUNT: "whole number",
    Role.DATE: "date",
    Role.FLAG: "`true` or `false`",
    Role.TERMS: "list of texts",
}
_SIGNS = {"minimum": "at least", "exclusiveMinimum": "above", "maximum": "at most"}


def dictionary_page() -> str:
    """The page, in Markdown."""
    shared = [s for s in field_specs(Record) if s.name != "id"]
    parts = [_INTRODUCTION.format(example=EXAMPLE), _SHARED, _rows(Record, shared)]
    for kind, record_class in KINDS.items():
        parts.append(_section(kind, record_class))
    return "".join(parts)


def _section(kind: str, record_class: type[Entry]) -> str:
    header = f"[{kind}]" if kind == Patient.kind else f"[[{kind}]]"
    description = " ".join((record_class.__doc__ or "").split())
    shared = {s.name for s in field_specs(Record)} - {"id"}
    own_specs = [s for s in field_specs(record_class) if s.name not in shared]
    title = f"\n### {record_class.title}: `{header}`\n\n{description}\n"
    return title + _rows(record_class, own_specs)


def _rows(record_class: type[Entry], specs: list[FieldSpec]) -> str:
    return _HEADER + "".join(_row(record_class, spec) for spec in specs)


def _row(record_class: type[Entry], spec: FieldSpec) -> str:
    required = "yes" if required_in_file(record_class, spec) else ""
    allowed = _allowed(record_class, spec)
    cells = (f"`{spec.name}`", spec.title, spec.help, spec.unit, allowed, required)
    return f"| {' | '.join(cells)} |\n"


def _allowed(record_class: type[Entry], spec: FieldSpec) -> str:
    if spec.role is Role.CHOICE:
        return ", ".join(f"`{word}`" for word in spec.choices)
    if spec.role is Role.REFERENCE:
        return (
            f"id of a {' or '.join(KINDS[kind].title.lower() for kind in spec.kinds)}"
        )
    bounds = limits(record_class, spec.name)
    limit_texts = [f"{_SIGNS[key]} {bounds[key]:g}" for key in _SIGNS if key in bounds]
    return ", ".join((_ALLOWED[spec.role], *limit_texts))
