"""The process that draws one long document: it comes on standard input, messages go out."""

import pickle
import sys
import traceback
from functools import partial
from typing import IO

from desk import printing
from desk.errors import Refused
from desk.press import Broken, Done, Message, Page, Unfit, packed
from reports.blocks import Document


def work(given: IO[bytes], out: IO[bytes]) -> None:
    """Draw what is given, telling how far it is."""
    tell = partial(_tell, out)
    document, suffix = pickle.load(given)
    try:
        tell(_done(document, suffix, tell))
    except Refused as error:
        tell(Unfit(error.sentence))
    except Exception:
        tell(Broken(traceback.format_exc()))


def _tell(out: IO[bytes], message: Message) -> None:
    out.write(packed(message))
    out.flush()


def _done(document: Document, suffix: str, tell: "partial[None]") -> Done:
    def page(done: int, total: int) -> None:
        tell(Page(done, total))

    return Done(*printing.drawn_here(document, suffix, page))


if __name__ == "__main__":
    work(sys.stdin.buffer, sys.stdout.buffer)
