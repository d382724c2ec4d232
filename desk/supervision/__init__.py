"""督办: what units have to be told today, what they were told, and how late each of them is."""
