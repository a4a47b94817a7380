"""The page on clinical rules, made from the modules that hold them."""

import importlib
import pkgutil
from collections.abc import Iterator

from timeline.clinical.catalogues.conflicts import all_conflicts
from timeline.clinical.her2.terms import Her2RuleSet
from timeline.clinical.markers.rules import MARKER_RULES
from timeline.clinical.setting_specs import setting_specs

_HEAD = """# Clinical rules, settings and disputes

This page is made by `make docs` from the modules that hold the rules, so that it says
what the program does. A rule describes records; none recommends a treatment. Where a
source is named, the rule follows it; where a sentence says *product choice*, nobody
prescribes it; *verify* means that the sources at hand do not settle it and that it has
to be checked before it is relied on.

"""
_ROOMS = (
    ("", "Dates, patient, staging, course"),
    ("course", "The one reading of the course"),
    ("lines", "Lines of therapy"),
    ("endpoints", "Endpoints"),
    ("response", "Response by measurement"),
    ("her2", "HER2"),
    ("markers", "Tumour markers"),
)
_NO_RULE = {
    "settings",
    "setting_specs",
    "review",
    "course.history",
    "course.moment",
    "course.whole_line",
    "summary",
    "stage_tables",
    "lines.drugs",
    "lines.numbered_line",
    "lines.treatment_history",
    "endpoints.endpoint",
    "endpoints.case_endpoints",
    "endpoints.measure",
    "endpoints.words",
    "response.course",
    "response.words",
    "her2.terms",
    "her2.evidence",
    "her2.classification",
    "her2.ish",
    "markers.values",
}
"""Modules that carry what others decide; every other one is on the page."""


def rules_page() -> str:
    """The page."""
    rooms = [f"### {title}\n\n{_room(name)}" for name, title in _ROOMS]
    parts = (
        _HEAD,
        "## Settings\n\nEvery choice that has no single right answer. The registry "
        "keeps those that somebody has changed,\nwith who did it and why: "
        "`timeline settings` lists and changes them, and so does `,` in the app.\n\n",
        _settings(),
        "\n## Rules\n\n",
        *rooms,
        "## HER2 rule sets\n\nDefinitions are never mixed: a test is read by one of "
        "them.\n\n",
        _rule_sets(),
        "\n## Marker progression\n\nOf each marker with a rule; any other has none. It "
        "is told beside the response and never\nreplaces it.\n\n",
        _marker_rules(),
        "\nWhat the program asks about a case stands in [Queries](queries.md).\n",
        "\n## Known disputes\n\nWhere the sources of the catalogue disagree with each "
        "other or with themselves, and what is done about it. What does not add up "
        "in the published case stands in\n"
        "[Known inconsistencies](known-inconsistencies.md).\n\n",
        _disputes(),
    )
    return "".join(parts)


def _settings() -> str:
    rows = [
        (f"`{spec.name}`", spec.title, spec.with_unit(spec.default), spec.help)
        for spec in setting_specs()
    ]
    return _table(("setting", "", "default", "what it decides, and why"), rows)


def _room(name: str) -> str:
    package = f"timeline.clinical.{name}".rstrip(".")
    path = importlib.import_module(package).__path__
    found = []
    for module in pkgutil.iter_modules(path):
        inside = f"{name}.{module.name}".lstrip(".")
        if module.ispkg or inside in _NO_RULE:
            continue
        words = importlib.import_module(f"{package}.{module.name}").__doc__ or ""
        first, _, rest = words.strip().partition("\n\n")
        text = " ".join(rest.split())
        first = " ".join(first.split())
        found.append(f"- **{first}** {text} (`{inside}`)".replace("  ", " "))
    return "\n".join(found) + "\n\n"


def _rule_sets() -> str:
    rows = [(rules.key, rules.value, rules.version) for rules in Her2RuleSet]
    return _table(("key", "rule set", "taken from"), rows)


def _marker_rules() -> str:
    rows = [
        (rule.name, ", ".join(rule.markers), rule.words, rule.source, rule.verify)
        for rule in MARKER_RULES
    ]
    return _table(("rule", "markers", "what it asks", "source", "verify"), rows)


def _disputes() -> str:
    rows = [
        (dispute.id, _sentence(str(dispute)), dispute.handling, dispute.source)
        for dispute in all_conflicts().values()
        if not dispute.agrees
    ]
    return _table(("id", "what disagrees", "what is done", "source"), rows)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    return "\n".join(_lines(heads, rows)) + "\n"


def _lines(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
