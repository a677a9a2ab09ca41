"""Measurements: speed, quality, start-up. Run side by side, reported as ratios."""
