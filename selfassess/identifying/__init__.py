"""What may identify a child in what people write: found, shown to its author, and left to her.

`rules` and `passages` are pure functions of a text. `fields` says where words are stored and on
which page they are changed. After a form is saved, the middleware leads to the page in between
when what was sent has a passage nobody has decided about; *Check and send* counts them. Whoever
may write there says that a passage is not about a child (`operations`), and it is not asked about
again until its words change.
"""
