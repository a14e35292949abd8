"""The ground floor: paths, settings, clock, files, errors, log, crash report, privacy. No Qt, no SQL, no features."""
