"""What a form is opened with."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as defaulting

from timeline.tui.entry.form_model import Form


@dataclass(frozen=True)
class Opening:
    """What a form is opened with."""

    form: Form
    seen: int | None = None
    """Version of the stored record that the form shows; None for a new one."""
    field: str = ""
    """Field to start in; empty for the first one."""
    draft: str = ""
    """Key of the draft that it goes on with; empty for none."""
    remark: str = ""
    """A sentence for the top of the form."""
    question: str = ""
    """What is to be settled in it, beneath the title; empty for nothing."""
    orders_seen: Mapping[str, int] = defaulting(default_factory=dict)
    """Versions of the orders that place the record, by their ids."""
