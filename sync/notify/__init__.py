"""What goes out after a night: a ping, digests, notices for members, a warning."""
