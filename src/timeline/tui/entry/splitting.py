"""A form that holds two HER2 tests as the two forms that it should have been."""

from dataclasses import replace

from timeline.case.her2_methods import foreign_fields, method_of
from timeline.case.records.her2_test import Her2Test
from timeline.tui.entry.form_model import Form, Opening
from timeline.tui.entry.order_fields import AFTER, BEFORE

ONE_TEST = "The filled fields are of one test; there is nothing to split."
_COMMON = (
    "specimen_date",
    "date_stated",
    AFTER.name,
    BEFORE.name,
    "specimen",
    "specimen_site",
    "lesion",
    "from_specimen",
    "primary",
    "laboratory",
    "source",
    "locator",
    "confidence",
)
"""What two tests have in common that stand in one sentence of a letter."""


def other_test(form: Form) -> Opening | None:
    """A form for the values of another method, with what both tests have in common.

    It opens at the method, which its values may leave open. None where the form holds
    one test.
    """
    names = _foreign(form)
    if not names:
        return None
    method = method_of(names[0])
    texts = {name: form.texts[name] for name in (*_COMMON, *names)}
    texts["method"] = method.value if method else ""
    other = Form.new(form.record_class, form.case, texts, form.taken)
    opened = replace(other, locale=form.locale)
    return Opening(opened, field="method", remark="the other of two tests")


def rest_of(form: Form) -> Form:
    """The form without what stands in that of the other test."""
    return form.with_texts(dict.fromkeys(_foreign(form), ""))


def _foreign(form: Form) -> tuple[str, ...]:
    """Fields of one other method; those of a third are split off after that."""
    record = form.unchecked()
    groups = foreign_fields(record) if isinstance(record, Her2Test) else ()
    return next(iter(groups), ())
