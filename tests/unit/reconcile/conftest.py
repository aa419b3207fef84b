"""A small graph with people, organisations and places, of which one place has its item already."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.rdf import NamedGraph
from kg.rdf.dataset import read_dataset

GRAPH = """
@base <https://w3id.org/kg-news/data/> .
@prefix schema: <https://schema.org/> .
@prefix kg: <https://w3id.org/kg-news/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix void: <http://rdfs.org/ns/void#> .

<article/1#graph> {
  <article/1> a schema:NewsArticle ; schema:headline "Der Kran steht"@de ; schema:inLanguage "de" ; schema:publisher <organization/taz> ;
    schema:datePublished "2022-01-02"^^xsd:date ;
    schema:mentions <person/anna-berg> , <person/voss> , <person/hans-mueller> , <organization/spd> , <place/kiel> .
  <person/anna-berg> a schema:Person ; schema:name "Anna Berg" ; schema:alternateName "A. Berg" ;
    schema:jobTitle "Senatorin"@de ; schema:affiliation <organization/spd> .
  <person/voss> a schema:Person ; schema:name "Voss" .
  <person/hans-mueller> a schema:Person ; schema:name "Hans Müller" .
  <organization/spd> a schema:Organization ; schema:name "SPD" ; schema:sameAs <http://www.wikidata.org/entity/Q49768> .
  <organization/taz> a schema:Organization , schema:NewsMediaOrganization ; schema:name "taz" ;
    schema:sameAs <http://www.wikidata.org/entity/Q697391> .
  <place/kiel> a schema:Place ; schema:name "Kiel" ; schema:sameAs <http://www.wikidata.org/entity/Q1707> .
  <place/kiel#is=Q1707> a kg:Reconciliation ; schema:about <place/kiel> ;
    kg:refersTo <http://www.wikidata.org/entity/Q1707> ; kg:confidence 0.99 ; kg:extractor "tables" ; kg:rule "places" .
}
<article/2#graph> {
  <article/2> a schema:NewsArticle ; schema:headline "Deiche"@de ; schema:inLanguage "de" ; schema:publisher <organization/taz> ;
    schema:datePublished "2022-01-03"^^xsd:date ;
    schema:mentions <person/anna-berg> , <person/hans-mueller+maler> , <organization/deichverband> .
  <person/anna-berg> a schema:Person ; schema:name "Anna Berg" .
  <person/hans-mueller+maler> a schema:Person ; schema:name "Hans Müller" ; schema:disambiguatingDescription "maler" .
  <organization/deichverband> a schema:Organization ; schema:name "Deichverband Nord" .
}
<article/1#graph> a prov:Entity ; schema:mainEntity <article/1> ; prov:wasDerivedFrom <source/a> ; prov:wasGeneratedBy <activity/a> .
<article/2#graph> a prov:Entity ; schema:mainEntity <article/2> ; prov:wasDerivedFrom <source/a> ; prov:wasGeneratedBy <activity/a> .
<source/a> a prov:Entity , schema:MediaObject ; schema:name "a.txt" ; schema:encodingFormat "json" ;
  schema:sha256 "77ab77ab77ab77ab77ab77ab77ab77ab77ab77ab77ab77ab77ab77ab77ab77ab" .
<activity/a> a prov:Activity ; prov:wasAssociatedWith <software/kg> ; schema:description "text=full" .
<software/kg> a prov:SoftwareAgent , schema:SoftwareApplication ; schema:name "kg" ; schema:softwareVersion "0.1.0" .
<dataset> a void:Dataset ; void:uriSpace "https://w3id.org/kg-news/data/" ; void:documents 2 ; void:triples 1 .
"""


@pytest.fixture
def trig(tmp_path: Path) -> Path:
    path = tmp_path / "graph.trig"
    path.write_text(GRAPH, "utf-8")
    return path


@pytest.fixture
def graphs(trig: Path) -> Callable[[], list[NamedGraph]]:
    return lambda: list(read_dataset(trig))
