"""The self-assessment: each rule reports its bad case, and the project keeps the rules or says why not."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from paradiplomacy.errors import DataError, UnreadableInput
from paradiplomacy.publishing import quality as written
from paradiplomacy.rdf.namespaces import ONTOLOGY, PREFIXES, ROOT
from paradiplomacy.release import home
from paradiplomacy.validation.quality import (
    FAILED,
    NOT_YET,
    NOTHING,
    PASSED,
    SOURCES,
    WAIVED,
    Result,
    Rule,
    assess,
    judge,
)

HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
# The vocabulary that is wrong, and one that says all that is asked.
BAD, GOOD = f"<{ROOT}bad>", f"<{ROOT}good>"
FULL = f"""
    {GOOD} a owl:Ontology ; dcterms:title "t" ; dcterms:description "d" ; dcterms:license <e:l> ;
      dcterms:creator <e:c> ; dcterms:created "2026" ; dcterms:issued "2026" ; dcterms:publisher <e:p> ;
      dcterms:source <e:s> ; bibo:doi "d" ; bibo:status <e:d> ; foaf:logo <e:g> ; vann:preferredNamespacePrefix "para" ;
      vann:preferredNamespaceUri "{PREFIXES["para"]}" ; dcterms:bibliographicCitation "c" ;
      owl:versionInfo "1.0.0" ; owl:versionIRI <{ROOT}good/1.0.0> ; owl:imports <e:i> .
    para:Fine a owl:Class ; rdfs:isDefinedBy {GOOD} ; rdfs:label "fine"@en ; skos:definition "What is fine."@en .
    para:Loose rdfs:isDefinedBy <e:nowhere> .
