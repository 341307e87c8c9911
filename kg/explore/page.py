"""The page of a graph: one HTML file that asks no host for anything and runs no script but its own.

pyvis and the vis-network inside it draw; where nodes stand is computed here. The template is ours, because that of
pyvis loads Bootstrap from a CDN whatever one asks for and writes tooltips as HTML.
"""

from __future__ import annotations

import base64
import hashlib
import math
import textwrap
from dataclasses import asdict
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.explore.layout import layout
from kg.explore.view import MAX_NODES, READINGS, Edge, Node, View, view_model
from kg.explore.words import german, load_words
from kg.vocab import CLASSES

EMPTY = "Dieser Graph enthält noch keine Aussagen."
FONT = "system-ui, Segoe UI, Roboto, Noto Sans, Liberation Sans, Arial, sans-serif"
LABEL_WIDTH = 18  # letters in one line of a node's label

# Shape and hue tell the family (person, organization, place, thing, …), the shade tells the class.
CLASS_STYLE = {
    "Person": ("dot", "#e07b39"),
    "Organization": ("square", "#4f7cac"),
    "Company": ("square", "#2b6cb0"),
    "GovernmentBody": ("square", "#3c4f9f"),
    "MediaOutlet": ("square", "#4ba3c7"),
    "Alliance": ("square", "#7b8ec8"),
    "Place": ("hexagon", "#6aa06b"),
    "Country": ("hexagon", "#2f7d4f"),
    "City": ("hexagon", "#7fb069"),
    "Region": ("hexagon", "#a3b86c"),
    "Facility": ("hexagon", "#4c9a8b"),
    "Product": ("diamond", "#9b5fc0"),
    "Chip": ("diamond", "#6b3fa0"),
    "Material": ("diamond", "#a8642a"),
    "Measure": ("triangle", "#c2456b"),
    "Event": ("star", "#d4a017"),
}
OTHER_STYLE = ("dot", "#8a94a3")

# Solid: it is so. Dashed: announced, possible, demanded. Dotted: it was so. Red: it is not so.
READING_STYLE: dict[str, tuple[str, list[int] | None]] = {
    "Asserted": ("#56657a", None),
    "Planned": ("#b7791f", [11, 5]),
    "Possible": ("#b7791f", [5, 5]),
    "Demanded": ("#b7791f", [11, 4, 3, 4]),
    "Former": ("#7d74a8", [2, 4]),
    "Denied": ("#d03535", None),
}

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "keyboard": {"enabled": False},
        "selectConnectedEdges": False,
        "tooltipDelay": 3600000,
    },
    "nodes": {
        "borderWidth": 1,
        "borderWidthSelected": 3,
        "chosen": {"label": False},
        "labelHighlightBold": False,
        "font": {"face": FONT, "strokeWidth": 4, "strokeColor": "#ffffff"},
    },
    "edges": {
        "selectionWidth": 1.5,
        "hoverWidth": 1,
        "arrows": {"to": {"scaleFactor": 0.55}},
        "font": {"face": FONT, "size": 12, "color": "#3b4653", "strokeWidth": 4, "strokeColor": "#ffffff"},
    },
}


def write_page(
    store: ox.Store, path: str | Path, *, entity: str | None = None, hops: int = 1, limit: int = MAX_NODES
) -> View:
    """Write the page of a graph, or of what lies around one entity, and give what it shows.

    Args:
        store: the graph; its default graph holds the knowledge.
        path: the HTML file to write.
        entity: a name, Wikidata id or IRI; without it, the page shows the best connected entities.
        hops: how many statements away from `entity` an entity may lie.
        limit: the most entities to show, 1 to 500.

    Raises:
        KgError: no such entity, a number out of range, or a file that cannot be written.
    """
    view = view_model(store, entity=entity, hops=hops, limit=limit)
    target = Path(path)
    try:
        target.write_text(page(view), encoding="utf-8", newline="\n")
    except OSError as fault:
        raise KgError(f"view: cannot write {target}: {fault.strerror}; choose another file with -o") from fault
    return view


def page(view: View) -> str:
    """The whole HTML page for a view: the same view, the same text."""
    from pyvis.network import Network  # pulls in IPython: only where a page is drawn

    network = Network(directed=True)
    _draw(network, view)
    renderer, style, script = _renderer(), _own("page.css"), _own("panel.js") + _own("page.js")
    with as_file(files("kg.explore")) as folder:
        network.set_template_dir(str(folder), "page.html")
        network.templateEnv.globals.update(
            title=_title(view),
            summary=_summary(view),
            empty=EMPTY,
            example=view.nodes[0].label if view.nodes else "",
            policy=_policy((renderer, script), style),
            view=_payload(view),
            drawing_options=OPTIONS,
            renderer=renderer,
            style=style,
            script=script,
        )
        return network.generate_html() + "\n"


def _title(view: View) -> str:
    names = {node.id: node.label for node in view.nodes}
    return f"{names[view.focus]} und Umfeld" if view.focus else "Wissensgraph"


