"""The review of a case as one document: as text, JSON, Markdown, PDF and tables."""
