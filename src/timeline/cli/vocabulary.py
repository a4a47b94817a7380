"""The vocabulary of a site: words of its own, listed, added and taken out again."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.changing import Reason, actor
from timeline.cli.output import say, say_json

if TYPE_CHECKING:
    from timeline.clinical.catalogues.own_words import OwnWord
    from timeline.registry import Registry

_ADD, _REMOVE = "add", "remove"


def vocabulary(
    context: typer.Context,
    change: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CHANGE",
            help="add KIND NAME FIELD=TEXT ..., or remove KIND NAME. Without it the "
            "words are listed.",
            show_default=False,
        ),
    ] = None,
    reason: Reason = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON instead of text.")
    ] = False,
) -> None:
    """List the words that the catalogues lack; add or remove one.

    A drug takes a class and aliases, a regimen components and aliases, an analyte
    aliases, unit, marker (yes or no), low and high, a gene aliases. Several names are
    separated by semicolons, as in add drug ABC-001 class=targeted "aliases=ABC1; X1".

    The words complete what is typed and decide colours, lines and series, as the
    program's own do. A name that a catalogue has already keeps its meaning. An exported
    case file takes along those that it uses; a de-identified figure names none of them.
    """
    from timeline.registry import Registry

    with Registry.open(context.obj.place) as registry:
        if change:
            _change(registry, change, reason)
        else:
            _print(registry.own_words(), as_json=as_json)


def _change(registry: "Registry", change: Sequence[str], reason: str) -> None:
    from timeline.registry import Configure, Session

    own = {word.setting_name: word for word in registry.own_words()}
    try:
        word = _meant(change, own.values())
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    removed = change[0] == _REMOVE
    _, seen = registry.stored_settings().get(word.setting_name, (None, None))
    text = None if removed else word.setting_text
    action = Configure(word.setting_name, text, seen)
    receipt = registry.apply([action], Session(actor(), reason))
    if receipt.transaction is None:
        say("It was that already.")
        return
    if removed:
        say(f"Removed: {word.in_words}")
    else:
        done = "Changed to" if word.setting_name in own else "Added"
        say(f"{done}: {word.in_words}")
    say(f"To take this back: timeline undo {receipt.transaction}")


def _meant(change: Sequence[str], own: "Iterable[OwnWord]") -> "OwnWord":
    """The word that is to be added, or the one that is to be removed.

    Raises:
        ValueError: If the words do not say that.
    """
    from timeline.clinical.catalogues.own_words import OwnWord

    step, catalogue, name, *fields = (*change, "", "")
    fields = [text for text in fields if text]
    if step not in (_ADD, _REMOVE):
        raise ValueError(f"Write {_ADD} or {_REMOVE} first, not {step}.")
    if step == _REMOVE:
        if fields:
            raise ValueError(f"To {_REMOVE} a word, write its kind and its name.")
        return _own_word(own, catalogue, name)
    texts = {"name": name}
    for text in fields:
        field, sign, stated = text.partition("=")
        if not sign or field in texts:
            raise ValueError(f"Write each field once, as FIELD=TEXT, not {text}.")
        texts[field] = stated
    word = OwnWord.of(catalogue, texts)
    word.check_free()
    return word


def _own_word(words: "Iterable[OwnWord]", catalogue: str, name: str) -> "OwnWord":
    from timeline.clinical.catalogues.terms import folded

    for word in words:
        if word.catalogue == catalogue and folded(word.name) == folded(name):
            return word
    raise ValueError(f"This registry has added no {catalogue or 'word'} {name}.")


def _print(words: "Sequence[OwnWord]", *, as_json: bool) -> None:
    if as_json:
        say_json([{"catalogue": w.catalogue, **dict(w.texts)} for w in words])
        return
    for word in words:
        say(word.in_words)
    if not words:
        say("This registry adds no words. `timeline vocabulary --help` says how.")
