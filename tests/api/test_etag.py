import pytest

from studyapp.api import etag


@pytest.mark.parametrize("header", ['"7"', 'W/"7"', '"5", "7"', '"5", W/"7" , "9"', "*", " * "])
def test_a_client_that_names_the_current_version_has_it_already(header: str) -> None:
    assert etag.is_known(etag.tag(7), if_none_match=header)


@pytest.mark.parametrize("header", [None, "", '"17"', '"70"', "7", 'W/"17", "71"', "nonsense", '"'])
def test_any_other_version_is_sent(header: str | None) -> None:
    assert not etag.is_known(etag.tag(7), if_none_match=header)
