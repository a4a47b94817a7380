"""Who changes what the registry holds, why, and taking it back."""

import getpass
import os
from typing import Annotated

import typer

from timeline.cli.output import say

Reason = Annotated[
    str, typer.Option(help="Why stored records change, for the history.")
]


def actor() -> str:
    """Who is at the keyboard, for the audit trail."""
    return os.environ.get("TIMELINE_ACTOR") or getpass.getuser()


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 record`, `2 records`."""
    return f"{number} {noun}{'s' * (number != 1)}"


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
            f"Undone: {counted(receipt.created, 'record')} added, {receipt.updated} "
            f"changed or brought back, {receipt.removed} put into the bin."
        )
    say(f"To take this back: timeline undo {receipt.transaction}")
