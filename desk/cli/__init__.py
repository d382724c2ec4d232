"""The same verbs as the window's, from a command line: `desk.cli.main` runs one command."""
