"""The pages. Importing any of them first replaces Reflex's variable marks by secret ones."""

from studyapp.ui import reflex_marks

reflex_marks.replace_marks()
