"""Asking graphs."""
