"""Figures that the program promises, measured as ratios in one run."""
