"""A swimlane as a Plotly figure and as a page that needs nothing else."""
