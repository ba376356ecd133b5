class Refused(Exception):
    """An action that the rules do not allow now. Its text tells the person why and what to do."""
