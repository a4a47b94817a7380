"""The recorded orders between events, in words instead of names of records."""

from timeline.case.date_in_case import point_in_words
from timeline.case.records.bookkeeping import Order
from timeline.clinical.review import Review
from timeline.report.document import ReportSection, Sentence


def orders_section(review: Review) -> ReportSection | None:
    """What came not later than what, where no calendar says so."""
    orders = review.case.of_kind(Order)
    if not orders:
        return None
    sentences = tuple(Sentence(order_in_words(review, order)) for order in orders)
    return ReportSection("Orders of events", sentences, str(len(orders)))


def order_in_words(review: Review, order: Order) -> str:
    """Such as `start of GP not later than PD, right adrenal gland`."""
    earlier = point_in_words(review.case, order.earlier)
    later = point_in_words(review.case, order.later)
    return f"{earlier} not later than {later}"
