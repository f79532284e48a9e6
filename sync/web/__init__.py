"""The web view for the coordinator: pages of the server, behind a login."""
