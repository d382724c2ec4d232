"""反馈卡: the forms, filling them, reading them back, and who has none yet."""
