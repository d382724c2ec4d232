# Whether the streams of files are printable text.
useA85: int
