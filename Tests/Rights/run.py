#!/usr/bin/env python3
"""Who may what, and what a customer sees: every test of rights.

usage: run.py DESK
"""
import pathlib, subprocess, sys

failed = [name for name in ("matrix.py", "customers.py") if subprocess.run(
    [sys.executable, pathlib.Path(__file__).with_name(name), sys.argv[1]]).returncode != 0]
sys.exit(1 if failed else 0)
