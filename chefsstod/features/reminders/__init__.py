"""Reminders: a quiet word about what is late, due or must be begun, at start-up and while the program runs."""
