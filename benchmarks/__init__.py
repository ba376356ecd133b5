"""How much the portal costs beside the bare tools it is made of: bin/bench prints the table."""
