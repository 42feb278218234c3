"""What Google's platforms share."""
