"""The error that a command raises for what its user can mend."""


class UserError(RuntimeError):
    """Something that the user can mend; the text is one line."""
