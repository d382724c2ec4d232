"""Who sits at this machine, where nobody was named."""

import getpass

NOBODY = "本机用户"


def login_name() -> str:
    """The name of the login, as far as the system says."""
    try:
        return getpass.getuser() or NOBODY
    except (OSError, KeyError, ImportError):
        return NOBODY
