"""What the list of patients reads and says."""
