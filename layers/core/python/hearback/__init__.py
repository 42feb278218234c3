"""Hearback: each customer who complains in public hears back."""
