"""The picture of a cohort as a Plotly figure and page."""
