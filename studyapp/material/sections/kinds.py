"""Tells front and back matter, such as a preface or an index, from what is to be learnt, by its title and place."""

import re
from typing import Final

from studyapp.material.sections.printed.matching import folded
from studyapp.material.sections.printed.numbering import without_number
from studyapp.material.sections.structure import Kind

_FRONT_SHARE: Final = 0.3
_BACK_SHARE: Final = 0.5
"""Front matter begins within so much of the pages, back matter after so much."""


def _words(text: str) -> frozenset[str]:
    return frozenset(folded(title) for title in re.split(r"\s*[,\n]\s*", text.strip()))


CONTENTS: Final = _words("""
    contents, table of contents, brief contents, detailed contents, short contents, summary of contents, toc, outline,
    inhalt, inhaltsverzeichnis, inhaltsübersicht, übersicht, table des matières, sommaire, índice, índice general,
    índice de contenidos, contenido, tabla de contenido, tabla de contenidos, indice dei contenuti, indice, sommario,
    inhoudsopgave, spis treści, obsah, sumário, содержание, оглавление, المحتويات, الفهرس, فهرس, فهرس المحتويات,
    جدول المحتويات, فهرست, فهرست مطالب, 目次, もくじ, 目录, 目錄, 차례, 목차
""")
"""What stands above a printed table of contents."""
_LISTS: Final = _words("""
    list of figures, list of tables, list of algorithms, list of symbols, list of listings, list of examples, figures,
    tables, abbildungsverzeichnis, tabellenverzeichnis, table des figures, liste des figures, liste des tableaux,
    índice de figuras, índice de tablas, lista de figuras, lista de tablas, 図目次, 表目次, 図一覧, 表一覧
""")
_FRONT: Final = CONTENTS | _words("""
    cover, title page, half title, front matter, frontmatter, preface, prefaces, foreword, forewords, dedication,
    epigraph, acknowledgments, acknowledgements, acknowledgement, acknowledgment, copyright, copyright page,
    copyright notice, colophon, imprint, abstract, about the author, about the authors, about the author and translator,
    about the cover, about the reviewers, also by, praise, list of figures, list of tables, list of algorithms,
    list of symbols, list of abbreviations, list of listings, list of examples, figures, tables, revision history,
    titelseite, titel, umschlag, vorwort, geleitwort, widmung, danksagung, impressum, zusammenfassung,
    abbildungsverzeichnis, tabellenverzeichnis, abkürzungsverzeichnis, symbolverzeichnis,
    couverture, page de titre, avant-propos, préface, dédicace, remerciements, résumé, liste des figures,
    table des figures, liste des tableaux, liste des abréviations, mentions légales,
    portada, prefacio, prólogo, dedicatoria, agradecimientos, resumen, índice de figuras, índice de tablas,
    índice de cuadros, lista de figuras, lista de tablas, prefazione, ringraziamenti, voorwoord, предисловие,
    شكر وتقدير, إهداء, مقدمة الناشر, はじめに, まえがき, 前書き, 序文, 序, 謝辞, 図目次, 表目次, 図一覧, 表一覧, 前言
""")
_BACK: Final = _words("""
    index, subject index, author index, name index, general index, concept index, function index, command index,
    variable index, index of names, index of terms, index of symbols, alphabetical index, back matter, backmatter,
    bibliography, references, works cited, literature cited, literature, further reading, sources, credits,
    image credits, photo credits, colophon, license, licence, licensing, gnu free documentation license,
    gnu general public license, gnu lesser general public license, creative commons license, copying, copyright,
    about the author, about the authors, acknowledgments, acknowledgements, change log, changelog, change history,
    changes, revision history, history, list of figures, list of tables, list of symbols, afterword, postface, errata,
    stichwortverzeichnis, sachverzeichnis, sachregister, register, personenregister, namensverzeichnis, literatur,
    literaturverzeichnis, quellen, quellenverzeichnis, lizenz, danksagung, eidesstattliche erklärung,
    abbildungsverzeichnis, tabellenverzeichnis, nachwort, änderungsverzeichnis, versionsgeschichte,
    bibliographie, références, références bibliographiques, licence gnu, index général, index alphabétique,
    table des figures, liste des figures, remerciements, postface, historique, table des matières,
    bibliografía, referencias, referencias bibliográficas, índice alfabético, índice analítico, índice temático,
    índice de materias, licencia, epílogo, agradecimientos, historial, bibliografia, riferimenti, indice analitico,
    literatuur, литература, список литературы, предметный указатель, المراجع, المصادر, المصادر والمراجع, قائمة المراجع,
    کتابنامه, منابع, مراجع, 索引, さくいん, 参考文献, 奥付, おわりに, あとがき, 謝辞, 参考资料, 찾아보기, 참고문헌
""")
_FRONT_BEGINNINGS: Final = tuple(map(folded, ("List of", "Liste des", "Lista de", "Elenco dell", "Verzeichnis der")))
_BACK_BEGINNINGS: Final = tuple(
    map(
        folded, ("GNU Free Documentation", "GNU General Public", "Creative Commons", "Index of", "Index des", "License")
    )
)


def kind_of(title: str, *, share: float) -> Kind:
    """The kind by the title; `share` says after how much of the pages it begins, from 0 to 1."""
    names = {folded(title), folded(without_number(title))}
    if is_front(title) and share <= _FRONT_SHARE:
        return Kind.FRONT
    if share >= _BACK_SHARE and (names & _BACK or any(name.startswith(_BACK_BEGINNINGS) for name in names)):
        return Kind.BACK
    return Kind.BODY


def is_front(title: str) -> bool:
    """Whether a title is one of front matter, which is not numbered."""
    name = folded(title)
    return name in _FRONT or name.startswith(_FRONT_BEGINNINGS)


def is_contents(text: str) -> bool:
    """Whether a line is the heading of a printed table of contents."""
    return folded(text) in CONTENTS


def is_list_of_figures(text: str) -> bool:
    """Whether a line is the heading of a list like the table of contents, but of figures, tables and the like."""
    return folded(text) in _LISTS
