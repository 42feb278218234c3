"""What Meta's platforms share."""
