"""The service as it runs in use, with the peer library mounted beside it in the same Django process."""
