"""The front door: start-up order, command line, and the one place where objects are built."""
