"""How fast a day goes by, in this program and in others, over figures known to be right."""
