"""What only a browser shows: real servers, really killed, in a real Chromium."""
