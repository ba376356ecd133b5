"""What people typed leaves the council only when the director has released it. `small_counts` finds
what she has to look at first."""
