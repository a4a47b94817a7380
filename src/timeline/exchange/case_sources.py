"""What the sources of an import collect: a field that many cases lack is not asked for.

See `timeline.registry.collected` for when that is so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from timeline.case.case import Case
from timeline.exchange.reading import CaseFile
from timeline.registry import Configure, Registry
from timeline.registry.collected import LEAST_CASES, Collected, collected_from


def what_sources_collect(
    registry: Registry, files: Iterable[CaseFile]
) -> Iterator[Configure]:
    """The actions that store what each source of many cases gives.

    Of a source that has been known, few cases are enough: they may give more.
    """
    cases: dict[str, list[Case]] = defaultdict(list)
    for file in files:
        cases[file.source].append(file.case)
    stored = registry.stored_settings()
    for source, of_source in cases.items():
        collected = Collected.of(source, of_source)
        text, seen = stored.get(collected.setting_name, (None, None))
        if text is not None:
            collected = collected.and_earlier(collected_from(text))
        if collected.cases >= LEAST_CASES:
            yield Configure(collected.setting_name, collected.setting_text, seen)
