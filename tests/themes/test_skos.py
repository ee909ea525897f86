"""SKOS: another program's reader reads it, in both forms the same, and it keeps SKOS's own rules."""

import json

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SKOS

from sourcebook.themes import themes, vocabulary
from sourcebook.themes.skos import BASE, json_ld, turtle

slow = pytest.mark.slow  # reading the whole takes rdflib a second


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(data=turtle(), format="turtle")


@slow
def test_turtle_and_json_ld_say_the_same() -> None:
    one = Graph().parse(data=turtle(["street-children"]), format="turtle")
    other = Graph().parse(data=json_ld(["street-children"]), format="json-ld")
    assert len(one) > 300
    assert isomorphic(one, other)


@slow
def test_every_term_is_a_concept_with_a_label_in_three_languages(graph: Graph) -> None:
    for term in vocabulary().values():
        if term.aspect.kind == "age":
            continue
        node = URIRef(BASE + term.id)
        assert (node, RDF.type, SKOS.Concept) in graph
        assert (node, SKOS.inScheme, URIRef(BASE + term.theme)) in graph
        for language, label in term.aspect.labels.items():
            assert (node, SKOS.prefLabel, Literal(label, lang=language)) in graph


@slow
def test_age_groups_are_told_once(graph: Graph) -> None:
    ages = set(graph.subjects(SKOS.inScheme, URIRef(BASE + "ages")))
    assert len(ages) == len(themes()["poverty"].ages)


def test_what_a_term_is_elsewhere_hides_none_of_our_own_relations() -> None:
    nodes = {node["@id"]: node for node in json.loads(json_ld())["@graph"]}
    for term in vocabulary().values():
        if term.aspect.kind == "age":
            continue
        node = nodes[BASE + term.id]
        for name, ids in (("exactMatch", term.exact), ("closeMatch", term.close)):
            told = {one["@id"] for one in node.get(f"skos:{name}", ())}
            assert told >= {BASE + id for id in ids}, (term.id, name)
        degrees = {f"skos:{match.degree}Match" for match in term.matches}
        assert degrees <= node.keys(), term.id


@slow
def test_nothing_points_out_of_the_vocabularies(graph: Graph) -> None:
    for relation in (
        SKOS.broader, SKOS.narrower, SKOS.related, SKOS.exactMatch, SKOS.closeMatch,
        SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch, SKOS.member,
    ):  # fmt: skip
        for _, target in graph.subject_objects(relation):
            assert (target, RDF.type, SKOS.Concept) in graph, target


@slow
def test_labels_and_relations_are_disjoint_as_skos_wants(graph: Graph) -> None:
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        labels = list(graph.objects(concept, SKOS.prefLabel))
        assert len({label.language for label in labels if isinstance(label, Literal)}) == len(
            labels
        )  # S14
        assert not set(labels) & set(graph.objects(concept, SKOS.altLabel)), concept  # S13
        broader = set(graph.objects(concept, SKOS.broader)) | set(
            graph.objects(concept, SKOS.broadMatch)
        )
        assert not set(graph.objects(concept, SKOS.related)) & broader  # S27
        exact = set(graph.objects(concept, SKOS.exactMatch))
        assert not exact & (broader | set(graph.objects(concept, SKOS.relatedMatch)))  # S46


@slow
def test_a_theme_alone_points_at_itself_alone() -> None:
    graph = Graph().parse(data=turtle(["torture"]), format="turtle")
    assert not [node for node in graph.subjects() if "human-trafficking" in str(node)]


@slow
def test_a_site_gives_its_own_addresses() -> None:
    written = turtle(["poverty"], base="https://library.example/vocabulary/")
    graph = Graph().parse(data=written, format="turtle")
    assert URIRef("https://library.example/vocabulary/poverty/hunger") in set(graph.subjects())
    assert BASE not in written


@slow
def test_other_classifications_tell_their_source_and_what_was_not_checked(graph: Graph) -> None:
    note = graph.value(URIRef(BASE + "ic-tip"), SKOS.note)
    assert "no code number" in str(note)
    assert not list(graph.objects(URIRef(BASE + "ic-tip/act/recruitment"), SKOS.notation))
