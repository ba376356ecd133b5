"""What a report says, frozen: its schema, how it is made from rows, and how it is read again.

`schema/` declares it, `freeze.gather` makes it, `read.read` gives today's classes for what any
release has stored. Everything else in `reporting` works on these classes alone.
"""
