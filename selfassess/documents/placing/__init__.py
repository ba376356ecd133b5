"""Finds for each piece of a document the area and the place it belongs to. Pure: no database."""

from .pieces import NOWHERE, AreaWords, Piece, Surroundings
from .walk import place

__all__ = ["NOWHERE", "AreaWords", "Piece", "Surroundings", "place"]
