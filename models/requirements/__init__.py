"""One small module per kind of requirement. A pack names the kind; Python knows how to judge it."""
