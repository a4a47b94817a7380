"""What a source never gives is not asked of each patient, but said once of the source.

Which fields that are follows from all cases that were taken in from it and comes with
the case (`Case.uncollected`). A question whose every answer would be such a field is
left out, and one note for each source names the fields of the questions left out.
"""

from collections.abc import Iterable, Iterator

from timeline.case.case import Case
from timeline.case.fields import specs_by_name
from timeline.case.records.kinds import KINDS
from timeline.case.uncollected import Uncollected
from timeline.clinical.queries.query import Query, Severity, State
from timeline.clinical.queries.rules.evidence import listing, sentence

RULE = "not-collected"
"""The rule of the notes."""


def source_that_never_tells(query: Query, case: Case) -> Uncollected | None:
    """The source that leaves out everything that would settle a question.

    Returns:
        None where a field would, or where a record that lacks it is from elsewhere.
    """
    if not (query.needs and query.records and case.uncollected):
        return None
    silent = [_silent(query, need, case) for need in query.needs]
    return silent[0] if all(silent) else None


def _silent(query: Query, need: str, case: Case) -> Uncollected | None:
    """The source of the records that lack a field, if none of them can have it."""
    kind = need.partition(".")[0]
    records = (case.get(record_id) for record_id in query.records)
    of_kind = [record.id for record in records if record and record.kind == kind]
    sources = [
        case.uncollected.get(record_id) for record_id in of_kind or query.records[:1]
    ]
    silent = [source for source in sources if source and need in source.fields]
    return silent[0] if len(silent) == len(sources) else None


def source_notes(
    left_out: Iterable[tuple[Query, Uncollected]], case: Case
) -> Iterator[Query]:
    """One note for each source, which names what is not asked."""
    by_source: dict[Uncollected, list[str]] = {}
    for query, source in left_out:
        by_source.setdefault(source, []).extend(query.needs)
    for number, (source, needs) in enumerate(by_source.items()):
        fields = tuple(dict.fromkeys(needs))
        yield Query(
            key=f"{RULE}:{case.patient.id}" + (f":{number}" if number else ""),
            rule=RULE,
            severity=Severity.NOTE,
            text=_note_text(source, fields),
            settle="Nothing; a file of this source that gives one ends it.",
            records=(case.patient.id,),
            needs=fields,
            source=source,
            state=State.NOTED,
        )


def source_texts(queries: Iterable[Query]) -> tuple[str, ...]:
    """The notes of many cases in one sentence for each source."""
    fields: dict[Uncollected, dict[str, None]] = {}
    for query in queries:
        if query.source is not None:
            fields.setdefault(query.source, {}).update(dict.fromkeys(query.needs))
    return tuple(_note_text(source, needs) for source, needs in fields.items())


def _note_text(source: Uncollected, fields: Iterable[str]) -> str:
    """Such as `LGG never gives in 299 cases, so that nobody is asked: ...`."""
    name = sentence(source.source) if source.source else "The source"
    return (
        f"{name} never gives, in {source.cases} cases, so that nobody is asked: "
        f"{listing(_in_words(field) for field in fields)}."
    )


def _in_words(field: str) -> str:
    kind, _, name = field.partition(".")
    record_class = KINDS[kind]
    title = specs_by_name(record_class)[name].title
    return f"{title.lower()} ({record_class.title.lower()})"
