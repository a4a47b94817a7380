"""Commands that print what the registry holds."""

import datetime as dt
import shutil
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.files import Code
from timeline.cli.output import say, say_json, say_table

if TYPE_CHECKING:
    from timeline.registry import PatientSummary

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


class ListOrder(StrEnum):
    """What `list` sorts by; the same words as `registry.ListSort`."""

    CODE = "code"
    CONTACT = "contact"
    CHANGE = "change"
    QUERIES = "queries"


class OnlyState(StrEnum):
    """Whom `list` keeps; the same words as `registry.ListState`."""

    QUERIES = "queries"
    TREATMENT = "treatment"
    LOST = "lost"
    DECEASED = "deceased"


_TITLES = ("Patient", "Site", "Records", "Last follow-up", "Headline")


def list_patients(
    context: typer.Context,
    search: Annotated[
        str, typer.Argument(help="Words to look for in code, disease, drug and site.")
    ] = "",
    sort: Annotated[
        ListOrder,
        typer.Option(
            case_sensitive=False,
            help="Sort by code, last contact, last change or queries.",
        ),
    ] = ListOrder.CODE,
    reverse: Annotated[
        bool, typer.Option("--reverse", help="Turn the order round.")
    ] = False,
    state: Annotated[
        OnlyState | None,
        typer.Option(
            case_sensitive=False,
            help="Only those with open queries, on treatment, lost to follow-up (no "
            "sign of life for 457 days, or so stated), or deceased.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """List the patients of the registry."""
    from timeline.registry import ListQuery, ListSort, ListState, Registry

    kept_state = ListState(state) if state else None
    query = ListQuery(search, kept_state, ListSort(sort), descending=reverse)
    today = dt.datetime.now().astimezone().date()
    with Registry.open(context.obj.place) as registry:
        if kept_state or sort in (ListOrder.CONTACT, ListOrder.QUERIES):
            while registry.refresh_states(today=today):
                pass  # the answer has to be whole
        rows = registry.patients(query, today=today)
        in_bin = len(registry.removed_patients())
    if as_json:
        say_json([_as_json(row) for row in rows])
    elif rows:
        say_table(_TITLES, [_cells(row) for row in rows], cut=True)
    elif search or state:
        say("No patient matches. Without a word, list shows all of them.")
    elif in_bin:
        say(f"The registry has no patient but {in_bin} in the bin.")
    else:
        say("The registry is empty. Fill it with: timeline import FILES")


def _cells(row: "PatientSummary") -> tuple[str, ...]:
    count, last = str(row.records), str(row.last_follow_up)
    return row.code, row.site or "-", count, last, row.headline or ""


def _as_json(row: "PatientSummary") -> dict[str, object]:
    return {
        "patient": row.code,
        "headline": row.headline,
        "synthetic": row.synthetic,
        "sex": row.sex,
        "age_at_presentation": row.age_at_presentation,
        "site": row.site,
        "records": row.records,
        "last_follow_up": row.last_follow_up.canonical,
        "changed_at": row.changed_at.isoformat(),
    }


def show(
    context: typer.Context,
    patient: Code,
    as_json: Json = False,
    narrative: Annotated[
        bool,
        typer.Option(
            "--narrative", help="Accept orders that only the sentences suggest."
        ),
    ] = False,
    every_record: Annotated[
        bool,
        typer.Option(
            "--records",
            help="Print every field of every record with its id, and what is published "
            "of HER2 and the drugs too.",
        ),
    ] = False,
) -> None:
    """Print a patient's records and what follows from them."""
    from timeline.clinical.review import review
    from timeline.registry import Registry
    from timeline.report.build import document_of

    with Registry.open(context.obj.place) as registry:
        case, settings = registry.case(patient), registry.settings()
    today = dt.datetime.now().astimezone().date()
    reading = review(case, accept_narrative=narrative, settings=settings, today=today)
    document = document_of(reading, every_record=every_record or as_json)
    if as_json:
        from timeline.report.keyed import as_data

        say_json(as_data(document))
        return
    from timeline.report.text import as_text

    width = min(shutil.get_terminal_size().columns, 100)
    say(as_text(document, width))


def history(
    context: typer.Context,
    patient: Code,
    record: Annotated[
        str | None, typer.Option(help="Only the record with this id.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show who changed what, when and why."""
    from timeline.registry import Registry, UnknownRecordError

    with Registry.open(context.obj.place) as registry:
        changes = registry.history(patient, record)
    if not changes:
        raise UnknownRecordError(
            f"{patient} never had a record with the id {record}.",
            hint="Without --record, history lists all of them.",
        )
    if as_json:
        say_json(
            [
                {
                    "transaction": change.transaction,
                    "at": change.at.isoformat(),
                    "actor": change.actor,
                    "reason": change.reason,
                    "action": change.action,
                    "kind": change.kind,
                    "record": change.record_id,
                    "field": change.field,
                    "old": change.old,
                    "new": change.new,
                }
                for change in changes
            ]
        )
        return
    last = None
    for change in changes:
        if change.transaction != last:
            say(
                f"{change.transaction}: {change.at:%Y-%m-%d %H:%M:%S} UTC, "
                f"{change.actor}: {change.reason}"
            )
            last = change.transaction
        if change.field == "origin_values":
            continue  # what the file stated, for the next import; --json has it
        values = f"{_shown(change.old)} -> {_shown(change.new)}"
        say(f"  {change.action} {change.record_id}.{change.field}: {values}")


def _shown(value: str | None) -> str:
    return "(empty)" if value in (None, "") else str(value)
