"""Figures, ratings and actions for programs that read them with a token (docs/api.md)."""
