"""Texts from which the tests make cards."""

from typing import Final

CELLS: Final = """\
# The cell

The mitochondrion produces most of the chemical energy that a cell needs to live. Ribosomes translate messenger RNA \
into chains of amino acids. The nucleus stores the genetic material of a eukaryotic cell. The Golgi apparatus packs \
proteins into vesicles and sends them to their destination.

# The membrane

The plasma membrane separates the inside of a cell from its surroundings. It consists of a double layer of \
phospholipids with embedded proteins. Osmosis moves water across the membrane towards the higher concentration of \
solutes. Active transport needs energy because it moves substances against their gradient.
"""
