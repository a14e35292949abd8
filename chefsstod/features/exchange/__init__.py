"""Calendar files (ICS): the year out to Outlook and other calendars, and what stands in them in to the year wheel."""
