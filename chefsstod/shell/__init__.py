"""The window around the features: navigation, toasts, theme, first-run wizard, settings. Knows no SQL."""
