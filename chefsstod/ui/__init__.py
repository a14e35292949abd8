"""Reusable Qt parts that know no feature."""
