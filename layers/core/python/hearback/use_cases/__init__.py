"""What the product does, one verb a file. Imports the domain only."""
