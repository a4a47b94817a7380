"""Record one cancer patient's course of treatment and draw it as a swimlane."""
