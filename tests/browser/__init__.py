"""Tests of what only a browser shows: real servers, also killed ones, in a real Chromium."""
