"""What is recorded: partial dates, orders, vocabularies, records and the case.

Nothing here knows a database, a screen or a chart.
"""
