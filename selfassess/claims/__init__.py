"""What is written, tested against what is on record: every number in people's words, and what their
words leave out."""
