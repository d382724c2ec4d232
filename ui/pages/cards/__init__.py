"""反馈卡: the cards, and the form in which one is filled in with its problems."""
