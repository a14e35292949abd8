"""Local dates in ten minutes: what differs between workplaces, asked as a dozen plain questions whose answers set the rules."""
