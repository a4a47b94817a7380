"""Why a stored record is changed: a short list, and words of one's own."""

REASONS = (
    "Typing error",
    "Source read again",
    "New information from the source",
    "Answer to a query",
    "Entered on the wrong record",
    "Duplicate of another record",
)
"""What is offered; anything else is typed."""
LONGEST = 500


def reason_problem(reason: str) -> str:
    """What is wrong with a reason, in words; empty if nothing is."""
    if not reason.strip():
        return "Choose a reason or type one: a correction is stored with its reason."
    if len(reason) > LONGEST:
        return f"Shorten the reason to {LONGEST} characters."
    if not reason.isprintable():
        return "Take the invisible characters out of the reason."
    return ""
