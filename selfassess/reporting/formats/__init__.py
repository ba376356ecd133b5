"""A report as Word, Excel or JSON for further work, and everything of a quarter in a zip file.

Each is drawn from frozen content when somebody requests it, and is not stored: the PDF is the
record. The same content gives the same bytes.
"""
