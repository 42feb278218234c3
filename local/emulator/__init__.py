"""AWS on this machine: ministack in a process of its own, with a few faults mended."""
