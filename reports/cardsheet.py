"""A card as an Excel sheet that an enterprise fills in: which row and column holds what.

One row a question, one row an option where several may be chosen, one row a problem. Column A is
hidden and names what stands in the row; who reads the sheet goes by it alone, never by position.

Row 1, hidden: `MARK`, the form's key, its version, the code of the subject, the number of the card
(the last two empty on a blank sheet). Rows whose column A is empty are for people.

| column A               | column C                                  | D        | E        |
|------------------------|-------------------------------------------|----------|----------|
| `card.period` and so on | a fact of the card itself (`FACTS`)      |          |          |
| key of a question      | its answer: text, number, date, one option | unit    | hint     |
| `key:2`                | `TICK` if the second option is chosen     |          |          |
| `problem.1`            | what the problem is                       | category | detail   |
"""

MARK = "baolian-card"
"""Cell A1 of a card's sheet."""

KEY, LABEL, ANSWER, UNIT, HINT = range(5)
"""Columns, counted from 0."""
TITLE, CATEGORY, DETAIL = ANSWER, UNIT, HINT
"""What the columns of a problem's row hold."""

FORM, VERSION, SUBJECT, NUMBER = range(1, 5)
"""Columns of the first row behind `MARK`."""

PERIOD, FILLED_ON, FILLED_BY, PHONE = (
    "card.period",
    "card.filled_on",
    "card.filled_by",
    "card.phone",
)
FACTS = (PERIOD, FILLED_ON, FILLED_BY, PHONE)
"""Keys of the rows that hold facts of the card: month as text (2018-07), date, name, phone."""

OPTION = ":"
"""Between the key of a question and the ordinal (from 1) of one of its options."""
PROBLEM = "problem."
"""Before the ordinal (from 1) of a problem."""
TICK = "√"
"""What is picked beside an option; whoever reads the sheet takes any mark for it. Unlike
other ticks, every Chinese face and keyboard has this one (GB/T 2312)."""
