"""What clients offer. The files named `async_…` are made from the others by `scripts/twins.py`."""
