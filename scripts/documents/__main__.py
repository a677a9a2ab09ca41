"""Write ``tests/documents/{docx,odt,rtf,pdf}`` anew; see the package's own words."""

from __future__ import annotations

import argparse
import dataclasses
import subprocess
from collections.abc import Callable
from pathlib import Path

from scripts.documents import old_rtf, pages, word
from scripts.documents.fodt import convert
from scripts.documents.long import load_long
from scripts.documents.markup import Block, Part, Release, expected, load

FOLDER = Path(__file__).parents[2] / "tests" / "documents"
Writer = Callable[[Release, Path], None]


def main() -> None:
    """Write all documents, or those whose names are given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="FORMAT/NAME; all where none is given")
    wanted = parser.parse_args().names
    for path, (release, writer) in DOCUMENTS.items():
        target = FOLDER / path
        if wanted and str(Path(path).with_suffix("")) not in wanted:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        writer(release, target)
        if path not in WITHOUT_TEXT:
            target.with_suffix(".txt").write_text(expected(release), encoding="utf-8")
        print(f"{path}: {target.stat().st_size / 1000:.1f} kB")


def _revised(release: Release, target: Path) -> None:
    """The town's release as it was; the words that it gains are tracked."""
    first, *rest = release.blocks[1].parts
    blocks = (release.blocks[0], Block("text", tuple(rest)), *release.blocks[2:])
    word.write_docx(dataclasses.replace(release, blocks=blocks), target)
    word.revise(target, first.text)


def _with_remark(release: Release, target: Path) -> None:
    *rows, _ = release.blocks[2].rows
    plain = dataclasses.replace(release.blocks[2], rows=tuple(rows))
    blocks = (*release.blocks[:2], plain, *release.blocks[3:])
    word.write_docx(
        dataclasses.replace(release, blocks=blocks), target, company="Meccanica Sabina S.p.A."
    )
    word.merge_cells(target)


def _framed(release: Release, target: Path) -> None:
    blocks = release.blocks[3:-1]
    word.write_docx(dataclasses.replace(release, blocks=blocks), target, framed=True)
    word.add_text_box(target, release.blocks[-1].parts[0].text)


def _locked(release: Release, target: Path, *, user: str = "") -> None:
    convert(release, target)
    open_file = target.with_suffix(".open")
    target.rename(open_file)
    locks = ["--encrypt", user, "owner", "256", "--"]
    subprocess.run(["qpdf", str(open_file), *locks, str(target)], check=True)
    open_file.unlink()


def _locked_for_all(release: Release, target: Path) -> None:
    _locked(release, target, user="segreto")


def _revision() -> Release:
    """The town's release with the words that the tracked changes put in."""
    release = load("comune")
    first = release.blocks[1]
    inserted = Part("Con una festa aperta a tutti. ")
    parts = (inserted, *first.parts)
    blocks = (release.blocks[0], Block("text", parts), *release.blocks[2:])
    return dataclasses.replace(release, blocks=blocks)


def _remark() -> Release:
    release = load("risultati")
    table = release.blocks[2]
    rows = (*table.rows, ("Dati non certificati",))
    blocks = (*release.blocks[:2], Block("table", rows=rows), *release.blocks[3:])
    return dataclasses.replace(release, blocks=blocks)


def _framing() -> Release:
    """The police's release between a letterhead in a table and a text box."""
    release = load("questura")
    around = ("Comunicato stampa", release.date[:10], "Con preghiera di diffusione")
    front = tuple(Block("text", (Part(text),)) for text in around)
    box = Block("text", (Part("Fotografie disponibili su richiesta"),))
    return dataclasses.replace(release, blocks=(*front, *release.blocks, box))


DOCUMENTS: dict[str, tuple[Release, Writer]] = {
    "docx/ministero.docx": (load("ministero"), word.write_docx),
    "docx/mostra.docx": (load("mostra"), word.write_docx),
    "docx/risultati.docx": (_remark(), _with_remark),
    "docx/revisioni.docx": (_revision(), _revised),
    "docx/carta-intestata.docx": (_framing(), _framed),
    "docx/note.docx": (load("ateneo"), convert),
    "docx/regione.docx": (load("regione"), convert),
    "odt/comune.odt": (load("comune"), convert),
    "odt/ong.odt": (load("ong"), convert),
    "odt/sciopero.odt": (load("sciopero"), convert),
    "odt/tabella.odt": (load("arpa"), convert),
    "odt/note.odt": (load("ateneo"), convert),
    "rtf/questura.rtf": (load("questura"), convert),
    "rtf/confine.rtf": (load("confine"), convert),
    "rtf/asl.rtf": (load("asl"), old_rtf.write_rtf),
    "rtf/tabella.rtf": (load("risultati"), convert),
    "pdf/semplice.pdf": (load("ong"), convert),
    "pdf/tabella.pdf": (load("risultati"), convert),
    "pdf/note.pdf": (load("ateneo"), convert),
    "pdf/elenchi.pdf": (load("ministero"), convert),
    "pdf/lungo.pdf": (load_long(), convert),
    "pdf/colonne.pdf": (load("ufficio_ue"), pages.write_columns),
    "pdf/intestata.pdf": (load("porto"), pages.write_letterhead),
    "pdf/sillabata.pdf": (load("mostra"), pages.write_narrow),
    "pdf/foglio.pdf": (load("newsletter"), pages.write_newsletter),
    "pdf/protetto.pdf": (load("sciopero"), _locked),
    "pdf/chiuso.pdf": (load("sciopero"), _locked_for_all),
    "pdf/scansione.pdf": (load("asl"), pages.write_scan),
}
"""Every document: its text, and what lays it out."""

WITHOUT_TEXT = frozenset({"pdf/chiuso.pdf", "pdf/scansione.pdf"})
"""Documents that a reader must refuse."""

if __name__ == "__main__":
    main()
