"""Building what is uploaded: layers and functions, without Docker, with hash-based bytecode."""
