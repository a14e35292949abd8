"""Årsskifte: a guided look back at the year, and what comes along into the next."""
