"""The swimlane for print: SVG in millimetres, and PDF, PNG and TIFF from it."""
