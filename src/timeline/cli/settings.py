"""The settings of the registry: listed, changed with a reason, and their history."""

import shutil
import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.changing import Reason, actor
from timeline.cli.output import say, say_json

if TYPE_CHECKING:
    from timeline.registry import Registry

DEFAULT = "default"
"""What is written to go back to the default."""
_WIDEST = 100


def settings(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="One setting.")
    ] = None,
    value: Annotated[
        str | None,
        typer.Argument(metavar="VALUE", help=f"Its new value, or `{DEFAULT}`."),
    ] = None,
    reason: Reason = "",
    history: Annotated[
        bool, typer.Option("--history", help="Show who changed which, and why.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON instead of text.")
    ] = False,
) -> None:
    """Show the settings of results and of entry; change one.

    Limits, gaps, censoring rules and rule sets are choices without a single right
    answer. They hold for the whole registry; figures and reviews name those that are
    not at their default. How dates and numbers are typed changes no result.
    """
    from timeline.registry import Configure, Registry, Session

    with Registry.open(context.obj.place) as registry:
        if history:
            _print_history(registry)
        elif name is None or value is None:
            _print(registry, name, as_json=as_json)
        else:
            _, seen = registry.stored_settings().get(name, (None, None))
            text = None if value == DEFAULT else value
            change = Configure(name, text, seen)
            receipt = registry.apply([change], Session(actor(), reason))
            _print(registry, name, as_json=False)
            if receipt.transaction is None:
                say("It was that already.")
            else:
                say(f"To take this back: timeline undo {receipt.transaction}")


def _print(registry: "Registry", name: str | None, *, as_json: bool) -> None:
    from timeline.clinical.setting_specs import setting_specs

    current = registry.settings()
    specs = [spec for spec in setting_specs() if name in (None, spec.name)]
    if not specs:
        raise typer.BadParameter(f"There is no setting {name}.")
    if as_json:
        say_json(
            [
                {
                    "name": spec.name,
                    "title": spec.title,
                    "value": spec.text(getattr(current, spec.name)),
                    "default": spec.text(spec.default),
                    "unit": spec.unit,
                    "choices": list(spec.words),
                    "help": spec.help,
                }
                for spec in specs
            ]
        )
        return
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    for spec in specs:
        setting = getattr(current, spec.name)
        changed = setting != spec.default
        default = f"  (default: {spec.with_unit(spec.default)})" if changed else ""
        say(
            f"{'*' if changed else ' '} {spec.name}: {spec.with_unit(setting)}{default}"
        )
        if name is not None:
            choices = f" Choices: {', '.join(spec.words)}." if spec.words else ""
            say(textwrap.fill(spec.help + choices, width, initial_indent="    ",
                              subsequent_indent="    "))  # fmt: skip


def _print_history(registry: "Registry") -> None:
    from timeline.clinical.catalogues.tables import VOCABULARY
    from timeline.registry.collected import COLLECTED, collected_from

    for change in registry.settings_history():
        say(
            f"{change.transaction}: {change.at:%Y-%m-%d %H:%M:%S} UTC, {change.actor}: "
            f"{change.reason}"
        )
        if change.record_id.startswith(VOCABULARY):
            name = change.record_id.split(".")[1]
            old, new = change.old or "(none)", change.new or "(none)"
            say(f"  vocabulary, {name}: {old} -> {new}")
        elif change.record_id.startswith(COLLECTED):
            known = collected_from(change.new or change.old or "")
            verb = "noted" if change.new else "forgotten"
            say(f"  what {known.source} collects: {verb}")
        else:
            old, new = change.old or DEFAULT, change.new or DEFAULT
            say(f"  {change.record_id}: {old} -> {new}")
