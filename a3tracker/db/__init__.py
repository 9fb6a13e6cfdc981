"""Rows, constraints and queries: the only place that says select()."""
