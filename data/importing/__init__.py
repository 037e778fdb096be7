"""Survey files: read → recognise → plan (shown, corrected) → validate → commit.

Each step is usable alone: `read` knows nothing of surveys, `recognise` nothing of files.
"""
