"""The steps, oldest first; generated once, then never changed."""
