"""The desk: Django's admin, made a place to work at. screens.py says what stands on it."""
