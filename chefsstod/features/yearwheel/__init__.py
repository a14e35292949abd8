"""Årshjul: recurring tasks, their occurrences through the year, and what she has done with them."""
