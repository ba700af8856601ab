from studyapp.generation.checking import counted, describe_rejected


def test_what_was_rejected_is_told_in_words():
    assert describe_rejected({"F9": 1, "F8": 2, "X1": 1}) == "2 not found in the text, 1 repeated another card, 1 X1"
    assert describe_rejected({}) == ""


def test_rejections_are_counted_by_rule():
    assert counted({"F9": 1}, "F8", "F9", "F8") == {"F9": 2, "F8": 2}
