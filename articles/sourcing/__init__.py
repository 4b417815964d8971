"""How many sources really stand behind a claim."""
