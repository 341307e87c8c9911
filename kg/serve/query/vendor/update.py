"""How the files beside this one were got: `python kg/serve/query/vendor/update.py` fetches them again (needs npm).

Taken are the editor of YASGUI in the form that zazuko maintains, as published and unchanged, and the licences of all
that is bundled in it. Its result view (YASR) is not taken: it builds its tables as HTML text with inline styles, which
a strict content security policy forbids, and it brings jQuery and DataTables along. A new version: change VERSION, look
up in its source map what is bundled in which version, run this, look at `git diff`, run the tests of the query page.
"""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
NAME, VERSION = "@zazuko/yasqe", "4.6.2"
FILES = ("build/yasqe.min.js", "build/yasqe.min.css")
# The packages of zazuko carry no licence text but name the MIT licence; that of the package they continue holds it.
LICENCES = (
    ("@triply/yasqe", "4.2.28", "LICENSE.txt", "for @zazuko/yasqe and @zazuko/yasgui-utils (MIT; Triply, Zazuko GmbH)"),
    ("yasgui-yasqe", "2.11.22", "license.txt", "the first YASQE, which the others continue"),
    ("codemirror", "5.65.21", "LICENSE", ""),
    ("decode-uri-component", "0.2.2", "license", ""),
    ("dompurify", "3.4.13", "LICENSE", "offered under this or the Mozilla Public License 2.0; used under this"),
    ("events", "3.3.0", "LICENSE", ""),
    ("filter-obj", "1.1.0", "license", ""),
    ("lodash-es", "4.18.1", "LICENSE", ""),
    ("query-string", "6.14.1", "license", ""),
    ("split-on-first", "1.1.0", "license", ""),
    ("store", "2.0.12", "LICENSE", "holds json2.js by Douglas Crockford, public domain"),
    ("strict-uri-encode", "2.0.0", "license", ""),
)  # fmt: skip


def main() -> None:
    """Write the files, their licences and their checksums."""
    with tempfile.TemporaryDirectory() as folder:
        package = fetch(NAME, VERSION, folder)
        for path in FILES:
            (HERE / Path(path).name).write_bytes(member(package, path))
        parts = [section(*row, folder) for row in LICENCES]
    head = f"What yasqe.min.js and yasqe.min.css ({NAME} {VERSION}) are made of, and under which licences.\n"
    (HERE / "LICENSES.txt").write_text("\n".join([head, *parts]), encoding="utf-8")
    named = sorted([*(Path(path).name for path in FILES), "LICENSES.txt"])
    sums = "".join(f"{hashlib.sha256((HERE / name).read_bytes()).hexdigest()}  {name}\n" for name in named)
    (HERE / "SHA256SUMS").write_text(f"# {NAME} {VERSION}, got with npm pack by update.py\n{sums}", encoding="utf-8")


def fetch(name: str, version: str, folder: str) -> tarfile.TarFile:
    """A package as npm gives it, which checks its integrity."""
    done = subprocess.run(
        ["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, capture_output=True, text=True, check=True
    )
    return tarfile.open(Path(folder) / done.stdout.split()[-1])


def member(package: tarfile.TarFile, path: str) -> bytes:
    """One file of a package."""
    top = package.getnames()[0].partition("/")[0]
    found = package.extractfile(f"{top}/{path}")
    assert found is not None, path
    return found.read()


def section(name: str, version: str, path: str, note: str, folder: str) -> str:
    """The licence of one package under a line with its name."""
    text = member(fetch(name, version, folder), path).decode("utf-8").strip()
    title = f"{name} {version}" + (f" – {note}" if note else "")
    return f"{'=' * 100}\n{title}\n{'=' * 100}\n\n{text}\n"


if __name__ == "__main__":
    main()
