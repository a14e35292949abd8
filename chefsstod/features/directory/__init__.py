"""The directory: functions to turn to, and systems."""
