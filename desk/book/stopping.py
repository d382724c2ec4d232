"""How a question or a change that a database is busy with is given up from another thread."""

from sqlalchemy import Connection


def stop(connection: Connection) -> None:
    """Have the database give up what it does for this connection; nothing, where it does nothing.

    It fails with an error of the driver in the thread that waits for it.
    """
    # SQLite's word for it, and that of PostgreSQL's driver.
    sqlite = connection.dialect.name == "sqlite"
    driver = connection.connection.driver_connection
    getattr(driver, "interrupt" if sqlite else "cancel")()
