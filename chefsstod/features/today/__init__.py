"""Idag: the page a day begins with."""
