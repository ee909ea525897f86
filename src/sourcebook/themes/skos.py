"""Write the vocabularies as SKOS (W3C, 2009), in Turtle or JSON-LD, for other programs to read. Pure.

Every term is a ``skos:Concept`` of its theme's ``skos:ConceptScheme``, age groups of a scheme of their
own; kinds are collections. A classification of others is a scheme of ours that names its source, since
most have no addresses for their concepts; a notation is theirs.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sourcebook.themes.relations import Scheme, Term, schemes, vocabulary
from sourcebook.themes.vocabularies import KINDS, Theme, themes

BASE = "urn:sourcebook:vocabulary:"
AGES = "ages"
PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
}
_DEGREES = {"exact": "skos:exactMatch", "close": "skos:closeMatch", "broad": "skos:broadMatch"}

Node = dict[str, Any]


def turtle(chosen: Iterable[str] | None = None, *, base: str = BASE) -> str:
    """The vocabularies of the chosen themes (all, where None) in Turtle. ``base`` is put before every
    name, so that a site may give its own address ("https://example.org/vocabulary/")."""
    lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    for node in _nodes(chosen, base):
        lines.append("")
        lines.append(f"<{_iri(node['@id'])}> a {node['@type']}")
        for name, values in node.items():
            if name.startswith("@"):
                continue
            for value in values if isinstance(values, list) else [values]:
                lines[-1] += " ;"
                lines.append(f"    {name} {_object(value)}")
        lines[-1] += " ."
    return "\n".join(lines) + "\n"


def json_ld(chosen: Iterable[str] | None = None, *, base: str = BASE) -> str:
    """The same as JSON-LD 1.1, indented."""
    whole = {"@context": PREFIXES, "@graph": list(_nodes(chosen, base))}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _nodes(chosen: Iterable[str] | None, base: str) -> Iterator[Node]:
    wanted = list(themes() if chosen is None else chosen)
    used: set[str] = set()
    terms = [term for term in vocabulary().values() if term.theme in wanted]
    for id in wanted:
        yield _theme(themes()[id], base)
    yield _node(
        base + AGES, "skos:ConceptScheme", **{"skos:prefLabel": [_said("Age groups", "en")]}
    )
    seen: set[str] = set()
    for term in terms:
        used |= {match.scheme for match in term.matches}
        if term.aspect.kind != "age" or term.aspect.code not in seen:
            yield _concept(term, wanted, base)
            seen.add(term.aspect.code if term.aspect.kind == "age" else "")
    for id in wanted:
        for kind, labels in KINDS.items():
            members = [t for t in terms if t.theme == id and t.aspect.kind == kind]
            if members:
                yield _node(
                    f"{base}{id}/kind/{kind}",
                    "skos:Collection",
                    **{
                        "skos:prefLabel": [_said(label, tag) for tag, label in labels.items()],
                        "skos:member": [_ref(base + term.id) for term in members],
                    },
                )
    for scheme in schemes().values():
        if scheme.id in used:
            yield from _foreign(scheme, terms, base)


def _theme(theme: Theme, base: str) -> Node:
    return _node(
        base + theme.id,
        "skos:ConceptScheme",
        **{"skos:prefLabel": [_said(label, tag) for tag, label in theme.labels.items()]},
    )


def _concept(term: Term, wanted: list[str], base: str) -> Node:
    aspect = term.aspect
    age = aspect.kind == "age"

    def refs(ids: Iterable[str]) -> list[Node]:
        return [_ref(base + id) for id in ids if id.partition("/")[0] in wanted]

    inside = [id for id in term.broader if id.startswith(f"{term.theme}/")]
    outside = [id for id in term.broader if id not in inside]
    under = [id for id in term.narrower if id.startswith(f"{term.theme}/")]
    apart = [id for id in term.narrower if id not in under]
    near = [id for id in term.related if id.startswith(f"{term.theme}/")]
    far = [id for id in term.related if id not in near]
    theirs = _matches(term, base)
    return _node(
        f"{base}{AGES}/{aspect.code}" if age else base + term.id,
        "skos:Concept",
        **{
            "skos:inScheme": [_ref(base + (AGES if age else term.theme))],
            "skos:notation": aspect.code,
            "skos:prefLabel": [_said(label, tag) for tag, label in aspect.labels.items()],
            "skos:altLabel": [_said(one, _tag(one)) for one in aspect.also],
            "skos:broader": refs(inside),
            "skos:narrower": refs(under),
            "skos:related": refs(near),
            "skos:broadMatch": [*refs(outside), *theirs.get("skos:broadMatch", ())],
            "skos:narrowMatch": refs(apart),
            "skos:relatedMatch": refs(far),
            "skos:exactMatch": [
                *refs(() if age else term.exact),
                *theirs.get("skos:exactMatch", ()),
            ],
            "skos:closeMatch": [
                *refs(() if age else term.close),
                *theirs.get("skos:closeMatch", ()),
            ],
        },
    )


def _matches(term: Term, base: str) -> dict[str, list[Node]]:
    """What a term is in classifications of others, by the property that says how nearly."""
    out: dict[str, list[Node]] = {}
    for match in term.matches:
        ref = _ref(_foreign_iri(match.scheme, match.name, base))
        out.setdefault(_DEGREES[match.degree], []).append(ref)
    return out


def _foreign(scheme: Scheme, terms: list[Term], base: str) -> Iterator[Node]:
    yield _node(
        base + scheme.id,
        "skos:ConceptScheme",
        **{
            "skos:prefLabel": [_said(scheme.title, "en")],
            "dcterms:source": _ref(scheme.source),
            "skos:note": [_said(scheme.note, "en")],
        },
    )
    names = sorted({m.name for term in terms for m in term.matches if m.scheme == scheme.id})
    for name in names:
        node: Node = {
            "skos:inScheme": [_ref(base + scheme.id)],
            "skos:prefLabel": [_said(name, "en")],
        }
        if scheme.id in ("isic", "htcds"):  # whose notations these are
            node["skos:notation"] = name
        yield _node(_foreign_iri(scheme.id, name, base), "skos:Concept", **node)


def _foreign_iri(scheme: str, name: str, base: str) -> str:
    return f"{base}{scheme}/{name.replace(' ', '-')}"


def _node(id: str, type_: str, **rest: Any) -> Node:
    return {"@id": id, "@type": type_} | {name: held for name, held in rest.items() if held}


def _ref(id: str) -> Node:
    return {"@id": id}


def _said(words: str, tag: str) -> Node:
    return {"@value": words, "@language": tag} if tag else {"@value": words}


def _tag(words: str) -> str:
    """The language of a spelling a page may use: those in Latin letters are English."""
    return "en" if words.isascii() else ""


def _object(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if "@id" in value:
        return f"<{_iri(value['@id'])}>"
    tag = value.get("@language")
    return _quoted(value["@value"]) + (f"@{tag}" if tag else "")


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)  # Turtle's escapes in a string are JSON's


def _iri(id: str) -> str:
    """An address without what Turtle forbids between angle brackets."""
    return "".join(c if c > " " and c not in '<>"{}|^`\\' else f"%{ord(c):02X}" for c in id)
