"""The rule packs that ship, as TOML."""
