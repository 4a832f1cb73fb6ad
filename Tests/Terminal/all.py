#!/usr/bin/env python3
"""What a person at the prompt relies on, tried at a terminal of our own.

usage: all.py DESK [TEST…]
"""
import terminal
import descriptors, edited, editors, lines, painting, pastes, plain, screens, signals, texts  # noqa: F401  each adds its rules

terminal.run()
