"""Belastning: hours of the weeks, own leave, slack weeks, and what could be done earlier or later."""
