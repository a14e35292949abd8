"""Who she is at work: kind of service, role, start date, employment, unit. The answers to the first-run questions."""
