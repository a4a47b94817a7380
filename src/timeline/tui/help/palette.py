"""The actions of a screen in the command palette, found by the words people use."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode
from textual.fuzzy import Matcher

from timeline.tui.help.keys import declared, meaning_of, shown

SYNONYMS = {
    "add": "new record create enter line drug operation surgery test scan follow-up",
    "add_patient": "create case add enter person",
    "back": "close leave list patients",
    "bin": "restore undelete recover deleted trash",
    "calendar": "dates years months",
    "closer": "zoom in enlarge bigger",
    "cohort": "swimmer plot compare patients survival Kaplan-Meier chart figure",
    "copy": "duplicate clone",
    "cursor": "crosshair time day what held then",
    "delete": "remove erase discard",
    "detail": "panel text source quote",
    "edit": "change correct modify amend fix",
    "export": "figure chart print save PDF SVG PNG TIFF journal caption page report",
    "every_query": "query problems questions inbox discrepancies",
    "fit": "zoom all whole reset everything",
    "fold": "gaps compress shorten break",
    "further": "zoom out smaller",
    "group": "collapse expand lanes",
    "help": "keys keyboard shortcuts manual signs legend",
    "explain": "keys keyboard shortcuts manual",
    "history": "audit trail log versions changes who when",
    "inbox": "query problems questions discrepancies warnings check",
    "jump": "go to date month find",
    "kinds": "filter hide show legend colours",
    "marker": "CA19-9 CEA tumour curve graph",
    "narrative": "assumed order sentences",
    "move": "wrong patient transfer reassign give other",
    "next_marker": "CEA CA19-9 other tumour",
    "next_query": "problem question",
    "open('her2')": "biomarker IHC FISH amplification ledger table",
    "open('lesions')": "tumours metastases sites RECIST table",
    "open('lines')": "treatment therapy chemotherapy regimen endpoints PFS table",
    "patient": "demographics age sex study code change",
    "quick": "type fast one line sentence",
    "quit": "exit close leave stop",
    "remove_patient": "delete erase discard wrong patient",
    "records": "all list undated entries find",
    "patient_bin": "undelete recover deleted trash patients",
    "redo": "repeat again",
    "scale": "logarithmic linear axis",
    "search": "find filter patient",
    "series": "paste laboratory labs markers many values CA19-9 import table",
    "toggle_look": "theme dark light colours appearance preferences options",
    "undo": "revert take back mistake",
    "zero": "align start baseline day",
}
"""Words for an action besides its name and its sentence."""
WHOLE_WORDS = 100
"""What outranks letters that happen to stand in a name; in a name, threefold."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a key does."""

    name: str
    key: str
    meaning: str
    words: str
    """Other words by which it is found."""
    run: str
    """The action as Textual calls it."""
    node: DOMNode
    """What it is run on."""

    def score(self, matcher: Matcher) -> float:
        """How well it fits what was typed, from 0 for not at all.

        Letters may be left out of the name, as everywhere in the palette. In the other
        words that would find nearly everything: there each typed word begins one.
        """
        typed = matcher.query.casefold().split()
        searched = ""
        for rank, words in enumerate((self.name, self.words, self.meaning)):
            searched += f" {words.casefold()}"
            if all(f" {part}" in searched for part in typed):
                return matcher.match(self.name) + WHOLE_WORDS * (3 - rank)
        return matcher.match(self.name)

    @property
    def help(self) -> str:
        """What stands beneath the name."""
        return f"Key {self.key}: {self.meaning}"


def actions_of(node: DOMNode) -> Iterator[Action]:
    """The actions of a screen or the app, each once."""
    seen = set()
    for binding in declared(type(node)):
        if binding.description and binding.action not in seen:
            seen.add(binding.action)
            short = binding.action.partition("(")[0].rpartition(".")[2]
            words = SYNONYMS.get(binding.action) or SYNONYMS.get(short, "")
            yield Action(
                binding.description,
                shown(binding),
                meaning_of(type(node), binding),
                words,
                binding.action,
                node,
            )


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a screen does not do itself, and where it is done."""

    name: str
    place: str
    """One line: a command of the shell, or keys of another screen."""
    words: str
    """Other words by which it is found."""

    def score(self, query: str) -> float:
        """How well it fits what was typed, always below a key that fits in name."""
        searched = f" {self.name} {self.words}".casefold()
        fits = all(f" {part}" in searched for part in query.casefold().split())
        return WHOLE_WORDS if fits else 0


class ActionsProvider(Provider):
    """Offers what the keys of the screen and of the app do; names what is elsewhere."""

    def _actions(self) -> Iterable[Action]:
        actions: dict[str, Action] = {}
        for action in (*actions_of(self.screen), *actions_of(self.app)):
            actions.setdefault(action.name, action)
        return actions.values()

    async def discover(self) -> Hits:
        """Everything, while nothing is typed."""
        for action in sorted(self._actions(), key=lambda item: item.name):
            yield DiscoveryHit(action.name, self._running(action), help=action.help)

    async def search(self, query: str) -> Hits:
        """What fits the words that are typed."""
        matcher = self.matcher(query)
        for action in self._actions():
            score = action.score(matcher)
            if score > 0:
                shown_name = matcher.highlight(action.name)
                run = self._running(action)
                yield Hit(score, shown_name, run, text=action.name, help=action.help)
        for other in getattr(self.screen, "ELSEWHERE", ()):
            score = other.score(query)
            if score:
                say = partial(self.app.notify, other.place, markup=False, timeout=20)
                yield Hit(score, other.name, say, text=other.name, help=other.place)

    def _running(self, action: Action) -> Callable[[], Awaitable[bool]]:
        return lambda: self.app.run_action(action.run, action.node)
