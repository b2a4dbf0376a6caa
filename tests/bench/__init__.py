"""What the Overview costs."""
