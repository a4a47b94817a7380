"""What of a form is kept as a draft."""

import os

from timeline.tui.entry.drafts import Draft, now
from timeline.tui.entry.form_model import Form
from timeline.tui.entry.saving import Saving


def draft_of(form: Form, place: str, code: str, saving: Saving) -> Draft:
    """Make the draft of a form.

    A new record keeps all its texts. A stored one keeps only what was changed, so that
    the rest is as the registry has it when the draft is opened again.

    Args:
        form: The form.
        place: The registry.
        code: Study code; empty for a new patient.
        saving: Knows which versions the form showed.
    """
    new = form.original is None
    kept = {n: t for n, t in form.texts.items() if (new and t) or t != form.start[n]}
    return Draft(
        place=place,
        code=code,
        kind=form.record_class.kind,
        record_id=form.original.id if form.original else "",
        seen=saving.seen,
        texts=kept,
        process=os.getpid(),
        at=now(),
        orders=dict(saving.orders_seen),
    )
