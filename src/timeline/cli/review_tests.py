"""What was measured, on the printed page: HER2, tumour markers and stage."""

from collections.abc import Iterator

from timeline.case.records.finding import Finding
from timeline.case.records.her2_test import Her2Test
from timeline.cli.review_course import INDENT
from timeline.clinical.catalogues.resistance import claims_named_in
from timeline.clinical.catalogues.variants import Variant, find_variant
from timeline.clinical.her2.change import Her2Change, Loss
from timeline.clinical.her2.concordance import MethodPair
from timeline.clinical.her2.ledger import LedgerEntry
from timeline.clinical.markers.metrics import MarkerPanel
from timeline.clinical.review import Review

_FLAGS = {
    "F1": "ratio of 2.0 or more (F1)",
    "F2": "ratio of 4.0 or more, which is no rule of positivity (F2)",
    "actionable_mutation": "activating mutation, from which no class follows",
}


def her2(review: Review) -> Iterator[str]:
    """Each test as reported and by rule, what changed, and what is claimed of it."""
    yield "HER2"
    yield f"{INDENT}{review.her2.status}"
    sets = [entry.classification.rule_set for entry in review.her2.entries]
    rules = next((each for each in sets if each), None)
    if rules:
        yield f"{INDENT}Rule set {rules.value}; source: {rules.version}."
    for entry in review.her2.entries:
        yield from _test(entry)
    for change in review.her2.changes:
        yield f"{INDENT}{_change(review, change)}"
    for pair in review.her2.pairs:
        yield f"{INDENT}{_pair(review, pair)}"
    for result in review.her2.retests:
        event = review.case.get(result.progression)
        line = review.case.get(result.line)
        if event and line:
            where = f"after {event.label} on {line.label}"
            yield f"{INDENT}re-test {where}: {result.answer.value}"
    yield from _claims(review)


def _test(entry: LedgerEntry) -> Iterator[str]:
    test, found = entry.test, entry.classification
    when = str(test.specimen_date) if test.specimen_date.known else entry.placing.value
    by_rule = found.her2_class.value.replace("_", " ")
    missing = ", ".join(found.titles_missing)
    why = found.rule or (f"missing: {missing}" if missing else "")
    rule = f"{by_rule} ({why})" if why else by_rule
    yield f"{INDENT}{_as_reported(test)} [{when}]; by rule {rule}"
    said = [_FLAGS.get(flag, flag) for flag in found.flags]
    if found.her2_low == "yes":
        said.append("HER2-low by this definition")
    if found.subgroup:
        said.append(found.subgroup)
    if found.surrogate:
        said.append(f"surrogate for tissue: {found.surrogate.replace('_', ' ')}")
    yield from (f"{INDENT * 2}{words}" for words in said)
    yield from (f"{INDENT * 2}{warning.message}" for warning in found.warnings)
    for name in test.variants:
        variant = find_variant(name)
        if variant:
            yield f"{INDENT * 2}{_variant(variant)}"


def _as_reported(test: Her2Test) -> str:
    """A test with what its report concludes, said once."""
    reported = test.result_reported
    if reported is None:
        only = "values in a figure only" if test.figure_only else "no conclusion stated"
        return f"{test.label}, {only}"
    if test.value.startswith(reported.value):
        return f"{test.label}, as reported"
    return f"{test.label}, reported {reported.value}"


def _variant(variant: Variant) -> str:
    domain = f" ({variant.domain})" if variant.domain else ""
    parts = (
        f"{variant.name}{domain}: {variant.claim}",
        f"disputed: {variant.dispute}" if variant.dispute else "",
        f"verify: {variant.verify}" if variant.verify else "",
        variant.source,
    )
    return "; ".join(part.strip().rstrip(".") for part in parts if part) + "."


def _change(review: Review, change: Her2Change) -> str:
    pair = " -> ".join(_dated(review, record) for record in change.records)
    open_ = "loss " if change.positivity is Loss.NOT_EVALUABLE else ""
    said = (change.trend, f"{open_}{change.label}")
    return f"{pair}: {'; '.join(filter(None, said))}"


def _pair(review: Review, pair: MethodPair) -> str:
    names = " and ".join(_dated(review, record) for record in pair.records)
    what = ", same specimen" if pair.same_specimen else ""
    what += ", the second not said to be on tissue" if pair.surrogate else ""
    return f"{names}{what}: {pair.concordance.value}"


def _dated(review: Review, record: str) -> str:
    test = review.case.get(record)
    if not isinstance(test, Her2Test):
        return record
    date = test.specimen_date
    return f"{test.label} [{date if date.known else 'undated'}]"


def _claims(review: Review) -> Iterator[str]:
    """What is claimed of markers that findings name; never added up."""
    for finding in review.case.of_kind(Finding):
        for claim in claims_named_in(finding.result or ""):
            tumours = ", ".join(claim.tumours)
            evidence = ", ".join(kind.value for kind in claim.evidence)
            yield (
                f"{INDENT}{finding.label}: {claim.marker}, {claim.alteration}, is "
                f"claimed to mean {claim.direction.value} to anti-HER2 drugs "
                f"({tumours}; {evidence}; {claim.source})"
            )


def markers(review: Review) -> Iterator[str]:
    """Each series: where it began, how low it came, how it moved, and line by line."""
    yield "MARKERS"
    if not review.markers:
        yield f"{INDENT}No marker result is recorded."
    for panel in review.markers:
        yield from _panel(review, panel)


def _panel(review: Review, panel: MarkerPanel) -> Iterator[str]:
    series = panel.series
    name = " ".join(part for part in (series.marker, series.assay) if part)
    count = len(series.values)
    yield f"{INDENT}{name}, {series.unit}, {count} value{'s' * (count != 1)}"
    if panel.baseline:
        fold = panel.readings[0].fold_text
        yield f"{INDENT * 2}baseline {panel.baseline.text}, {fold}"
    metrics = {
        "nadir": panel.nadir_text,
        "change (first to last value)": panel.change_text,
        "doubling or halving (last two values)": panel.tempo_text,
        "trend (all values)": panel.slope_text,
        "marker progression (not RECIST)": panel.progression_text,
    }
    if len(set(metrics.values())) == 1:
        yield f"{INDENT * 2}{', '.join(metrics)}: {panel.nadir_text}"
    else:
        yield from (f"{INDENT * 2}{what}: {words}" for what, words in metrics.items())
    yield from _by_line(review, panel)
    yield from (f"{INDENT * 2}{warning}" for warning in panel.warnings)


def _by_line(review: Review, panel: MarkerPanel) -> Iterator[str]:
    number = {
        part.line.id: line.number
        for line in review.endpoints.lines
        for part in line.parts
    }
    for found in panel.lines:
        if found.baseline is None and found.nadir is None:
            continue
        words = f"baseline {found.baseline_text}, nadir {found.nadir_text}"
        if found.from_baseline:
            words += f", from baseline {found.from_baseline.text}"
        yield f"{INDENT * 2}line {number[found.line]}: {words}"


def staging(review: Review) -> Iterator[str]:
    """The stated stage beside the one that follows from TNM."""
    yield "STAGE"
    if not review.staging:
        yield f"{INDENT}No stage or TNM is recorded."
    for stage in review.staging:
        computed = " or ".join(stage.computed) or "not computed"
        stated = stage.stated or "none"
        yield f"{INDENT}stated {stated}, computed {computed} ({stage.rule})"
        if stage.reason:
            yield f"{INDENT * 2}{stage.reason}"
        for each in stage.alternatives:
            yield f"{INDENT * 2}{each.group}: {each.why}"
