"""The nightly service: many books, one after another, each remembered in the ledger."""
