"""Commands that print what the registry holds."""

import datetime as dt
import shutil
from typing import Annotated

import typer

from timeline.cli.files import Code
from timeline.cli.output import say, say_json, say_table

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def list_patients(
    context: typer.Context,
    search: Annotated[
        str, typer.Argument(help="Words to look for in code, disease, drug and site.")
    ] = "",
    as_json: Json = False,
) -> None:
    """List the patients of the registry."""
    from timeline.registry import Registry

    with Registry.open(context.obj.place) as registry:
        rows = registry.patients(search)
    if as_json:
        say_json(
            [
                {
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
                for row in rows
            ]
        )
    elif rows:
        say_table(
            ("Patient", "Site", "Records", "Last follow-up", "Headline"),
            [
                (
                    row.code,
                    row.site or "-",
                    str(row.records),
                    str(row.last_follow_up),
                    row.headline or "",
                )
                for row in rows
            ],
        )
    elif search:
        say("No patient matches. Without a word, list shows all of them.")
    else:
        say("The registry is empty. Fill it with: timeline import FILES")


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
) -> None:
    """Print what the records of a patient say and what follows from them."""
    from timeline.clinical.review import review
    from timeline.registry import Registry

    with Registry.open(context.obj.place) as registry:
        case = registry.case(patient)
    today = dt.datetime.now().astimezone().date()
    found = review(case, accept_narrative=narrative, today=today)
    if as_json:
        from timeline.cli.review_json import review_as_json

        say_json(review_as_json(found))
        return
    from timeline.cli.review_text import review_as_text

    say(review_as_text(found, width=min(shutil.get_terminal_size().columns, 100)))


def history(
    context: typer.Context,
    patient: Code,
    record: Annotated[
        str | None, typer.Option(help="Only the record with this id.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show who changed what, when and why."""
    from timeline.registry import Registry

    with Registry.open(context.obj.place) as registry:
        changes = registry.history(patient, record)
    if as_json:
        say_json(
            [
                {
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
            say(f"{change.at:%Y-%m-%d %H:%M:%S} UTC, {change.actor}: {change.reason}")
            last = change.transaction
        values = f"{_shown(change.old)} -> {_shown(change.new)}"
        say(f"  {change.action} {change.record_id}.{change.field}: {values}")


def _shown(value: str | None) -> str:
    return "(empty)" if value in (None, "") else str(value)
