"""What readers and machines get: each file turns records into one shape, and asks the database nothing."""
