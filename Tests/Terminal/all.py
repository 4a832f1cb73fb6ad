#!/usr/bin/env python3
"""What a person at the prompt relies on, tried at a terminal of our own.

usage: all.py DESK [TEST…]
"""
import terminal
# Each adds its rules.
import alerts, descriptors, edited, editors, lines, painting, pastes, plain, screens  # noqa: F401
import signals, texts  # noqa: F401

terminal.run()
