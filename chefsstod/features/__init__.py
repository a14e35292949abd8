"""One room per thing the user knows by name. A room uses another's model and service only, in the declared direction."""
