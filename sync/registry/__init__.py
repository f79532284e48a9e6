"""The registry of RSC providers as a tab, a page, a file."""
