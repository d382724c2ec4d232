"""Whose fault it is: a rule or the input (`Refused`), or the disk, a lock, damage (`Trouble`).

Anything else that is raised is a fault of the program. Both carry one Chinese sentence that says
what to do; the casebook is as it was before.
"""


class Refused(Exception):
    """A rule or the input stands against it; the sentence says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Trouble(Exception):
    """Disk, lock or damaged file; nothing that was saved is lost."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
