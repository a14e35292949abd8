"""Händelser: something happens (a sick note, a new employee, a complaint) and starts a dated chain of steps."""
