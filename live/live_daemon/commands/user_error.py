"""The error that a command raises for a mistake of its user."""


class UserError(RuntimeError):
    """A mistake that the user can fix; the text is one line."""