def _summary(view: View) -> str:
    if not view.nodes:
        return ""
    shown = sum(len(edge.facts) + edge.more_facts for edge in view.edges)
    parts = ((len(view.nodes), view.entities, "Entitäten"), (shown, view.statements, "Aussagen"))
    return ", ".join(
        f"{_number(n)} {what}" if n == of else f"{_number(n)} von {_number(of)} {what}" for n, of, what in parts
    )


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _payload(view: View) -> dict[str, Any]:
    """What the page's script reads: the view, and the words and signs for what occurs in it."""
    plurals = load_words().plurals
    used = {node.cls for node in view.nodes}
    classes = []
    for cls in [c for c in plurals if c in used] + sorted(used - plurals.keys()):
        shape, color = _class_style(cls)
        one, many = german(cls) or "Sonstiges", plurals.get(cls, german(cls)) or "Sonstige"
        classes.append({"name": cls, "german": _upper(one), "plural": _upper(many), "shape": shape, "color": color})
    told = {fact.reading for edge in view.edges for fact in edge.facts}
    readings = []
    for reading in [*READINGS, *sorted(told.difference(READINGS))]:
        color, dash = READING_STYLE.get(reading, READING_STYLE["Possible"])
        readings.append({"name": reading, "german": german(reading), "color": color, "dash": dash})
    return {
        "nodes": [asdict(node) for node in view.nodes],
        "edges": [asdict(edge) for edge in view.edges],
        "classes": classes,
        "readings": readings,
        "focus": view.focus,
        "time_word": german("pointInTime"),
    }


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _class_style(cls: str) -> tuple[str, str]:
    known = (c for c in (cls, *CLASSES.get(cls, ())) if c in CLASS_STYLE)
    return CLASS_STYLE.get(next(known, ""), OTHER_STYLE)


def _draw(network: Any, view: View) -> None:
    """Hand nodes and edges to pyvis, each node at its place."""
    at = {node.id: i for i, node in enumerate(view.nodes)}
    places = layout([_box(node) for node in view.nodes], [(at[e.source], at[e.target]) for e in view.edges])
    for node, (x, y) in zip(view.nodes, places, strict=True):
        shape, color = _class_style(node.cls)
        network.add_node(
            node.id, label=_label(node), shape=shape, color=color, x=x, y=y, size=_size(node),
            font={"size": _font_size(node)},
        )  # fmt: skip
    for edge, smooth in zip(view.edges, _curves(view.edges), strict=True):
        color, dash = READING_STYLE.get(edge.reading, READING_STYLE["Possible"])
        network.add_edge(
            edge.source, edge.target, id=edge.id, smooth=smooth, arrows="" if edge.symmetric else "to",
            color={"color": color}, dashes=dash or False, width=_width(edge),
        )  # fmt: skip


def _size(node: Node) -> int:
    return round(min(34, 7 + 3 * math.sqrt(node.degree)))


def _font_size(node: Node) -> int:
    return round(min(24, 13 + 1.2 * math.sqrt(node.degree)))


def _width(edge: Edge) -> float:
    return round(min(5.0, 1 + 0.8 * math.log2(len(edge.facts) + edge.more_facts)), 1)


def _box(node: Node) -> tuple[float, float]:
    """Width and height of a node with its label below, in the renderer's units."""
    lines = _label(node).split("\n")
    font = _font_size(node)
    width = max(len(line) for line in lines) * font * 0.58
    return max(2.0 * _size(node), width) + 12, 2.0 * _size(node) + len(lines) * font * 1.2 + 12


def _label(node: Node) -> str:
    """The node's name, broken into lines between words or after a hyphen."""
    return "\n".join(textwrap.wrap(node.label, LABEL_WIDTH, break_long_words=False)) or node.label or "?"


def _curves(edges: tuple[Edge, ...]) -> list[dict[str, Any] | bool]:
    """How each edge bends, so that several between the same two nodes lie side by side."""
    lanes: dict[tuple[str, str], list[int]] = {}
    for i, edge in enumerate(edges):
        lanes.setdefault(_pair(edge), []).append(i)
    found: list[dict[str, Any] | bool] = []
    for i, edge in enumerate(edges):
        lane = lanes[_pair(edge)]
        if edge.source == edge.target:
            found.append(False)
            continue
        bend = (lane.index(i) - (len(lane) - 1) / 2) * min(0.2, 1.2 / len(lane))
        if (edge.source, edge.target) != _pair(edge):
            bend = -bend  # left and right are told from the edge's own source
        kind = "curvedCW" if bend > 0 else "curvedCCW"
        found.append({"enabled": True, "type": kind, "roundness": round(abs(bend), 3)} if round(bend, 3) else False)
    return found


def _pair(edge: Edge) -> tuple[str, str]:
    return (edge.source, edge.target) if int(edge.source[1:]) <= int(edge.target[1:]) else (edge.target, edge.source)


def _policy(scripts: tuple[str, ...], style: str) -> str:
    """A content security policy that lets in these scripts and this style, and no address at all."""
    allowed = " ".join(_digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _renderer() -> str:
    """The vis-network that the installed pyvis carries."""
    found = sorted(files("pyvis").joinpath("templates", "lib").iterdir(), key=lambda folder: folder.name)
    for folder in reversed(found):
        script = folder.joinpath("vis-network.min.js")
        if folder.name.startswith("vis-") and script.is_file():
            return _inline(script.read_text(encoding="utf-8"))
    raise KgError("view: the installed pyvis carries no vis-network; reinstall it with pip install 'pyvis>=0.3.2,<0.4'")


def _own(name: str) -> str:
    return _inline(files("kg.explore").joinpath(name).read_text(encoding="utf-8"))


def _inline(text: str) -> str:
    """A script or style fit to stand inside its element: browsers hash it with plain line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "</script" in text.lower() or "</style" in text.lower():
        raise KgError("view: a script of the page ends its own element; reinstall kg and pyvis")
    return text
