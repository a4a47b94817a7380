"""Response worked out from what was measured, beside the one that was reported."""
