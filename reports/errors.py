"""What can be wrong with a document before it is written.

Each carries one Chinese sentence that says what to do; the desk hands it on as `Refused`.
"""


class Unprintable(ValueError):
    """The document cannot be put on paper as it stands."""


class MissingGlyph(Unprintable):
    """A character that no shipped or installed face can draw; names character and place."""


class MissingFonts(Unprintable):
    """The folder of shipped faces is not there or lacks a face."""


class NoSheet(Unprintable):
    """The document is no sheet of Excel: no table, or more in it than Excel holds."""


class TooManySeries(Unprintable):
    """A chart that compares more than its greys can tell apart."""
