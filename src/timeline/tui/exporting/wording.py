"""What the export dialog says: the plan, the progress and the result."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from textual.content import Content

from timeline.clinical.queries.rules.evidence import listing
from timeline.language.words import ENGLISH
from timeline.sharing.preview import Disclosure, FieldPreview, Preview
from timeline.swimlane.model import Group
from timeline.tui.drawing.cell import plain
from timeline.tui.exporting.plan import ExportPlan
from timeline.tui.exporting.words import words_of

_NAME = 19
_KILO = 1000
_HEADINGS = {
    Disclosure.SUPPRESSED: "Stays here",
    Disclosure.GENERALISED: "Leaves in general words or as months",
    Disclosure.AS_RECORDED: "Leaves as recorded",
}


def plan_text(plan: ExportPlan) -> Content:
    """Files and what leaves, or why nothing can be written."""
    if plan.problem:
        return Content.assemble((f"! {plain(in_dialog(plan.problem))}", "bold"))
    parts = [Content.assemble((f"! {plain(text)}", "bold")) for text in plan.warnings]
    parts.append(Content.assemble(("Will be written to\n", "bold"), plain(plan.place)))
    parts += _unnamed(plan.preview) if plan.preview else []
    parts.append(_table(plan.files))
    if plan.preview:
        parts.append(Content(_in_short(plan.preview.fields)))
    parts += [Content.assemble((plain(text), "dim")) for text in plan.remarks]
    parts += _disclosures(plan.preview.fields) if plan.preview else []
    return Content("\n\n").join(parts)


def _in_short(lines: Sequence[FieldPreview]) -> str:
    """How many fields leave, and how."""
    count = Counter(line.disclosure for line in lines)
    return (
        f"Of {count.total()} fields, {count[Disclosure.SUPPRESSED]} stay here, "
        f"{count[Disclosure.GENERALISED]} leave in general words or as months, and "
        f"{count[Disclosure.AS_RECORDED]} leave as recorded. They are listed below."
    )


def _unnamed(lost: Preview) -> Iterator[Content]:
    """What is told apart by letters, under the choice that names it."""
    by_option: dict[str, list[str]] = defaultdict(list)
    for thing in lost.unnamed:
        by_option[words_of(thing.option)].append(thing.words)
    if by_option:
        heading = ("Told apart by letters, not named unless you tick\n", "bold")
        lines = (
            plain(f"{words}: {', '.join(by_option[words])}") for words in by_option
        )
        yield Content.assemble(heading, "\n".join(lines))


def _table(rows: Sequence[tuple[str, str]]) -> Content:
    return Content("\n".join(f"{name:<{_NAME}}{text}".rstrip() for name, text in rows))


def _disclosures(lines: Sequence[FieldPreview]) -> Iterator[Content]:
    """What becomes of each field: under the choice that would let it through."""
    for disclosure, heading in _HEADINGS.items():
        by_option: dict[str, list[str]] = defaultdict(list)
        for line in lines:
            if line.disclosure is disclosure:
                under, name = _under(line)
                by_option[under].append(f"{name} ({line.values})")
        if by_option:
            yield Content.assemble((heading, "bold"))
        for under, names in by_option.items():
            yield Content(plain(f"{under}: {', '.join(names)}"))


def _under(line: FieldPreview) -> tuple[str, str]:
    if line.disclosure is Disclosure.AS_RECORDED:
        return line.kind, line.field
    name = f"{line.kind} {line.field[:1].lower()}{line.field[1:]}"
    if line.option:
        return f"Unless you tick {words_of(line.option)}", name
    always = line.disclosure is Disclosure.GENERALISED
    return ("Always" if always else "Never leaves"), name


def progress_text(names: Sequence[str]) -> Content:
    """Which files were made, and which one is being made."""
    done = "".join(f"  \u2713 {plain(name)}\n" for name in names[:-1])
    now = f"  ... {plain(names[-1])}" if names else ""
    return Content.assemble(
        ("Making the files\n\n", "bold"), done, now, ("\n\nEscape cancels.", "dim")
    )


def written_text(
    folder: Path, files: Sequence[tuple[str, int]], *, opens: bool
) -> Content:
    """The folder and the files in it."""
    count = f"Wrote {len(files)} file{'s' * (len(files) != 1)} to\n"
    rows = [(name, f"{max(1, round(size / _KILO)):,} kB") for name, size in files]
    keys = "o opens the folder, Escape goes back." if opens else "Escape goes back."
    return Content("\n\n").join(
        [
            Content.assemble((count, "bold"), plain(str(folder))),
            _table(rows),
            Content.assemble((keys, "dim")),
        ]
    )


def in_dialog(text: str) -> str:
    """A message of the command line in the words of the dialog."""
    text = re.sub(r" \(--[^)]*\)", "", text)
    text = re.sub(r"(--leave-out \w+\s*)+", _left_out, text)
    text = text.replace(" with --output", "").replace("--dpi", "resolution")
    return re.sub(r" (?=[,.])", "", " ".join(text.split()))


def at_field(problem: str) -> str:
    """A problem for the line that it concerns, without its heading."""
    return in_dialog(problem.partition(". ")[2] or problem)


def _left_out(match: re.Match[str]) -> str:
    names = re.findall(r"--leave-out (\w+)", match[0])
    titles = [f'"{ENGLISH.of(Group[name.upper()])}"' for name in names]
    return f"{listing(titles)} left out "
