"""The handbook and the routines: read, marked, written, printed."""
