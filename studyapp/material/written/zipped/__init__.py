"""Reads files that are ZIP archives: Word, PowerPoint and EPUB. `archive` checks them before they are opened."""
