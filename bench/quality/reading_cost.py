"""Prints what reading the PDF on standard input takes: CPU seconds, and the most memory of the process in MB."""

import resource
import sys
import time

from studyapp.material.pdf.reading import read_pdf


def main() -> None:
    pdf = sys.stdin.buffer.read()
    began = time.process_time()
    read_pdf(pdf)
    seconds = time.process_time() - began
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
