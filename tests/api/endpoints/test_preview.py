import httpx


async def test_a_card_is_shown_as_it_will_look(client: httpx.AsyncClient) -> None:
    draft = {"question": "What is *this*?", "answer": "$x$", "explanation": "<b>", "distractors": ["`a`", " "]}
    shown = (await client.post("/api/cards/preview", json=draft)).json()
    assert shown["front"] == "<p>What is <em>this</em>?</p>"
    assert shown["back"].startswith("<p><math")
    assert (shown["explanation"], shown["distractors"]) == ("<p>&lt;b&gt;</p>", ["<code>a</code>"])


async def test_a_cloze_is_shown_as_its_first_card(client: httpx.AsyncClient) -> None:
    draft = {"kind": "cloze", "question": "The {{c1::mitochondrion}} makes {{c2::ATP}}."}
    shown = (await client.post("/api/cards/preview", json=draft)).json()
    assert shown["front"] == '<p>The <span class="blank">[…]</span> makes ATP.</p>'
    assert shown["back"] == '<p>The <mark class="term">mitochondrion</mark> makes ATP.</p>'


async def test_half_a_card_can_be_shown_too(client: httpx.AsyncClient) -> None:
    assert (await client.post("/api/cards/preview", json={"kind": "cloze", "question": "{{c1::"})).status_code == 200
    assert (await client.post("/api/cards/preview", json={"question": "x" * 5_001})).status_code == 422
