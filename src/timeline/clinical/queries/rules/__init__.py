"""The rules that find queries: each takes the evidence and yields questions."""
