"""Bringing in the documents that managers already have."""
