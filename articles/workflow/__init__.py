"""The work: everything that changes records, asks permission and leaves history."""
