"""The days off and make-up days that are shipped, and the command that writes them."""
