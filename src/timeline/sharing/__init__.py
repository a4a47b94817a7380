"""What may leave: de-identification, preview, and the writer of a folder."""