"""


def without(*properties: str) -> str:
    """A second vocabulary, which lacks these properties and has a term."""
    header = " ".join(FULL.partition("para:Fine")[0].split()).removesuffix(" .")
    kept = [part for part in header.replace(GOOD, BAD).split(" ; ") if not part.startswith(properties)]
    return f"{FULL}{' ; '.join(kept)} . para:Other rdfs:isDefinedBy {BAD} ."


# Rule → a graph in which all that it reports, and nothing else, has "bad" in its name.
CASES = {
    "foops-purl1": f"""
         {FULL} para:A rdfs:isDefinedBy <http://example.org/bad> .
        <http://example.org/bad> a owl:Ontology .
    """,
    "foops-ver1": f"{without('owl:versionIRI')} {BAD} owl:versionIRI {BAD} .",
    "foops-om1": without("vann:preferredNamespaceUri"),
    "foops-om2": without("dcterms:bibliographicCitation"),
    "foops-om3": without("bibo:doi"),
    "foops-om4-1": without("dcterms:license"),
    "foops-om5-1": without("dcterms:created"),
    "foops-om5-2": without("dcterms:publisher"),
    "foops-find1": without("vann:preferredNamespacePrefix"),
    "foops-voc1": f'{FULL} {BAD} a owl:Ontology ; rdfs:label "x" . para:A rdfs:isDefinedBy {BAD} .',
    "foops-voc2": f"""
         {without("owl:imports")} para:Other rdfs:subClassOf para:Fine , owl:Thing .
        <{ROOT}builds> a owl:Ontology .
        para:Third rdfs:isDefinedBy <{ROOT}builds> ; rdfs:subClassOf skos:Concept .
        <{ROOT}builds2> a owl:Ontology .
        para:p rdfs:isDefinedBy <{ROOT}builds2> ; rdfs:subPropertyOf skos:p .
        <{ROOT}builds3> a owl:Ontology .
        para:q rdfs:isDefinedBy <{ROOT}builds3> ; rdfs:domain skos:Concept .
    """,
    "foops-voc3": f"""
         {FULL} para:bad a owl:ObjectProperty .
        para:named a owl:Class ; skos:prefLabel "x" .
        para:individual a para:Fine .
    """,
    "foops-voc4": f"""
         {FULL} para:bad a owl:AnnotationProperty .
        para:told a owl:Class ; rdfs:comment "x" .
        para:individual a para:Fine .
    """,
    "oops-p02": """
         para:Bad a owl:Class ; owl:equivalentClass para:Other .
        para:Ok a owl:Class ; owl:equivalentClass foaf:Agent .
    """,
    "oops-p03": "para:isA a owl:ObjectProperty . para:isBig a owl:ObjectProperty .",
    "oops-p04": """
         para:Bad a owl:Class .
        para:bad a owl:DatatypeProperty .
        para:A a owl:Class .
        para:p a owl:ObjectProperty ; rdfs:range para:A .
        para:s a owl:ObjectProperty ; rdfs:subPropertyOf skos:x .
        para:i a owl:ObjectProperty ; owl:inverseOf skos:x .
        para:E a owl:Class ; owl:equivalentClass skos:X .
        para:U a owl:Class .
        skos:Y rdfs:subClassOf para:U .
        para:w a owl:ObjectProperty .
        skos:y rdfs:subPropertyOf para:w .
        para:D a owl:Class .
        skos:z rdfs:domain para:D .
        para:j a owl:ObjectProperty .
        skos:j owl:inverseOf para:j .
        para:F a owl:Class .
        skos:F owl:equivalentClass para:F .
    """,
    "oops-p05": """
         para:bad1 owl:inverseOf para:a .
        para:a rdfs:range para:C .
        para:bad1 rdfs:domain para:D .
        para:fine owl:inverseOf para:b ; rdfs:domain para:C ; rdfs:range para:D .
        para:b rdfs:domain para:D ; rdfs:range para:C .
        para:bad2 owl:inverseOf para:c ; rdfs:range para:C .
        para:c rdfs:domain para:D .
        skos:x owl:inverseOf para:a ; rdfs:domain para:D .
    """,
    "oops-p06": """
         para:Bad1 a owl:Class ; rdfs:subClassOf para:Bad2 .
        para:Bad2 a owl:Class ; rdfs:subClassOf para:Bad1 , para:Ok .
        para:Ok a owl:Class .
    """,
    "oops-p07": "para:BadAndGood a owl:Class . para:Andes a owl:Class . para:bothAndMore a owl:ObjectProperty .",
    "oops-p08": f"""
         {FULL} para:bad1 a owl:ObjectProperty ; skos:definition "x" .
        para:bad2 a owl:ObjectProperty ; rdfs:label "x" .
        para:individual a para:Fine .
        para:fine a owl:ObjectProperty ; rdfs:label "x" ; rdfs:comment "y" .
        para:good a owl:ObjectProperty ; rdfs:label "x" ; dcterms:description "y" .
    """,
    "oops-p10": f"""
         {BAD} a owl:Ontology .
        para:A rdfs:isDefinedBy {BAD} .
        para:Loose rdfs:isDefinedBy <e:nowhere> .
    """,
    "oops-p11": """
         para:bad1 a owl:ObjectProperty ; rdfs:domain para:A .
        para:bad2 a owl:DatatypeProperty ; rdfs:range xsd:string .
        para:ok a owl:AnnotationProperty .
        para:p a owl:ObjectProperty ; rdfs:domain para:A ; rdfs:range para:A .
    """,
    "oops-p12": """
         para:bad_name a owl:ObjectProperty .
        para:badName a owl:DatatypeProperty .
        para:one a owl:ObjectProperty .
        para:sub a owl:ObjectProperty ; rdfs:subPropertyOf skos:sub .
        skos:sub a owl:ObjectProperty .
        para:equal a owl:ObjectProperty ; owl:equivalentProperty skos:equal .
        skos:equal a owl:ObjectProperty .
        para:alike a owl:ObjectProperty .
        skos:alike a owl:ObjectProperty ; owl:equivalentProperty para:alike .
    """,
    "oops-p13": """
         para:bad a owl:ObjectProperty .
        para:a a owl:ObjectProperty ; owl:inverseOf para:b .
        para:b a owl:ObjectProperty .
        para:c a owl:ObjectProperty , owl:SymmetricProperty .
    """,
    "oops-p14": "para:bad owl:allValuesFrom para:A .",
    "oops-p15": "para:Bad owl:complementOf para:A .",
    "oops-p17": """
         para:Bad a owl:Class .
        para:Up a owl:Class .
        para:Ok a owl:Class ; rdfs:subClassOf para:Up .
        id:x a para:Ok .
    """,
    "oops-p18": """
         para:bad1 a owl:ObjectProperty ; rdfs:domain para:A .
        para:bad2 a owl:ObjectProperty ; rdfs:range para:A .
        para:ok a owl:ObjectProperty ; rdfs:domain para:A ; rdfs:range para:A .
        id:a a para:Sub .
        para:Sub rdfs:subClassOf para:A .
        para:n a owl:DatatypeProperty ; rdfs:domain para:A ; rdfs:range xsd:integer .
        id:b para:bad1 id:a .
        id:a para:bad2 id:b ; para:ok id:a ; para:n 1 .
        skos:p a owl:ObjectProperty ; rdfs:domain para:A .
        id:b skos:p id:b .
        para:noted a owl:AnnotationProperty ; rdfs:domain para:A .
        id:b para:noted 1 .
    """,
    "oops-p19": """
         para:bad a owl:ObjectProperty ; rdfs:range para:A , para:B .
        para:ok a owl:ObjectProperty ; rdfs:range para:A ; rdfs:domain para:B .
        para:bad2 a owl:ObjectProperty ; rdfs:domain para:A , para:B .
    """,
    "oops-p20": """
         para:Bad1 a owl:Class ; rdfs:label "long name"@en ; skos:definition "short"@en .
        para:Bad2 a owl:Class ; rdfs:label "http://x" .
        para:Ok a owl:Class ; rdfs:label "name"@en , "nama"@id ; skos:definition "What it is."@en , "Apa"@ko .
        para:individual a para:Fine ; rdfs:label "http://x" ; rdfs:subClassOf [] .
        para:Bad3 a owl:Class ; rdfs:label "long name"@en ; rdfs:comment "short"@en .
    """,
    "oops-p21": "para:OtherBad a owl:Class . para:Mother a owl:Class .",
    "oops-p22": """
         para:bad a owl:Class .
        para:Bad a owl:ObjectProperty .
        para:Bad_Name a owl:Class .
        para:Fine a owl:Class .
        para:fineName a owl:DatatypeProperty .
        para:some_thing a para:Fine .
    """,
    "oops-p23": "para:Date a owl:Class . para:Update a owl:Class .",
    "oops-p24": """
         para:Bad a owl:Class ; owl:equivalentClass [ owl:intersectionOf ( para:A [ owl:someValuesFrom para:Bad
          ] ) ] .
        para:Ok a owl:Class ; rdfs:subClassOf [ owl:someValuesFrom para:Bad ] .
        para:Bad2 a owl:Class ; rdfs:subClassOf [ owl:allValuesFrom [ owl:unionOf ( [ owl:complementOf [
          owl:onClass para:Bad2 ] ] ) ] ] .
        para:Named a owl:Class ; rdfs:subClassOf para:Middle .
        para:Middle owl:unionOf ( para:Named ) .
    """,
    "oops-p25": """
         para:bad owl:inverseOf para:bad .
        para:a owl:inverseOf para:b .
        skos:x owl:inverseOf skos:x .
    """,
    "oops-p26": """
         para:bad a owl:SymmetricProperty ; owl:inverseOf para:a .
        para:ok a owl:SymmetricProperty .
        skos:x a owl:SymmetricProperty ; owl:inverseOf skos:y .
    """,
    "oops-p27": """
         para:bad owl:equivalentProperty para:a ; rdfs:range para:A .
        para:a rdfs:range para:B .
        para:ok owl:equivalentProperty para:b ; rdfs:range para:A .
        para:b rdfs:range para:A .
        skos:x owl:equivalentProperty para:a ; rdfs:range para:A .
        para:bad2 owl:equivalentProperty para:c ; rdfs:domain para:A .
        para:c rdfs:domain para:B .
        para:ok rdfs:label "a" .
        para:b rdfs:label "b" .
    """,
    "oops-p28": """
         para:bad a owl:SymmetricProperty ; rdfs:domain para:A ; rdfs:range para:B .
        para:ok a owl:SymmetricProperty ; rdfs:domain para:A ; rdfs:range para:A .
        skos:x a owl:SymmetricProperty ; rdfs:domain para:A ; rdfs:range para:B .
    """,
    "oops-p29": """
         para:bad a owl:TransitiveProperty ; rdfs:domain para:A ; rdfs:range para:B .
        para:ok a owl:TransitiveProperty ; rdfs:domain para:A ; rdfs:range para:A .
        skos:x a owl:TransitiveProperty ; rdfs:domain para:A ; rdfs:range para:B .
    """,
    "oops-p30": """
         para:Bad a owl:Class .
        foaf:bad a owl:Class .
        para:Place a owl:Class ; rdfs:subClassOf skos:Place .
        skos:Place a owl:Class .
        para:Same a owl:Class ; owl:equivalentClass skos:Same .
        skos:Same a owl:Class .
        para:Other a owl:Class .
        skos:Other a owl:Class ; owl:equivalentClass para:Other .
    """,
    "oops-p31": """
         para:Bad owl:equivalentClass para:A .
        para:A owl:disjointWith para:Bad .
        para:Ok owl:equivalentClass para:B .
        skos:x owl:equivalentClass skos:y ; owl:disjointWith skos:y .
        para:Bad2 owl:equivalentClass para:C ; owl:disjointWith para:C .
        para:Bad3 owl:equivalentClass para:D ; rdfs:subClassOf para:D .
        para:Bad4 owl:equivalentClass para:E .
        para:E rdfs:subClassOf para:Bad4 .
    """,
    "oops-p32": """
         para:Bad1 a owl:Class ; rdfs:label "x"@en .
        para:Bad2 a owl:Class ; rdfs:label "x"@en .
        para:Ok a owl:Class ; rdfs:label "x"@id .
        para:x a owl:ObjectProperty ; rdfs:label "x"@en .
    """,
    "oops-p33": """
         para:bad owl:propertyChainAxiom ( para:a ) .
        para:ok owl:propertyChainAxiom ( para:a para:b ) .
        skos:x owl:propertyChainAxiom ( para:a ) .
    """,
    "oops-p34": """
         para:p rdfs:range para:Bad1 , para:A , xsd:date .
        id:x a para:Bad2 .
        para:A a owl:Class .
        para:p rdfs:domain para:Bad3 .
        para:A rdfs:subClassOf para:Bad4 , [ a owl:Class ] ; owl:disjointWith para:Bad5 ; owl:equivalentClass
          para:Bad6 , [] .
    """,
    "oops-p35": """
         id:x para:bad id:y ; para:ok id:y .
        para:ok a owl:ObjectProperty .
        id:x para:badKind id:y .
        para:badKind a para:Kind .
        para:Kind a owl:Class .
    """,
    "oops-p36": f"<{ROOT}bad.owl> a owl:Ontology . {GOOD} a owl:Ontology .",
    "oops-p38": f"para:A a owl:Class ; rdfs:isDefinedBy {BAD} . {FULL}",
    "oops-p39": f"""
         {FULL} para:Bad1 a owl:Class .
        para:Bad2 a owl:Class ; rdfs:isDefinedBy <e:x> .
        <e:x> vann:preferredNamespaceUri 'http://x#' .
        para:individual a para:Fine .
    """,
    "oops-p40": """
         skos:bad a owl:Class ; rdfs:label 'x' .
        skos:Concept a owl:Class .
        para:A a owl:Class ; rdfs:label 'x' .
    """,
    "oops-p41": f"{BAD} a owl:Ontology . {GOOD} a owl:Ontology ; dcterms:license <e:l> .",
    "robot-annotation-whitespace": """
         para:Bad a owl:Class ; rdfs:comment 'x ' .
        id:bad a skos:Concept ; skos:note 'a  b' .
        para:Ok a owl:Class ; rdfs:comment 'a b' .
    """,
    "robot-deprecated-boolean-datatype": "para:bad owl:deprecated 'true' . para:ok owl:deprecated true .",
    "robot-deprecated-class-reference": """
         para:Bad a owl:Class ; owl:deprecated true .
        id:x a para:Bad .
        para:Ok a owl:Class ; owl:deprecated true ; rdfs:subClassOf para:A .
        para:Bad2 a owl:Class ; owl:deprecated true .
        para:x rdfs:subClassOf para:Bad2 .
        para:Bad3 a owl:Class ; owl:deprecated true .
        para:x rdfs:domain para:Bad3 .
        para:Bad4 a owl:Class ; owl:deprecated true .
        para:x rdfs:range para:Bad4 .
        para:Bad5 a owl:Class ; owl:deprecated true .
        para:x owl:equivalentClass para:Bad5 .
    """,
    "robot-deprecated-property-reference": """
         para:bad1 a owl:ObjectProperty ; owl:deprecated true .
        id:x para:bad1 id:y .
        para:ok a owl:ObjectProperty ; owl:deprecated true .
        para:bad2 a owl:DatatypeProperty ; owl:deprecated true .
        para:p rdfs:subPropertyOf para:bad2 .
        para:bad3 a owl:AnnotationProperty ; owl:deprecated true .
        para:q owl:inverseOf para:bad3 .
        para:bad4 a owl:ObjectProperty ; owl:deprecated true .
        para:q owl:equivalentProperty para:bad4 .
        para:thing a para:T ; owl:deprecated true .
        para:q owl:inverseOf para:thing .
    """,
    "robot-duplicate-definition": """
         para:Bad a owl:Class ; skos:definition "x"@en .
        id:bad a skos:Concept ; skos:definition "x"@en .
        para:Ok a owl:Class ; skos:definition "x"@id .
        skos:x a owl:Class ; skos:definition "x"@en .  id:thing a para:Fine ; skos:definition "x"@en .
    """,
    "robot-duplicate-label": """
         para:Bad a owl:Class ; rdfs:label "x"@en .
        para:bad a owl:ObjectProperty ; rdfs:label "x"@en .
        para:Ok a owl:Class ; rdfs:label "x"@id .
        id:x a para:Bad ; rdfs:label "x"@id .
        para:thing a para:Fine ; rdfs:label "x"@en .
    """,
    "robot-duplicate-exact-synonym": """
         id:bad1 skos:altLabel 'x' .
        id:bad2 skos:altLabel 'x' .
        id:c skos:altLabel 'y' .
    """,
    "robot-duplicate-label-synonym": """
         id:bad skos:altLabel 'x' ; skos:prefLabel 'x' .
        id:c skos:altLabel 'y' ; rdfs:label 'x' .
        id:bad2 skos:altLabel 'z' ; rdfs:label 'z' .
    """,
    "robot-duplicate-scoped-synonym": "id:bad skos:altLabel 'x' ; skos:hiddenLabel 'x' . id:c skos:altLabel 'y' .",
    "robot-equivalent-class-axiom-no-genus": """
         para:Bad owl:equivalentClass [ owl:intersectionOf ( [ owl:onProperty para:p ] ) ] .
        para:Ok owl:equivalentClass [ owl:intersectionOf ( [ owl:onProperty para:p ] para:A ) ] .
    """,
    "robot-equivalent-pair": """
         para:Bad owl:equivalentClass foaf:Agent .
        para:Ok owl:equivalentClass [ owl:unionOf ( para:A ) ] .
    """,
    "robot-invalid-xref": """
         id:bad1 skos:exactMatch 'Q1' .
        id:bad2 skos:closeMatch <urn:x> .
        id:c skos:exactMatch wd:Q1 .
        id:bad3 skos:broadMatch 'Q1' .
        id:bad4 skos:narrowMatch 'Q1' .
        id:bad5 skos:relatedMatch 'Q1' .
    """,
    "robot-label-formatting": r"""
         para:Bad a owl:Class ; rdfs:label "a\nb" .
        id:bad a skos:Concept ; skos:prefLabel "<i>x</i>" .
        para:Ok a owl:Class ; rdfs:label "a & b < c" .
        skos:x a owl:Class ; rdfs:label "<i>x</i>" .
    """,
    "robot-label-whitespace": """
         para:Bad a owl:Class ; rdfs:label " a" .
        id:bad a skos:Concept ; skos:prefLabel "a  b" .
        para:Ok a owl:Class ; rdfs:label "a b" .
        skos:x a owl:Class ; rdfs:label " x" .
    """,
    "robot-lowercase-definition": """
         para:Bad a owl:Class ; skos:definition "what" .
        para:Ok a owl:Class ; skos:definition "What" .
        skos:x a owl:Class ; skos:definition "what" .
        id:thing a para:Fine ; skos:definition "what" .
    """,
    "robot-missing-definition": f"""
         {FULL} para:Bad a owl:Class ; rdfs:comment "x" .
        para:individual a para:Fine .
    """,
    "robot-missing-label": f"{FULL} para:Bad a owl:Class . id:bad a skos:Concept .",
    "robot-missing-obsolete-label": """
         para:bad owl:deprecated true ; rdfs:label 'x' .
        para:ok owl:deprecated true ; rdfs:label 'obsolete x'@en , 'usang x'@id .
    """,
    "robot-misused-obsolete-label": """
         para:Bad a owl:Class ; rdfs:label 'Obsolete x' .
        para:Ok a owl:Class ; rdfs:label 'obsolete x' ; owl:deprecated true .
        skos:x a owl:Class ; rdfs:label 'obsolete x' .
        para:thing a para:Fine ; rdfs:label 'obsolete x' .
    """,
    "robot-missing-ontology-description": without("dcterms:description"),
    "robot-missing-ontology-license": without("dcterms:license"),
    "robot-missing-ontology-title": without("dcterms:title"),
    "robot-missing-superclass": """
         para:Bad1 a owl:Class .
        para:Bad2 a owl:Class ; rdfs:subClassOf owl:Thing .
        para:Ok a owl:Class ; rdfs:subClassOf para:Bad1 .
    """,
    "robot-multiple-definitions": """
         para:Bad a owl:Class ; skos:definition "a"@en , "b"@en .
        para:Ok a owl:Class ; skos:definition "a"@en , "b"@id .
    """,
    "robot-multiple-labels": """
         para:Bad a owl:Class ; rdfs:label "a"@en , "b"@en .
        id:bad a skos:Concept ; skos:prefLabel "a" , "b" .
        para:Ok a owl:Class ; rdfs:label "a"@en , "b"@id .
    """,
    "robot-multiple-equivalent-class-definitions": """
         para:Bad owl:equivalentClass [ owl:unionOf ( para:A ) ] , [ owl:unionOf ( para:B ) ] .
        para:Ok owl:equivalentClass [ owl:unionOf ( para:A ) ] , para:C .
    """,
    "robot-multiple-equivalent-classes": """
         para:Bad owl:equivalentClass para:A , para:B .
        para:Ok owl:equivalentClass [ owl:unionOf ( para:A ) ] , para:C .
    """,
    "semic-sc-r1": "para:Bad a rdfs:Class . para:bad a rdf:Property . para:Ok a rdfs:Class , owl:Class .",
    "semic-sc-r2": """
         para:Bad a owl:Class ; rdfs:subClassOf [ owl:onProperty para:p ] .
        para:bad a owl:ObjectProperty ; owl:propertyChainAxiom para:list .
        para:Ok a owl:Class ; rdfs:subClassOf para:A .
        para:individual a para:Fine ; rdfs:label "http://x" ; rdfs:subClassOf [] .
        para:Bad2 a owl:Class ; owl:equivalentClass [] .
        para:bad3 a owl:ObjectProperty ; rdfs:domain [] .
        para:bad4 a owl:ObjectProperty ; rdfs:range [] .
    """,
    "semic-sc-r3": """
         para:Bad a owl:Class ; skos:prefLabel "x" .
        id:bad a skos:Concept ; rdfs:label "x" .
        para:Ok a owl:Class ; rdfs:label "x" .
        id:ok a skos:Concept ; skos:prefLabel "x" .
    """,
    "semic-sc-r4": """
         para:A rdfs:subClassOf para:Bad .
        para:B rdfs:subClassOf para:Ok .
        id:x a para:A .
        id:y a para:B , para:Ok .
        id:z a skos:Own .
        skos:Own rdfs:subClassOf skos:Wider .
        para:Unused rdfs:subClassOf para:Up .
    """,
    "semic-sc-r5": f"""
         para:Bad a owl:Class ; rdfs:subClassOf para:A .
        para:A rdfs:subClassOf para:Bad .
        id:bad a skos:Concept ; skos:broader id:bad .
        para:bad a owl:ObjectProperty ; rdfs:subPropertyOf para:bad .
        {BAD} a owl:Ontology ; owl:imports {GOOD} .
        {GOOD} owl:imports {BAD} .
        para:Ok a owl:Class ; rdfs:subClassOf para:Bad .
    """,
    "semic-dsc-r1": """
         id:x a para:Bad .
        id:y a para:Sub .
        para:Sub rdfs:subClassOf para:Ok .
        psh:ok sh:targetClass para:Ok .
    """,
    "semic-dsc-r2": """
         para:bad1 a owl:ObjectProperty .
        para:R owl:onProperty para:bad1 ; owl:minCardinality 1 .
        para:bad2 a owl:DatatypeProperty , owl:FunctionalProperty .
        para:ok a owl:ObjectProperty .
        para:bad3 a owl:ObjectProperty .
        [] owl:onProperty para:bad3 ; owl:cardinality 1 .
        para:bad4 a owl:ObjectProperty .
        [] owl:onProperty para:bad4 ; owl:maxCardinality 1 .
        para:bad5 a owl:ObjectProperty .
        [] owl:onProperty para:bad5 ; owl:qualifiedCardinality 1 .
        para:bad6 a owl:ObjectProperty .
        [] owl:onProperty para:bad6 ; owl:minQualifiedCardinality 1 .
        para:bad7 a owl:ObjectProperty .
        [] owl:onProperty para:bad7 ; owl:maxQualifiedCardinality 1 .
        [] owl:onProperty para:ok ; owl:someValuesFrom para:A .
    """,
    "semic-dsc-r3": "para:Bad sh:path para:p . psh:bad rdfs:subClassOf para:A . para:Ok rdfs:label 'x' .",
    "semic-dsc-r4": """
         psh:a a sh:NodeShape ; sh:targetClass para:Bad1 .
        psh:b a sh:NodeShape ; sh:targetClass para:Bad1 .
        para:C a sh:NodeShape ; sh:targetClass para:Bad2 .
        psh:d a sh:NodeShape ; sh:targetClass para:Ok .
        psh:e a sh:PropertyShape ; sh:targetClass para:Ok .
    """,
    "semic-dsc-r5": """
         psh:bad1 sh:severity sh:Warning .
        psh:bad2 sh:severity psh:Mild ; rdfs:comment 'x' .
        psh:ok sh:severity sh:Info ; rdfs:comment 'x' .
        psh:fine sh:severity sh:Violation .
    """,
    "semic-pc-r1": """
         id:bad1 a void:Dataset ; dcterms:conformsTo <e:v> ; dcterms:license <e:l> ; dcat:distribution <e:d> ;
          void:uriSpace "x" .
        id:bad2 a void:Dataset ; dcterms:conformsTo <e:v> ; dcterms:license <e:l> ; void:uriSpace "x" ;
          void:subset id:l .
        id:ok a void:Dataset ; dcterms:conformsTo <e:v> ; dcterms:license <e:l> ; dcat:distribution <e:d> ;
          void:uriSpace "x" ; void:subset id:l .
        id:l a void:Linkset .
        id:bad3 a void:Dataset ; dcterms:conformsTo <e:v> ; dcat:distribution <e:d> ; void:uriSpace "x" ;
          void:subset id:l .
        id:bad4 a void:Dataset ; dcterms:conformsTo <e:v> ; dcterms:license <e:l> ; dcat:distribution <e:d> ;
          void:subset id:l .
        id:bad5 a void:Dataset ; dcterms:conformsTo <e:v> ; dcterms:license <e:l> ; dcat:distribution <e:d> ;
          void:uriSpace "x" ; void:subset id:part .
    """,
    "semic-pc-r2": f"""
        <http://example.org/bad> rdfs:isDefinedBy {GOOD} .
        {FULL} <e:other> rdfs:isDefinedBy <e:nowhere> .
    """,
    "semic-pc-r3": f"{FULL} {BAD} a owl:Ontology ; owl:versionInfo 'one' .",
    "semic-pc-r4": f"{FULL} {BAD} a owl:Ontology ; owl:versionInfo '1.0.1' ; owl:versionIRI <{ROOT}x/1.0.0> .",
}
# What a rule reports where a name cannot say that it is bad, or more has such a name.
REPORTED = {"oops-p03": {"para:isA"}, "oops-p23": {"para:Date"}, "oops-p30": {"para:Bad"}}
# What these look at is wrong as such, or all right for all.
WITHOUT_NEIGHBOUR = {"oops-p10", "oops-p14", "oops-p15"}
BAD_NAME = re.compile(r"\b[a-z]+:\w*[Bb]ad\w*|<[^>]*\bbad\b[^>]*>")


def store_of(text: str) -> ox.Store:
    """The graph of the Turtle, which stands for the release, the vocabulary and the shapes at once."""
    store = ox.Store()
    for place in (ox.DefaultGraph(), ox.NamedNode(ONTOLOGY), ox.NamedNode(f"{ROOT}shapes")):
        store.load((HEAD + text).encode(), format=ox.RdfFormat.TURTLE, to_graph=place)
    return store


@cache
def results() -> list[Result]:
    return assess()


@pytest.mark.parametrize("name", CASES)
def test_a_rule_reports_its_bad_case_and_no_neighbour(name: str) -> None:
    result = judge(name, store_of(CASES[name]))
    reported = {row.split(" ")[0] for row in result.wrong}
    assert reported == REPORTED.get(name, set(BAD_NAME.findall(CASES[name]))) != set()
    assert result.state == FAILED
    assert (result.looked_at > len(reported)) == (name not in WITHOUT_NEIGHBOUR)


@pytest.mark.parametrize("name", CASES)
def test_a_rule_means_the_same_to_another_engine(name: str) -> None:
    dataset = rdflib.Dataset()
    shapes = rdflib.URIRef(f"{ROOT}shapes")
    for graph in (dataset.default_graph, dataset.graph(rdflib.URIRef(ONTOLOGY)), dataset.graph(shapes)):
        graph.parse(data=HEAD + CASES[name], format="turtle")
    query = (home() / "queries" / "quality" / f"{name}.rq").read_text("utf-8")
    rows = {tuple(map(str, row)) for row in dataset.query(query)}  # type: ignore[arg-type]
    mine = {tuple(term.value for term in row) for row in store_of(CASES[name]).query(query)}  # type: ignore[union-attr]
    # Blank nodes have no name that both could give.
    assert rows == mine or name in ("oops-p14", "oops-p15")


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        ("foops-om1", "dcterms:title dcterms:description dcterms:license owl:versionIRI dcterms:creator"),
        ("foops-om1", "vann:preferredNamespaceUri"),
        ("foops-om2", "vann:preferredNamespacePrefix owl:versionInfo dcterms:created dcterms:bibliographicCitation"),
        ("foops-om3", "bibo:doi dcterms:publisher foaf:logo bibo:status dcterms:source dcterms:issued"),
        ("foops-om5-1", "dcterms:creator dcterms:created"),
        ("foops-om5-2", "dcterms:publisher dcterms:issued"),
    ],
)
def test_each_property_of_a_header_is_missed(name: str, needed: str) -> None:
    for missing in needed.split():
        assert judge(name, store_of(without(missing))).wrong == [f"{BAD} {missing}"]


@pytest.mark.parametrize("axiom", ["para:A owl:disjointWith para:B", "[] a owl:AllDisjointClasses"])
def test_disjointness_may_be_said_in_two_ways(axiom: str) -> None:
    assert judge("oops-p10", store_of(f"{CASES['oops-p10']} {axiom} .")).state == PASSED


def test_every_rule_has_a_bad_case() -> None:
    queries = {path.stem for path in (home() / "queries" / "quality").glob("*.rq")}
    assert queries == CASES.keys()
    assert {result.rule.name for result in results() if result.state != NOT_YET} == queries | {"foops-rdf1"}


def test_a_vocabulary_that_a_form_cannot_hold_is_reported() -> None:
    # XML has no such character.
    assert judge("foops-rdf1", store_of("para:A para:p 'x' .")).wrong == []
    assert judge("foops-rdf1", store_of(r"para:A para:p '\u0001' .")).wrong == ["RDF/XML"]
    assert judge("foops-rdf1", ox.Store()).state == NOTHING


@pytest.mark.parametrize("name", CASES)
def test_a_rule_that_looks_at_nothing_is_not_kept(name: str) -> None:
    assert judge(name, ox.Store()).state == NOTHING


def test_the_project_keeps_every_rule_or_says_why_not() -> None:
    assert {result.rule.name: result.wrong for result in results() if result.state == FAILED} == {}
    kept = [result for result in results() if result.state == PASSED]
    assert len(kept) > 60 and all(result.looked_at for result in kept)
    assert {result.rule.source for result in kept} == SOURCES.keys()
    for result in results():
        assert all(len(reason.split()) > 3 for reason in result.waived.values())
        assert all((result.rule.name, result.rule.summary, result.rule.origin))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("ontology", "data", "queries"):
        shutil.copytree(home() / name, tmp_path / name)
    return tmp_path


def test_what_nobody_waives_fails(root: Path) -> None:
    waivers = root / "queries" / "quality" / "waivers.csv"
    lines = waivers.read_text("utf-8").splitlines(keepends=True)
    waivers.write_text("".join(line for line in lines if "foaf:logo" not in line), encoding="utf-8")
    [failed] = [result for result in assess(root) if result.state == FAILED]
    assert (failed.rule.name, failed.wrong, len(failed.waived)) == ("foops-om3", [f"<{ONTOLOGY}> foaf:logo"], 1)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("oops-p08,para:City,It has a label and a definition.", "delete the line"),
        ("oops-p06,*,There is no circle of classes.", "delete the line"),
        ("oops-p99,para:City,There is no such rule.", "known are|did you mean"),
        ("oops-p08,para:City,", "none is empty"),
        ("oops-p08", "none is empty"),
    ],
)
def test_a_waiver_of_what_no_rule_reports_fails(root: Path, row: str, words: str) -> None:
    with (root / "queries" / "quality" / "waivers.csv").open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")
    with pytest.raises((DataError, UnreadableInput), match=rf"waivers\.csv, line \d+: .*({words})"):
        assess(root)


def test_a_rule_without_its_mark_is_told(root: Path) -> None:
    (root / "queries" / "quality" / "oops-p06.rq").write_text(
        "#+ summary: x\nSELECT ?node { ?node a ?x }", encoding="utf-8"
    )
    with pytest.raises(UnreadableInput, match=r"oops-p06\.rq: a rule needs the line"):
        assess(root)


def test_the_table_of_the_guide_is_that_of_today() -> None:
    text = (home() / "docs" / "quality.md").read_text(encoding="utf-8")
    assert written.current(text, results()) == text, "run .venv/bin/python -m paradiplomacy.publishing.quality"


def test_the_table_says_each_state() -> None:
    rule = Rule("oops-p00", "a", "b")
    shown = [
        Result(rule, 2),
        Result(rule, 2, ["para:x"]),
        Result(rule, 2, [], {"para:y": "why"}),
        Result(rule),
        Result(Rule("oops-p00", "a", "b", "later")),
    ]
    assert [it.state for it in shown] == [PASSED, FAILED, WAIVED, NOTHING, NOT_YET]
    text = written.table(shown)
    assert "5 rules: 1 kept, 1 waived, 1 not kept, 1 not applicable, 1 not yet" in text
    for row in (
        "| kept | 2 |",
        "| not kept: para:x | 2 |",
        "| waived | 2 |",
        "| not applicable | 0 |",
        "| not yet: later |  |",
    ):
        assert row in text
    assert "| `oops-p00` | `para:y` | why |" in text


def test_the_results_are_data() -> None:
    """A metric for each rule, and a measurement, with its value, for each that looked at something."""
    rule = Rule("oops-p00", "a", "b")
    text = written.describe([*results(), Result(rule, 2, ["para:x"])], "9.0")
    store = ox.Store()
    store.load(text.encode(), format=ox.RdfFormat.TURTLE)
    assert not any(isinstance(node, ox.BlankNode) for quad in store for node in (quad.subject, quad.object))
    head = "PREFIX dqv: <http://www.w3.org/ns/dqv#> SELECT "
    metrics = store.query(head + "?m { ?m a dqv:Metric ; dqv:inDimension/a dqv:Dimension ; dqv:expectedDataType ?t }")
    assert len(list(metrics)) == len(results()) + 1  # type: ignore[arg-type]
    told = store.query(head + f"?m ?v {{ ?x dqv:isMeasurementOf ?m ; dqv:value ?v ; dqv:computedOn <{ONTOLOGY}> }}")
    values = {row[0].value.partition("#")[2]: row[1].value for row in told}  # type: ignore[union-attr]
    assert values.pop("oops-p00") == "1"
    told_of = {quad.object.value for quad in store if quad.predicate.value.endswith("/description")}
    assert "not kept: para:x" in told_of
    waived = [f"waived: {node}: {why}" for result in results() for node, why in result.waived.items()]
    assert len(waived) > 50 and told_of == {"not kept: para:x", *waived}
    judged = {result.rule.name for result in results() if result.state in (PASSED, WAIVED)}
    assert values == dict.fromkeys(judged, "0")
    assert written.describe(results(), "9.0") == written.describe(reversed(results()), "9.0")
