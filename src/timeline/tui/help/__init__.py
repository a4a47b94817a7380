"""What F1 and the command palette say: keys, marks and where things are done."""
