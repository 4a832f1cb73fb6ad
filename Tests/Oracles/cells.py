#!/usr/bin/env python3
"""Prints which scalars take two cells by Python's tables of Unicode, and which do not, in runs.

usage: cells.py

A line a run: its first and its last scalar in hexadecimal, and 1 where they take two cells: East
Asian Width W or F, and no mark that joins the letter before it, no format and no control. A scalar
that these tables do not know is in no run, for a newer Unicode may have given it any width.
"""
import unicodedata

ZERO = {"Mn", "Me", "Cc", "Cf", "Zl", "Zp"}


def is_wide(value):
    category = unicodedata.category(chr(value))
    if category in ("Cs", "Cn"):
        return None
    return category not in ZERO and unicodedata.east_asian_width(chr(value)) in "WF"


first, known = 0, is_wide(0)
for value in range(1, 0x110001):
    here = is_wide(value) if value < 0x110000 else None
    if here != known:
        if known is not None:
            print(f"{first:X} {value - 1:X} {known:d}")
        first, known = value, here
