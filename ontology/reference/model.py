"""What the reference page says of each term, read from the Turtle.

Every statement about a term becomes a row of its entry; a property that no row shows is refused, so that nothing is
left out unseen. Class expressions are written in the OWL 2 Manchester syntax.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from markupsafe import Markup
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ..load import OntologyError, quads
from ..namespaces import DCTERMS, IKG, OWL, PREFIXES, RDF, RDFS, SKOS, XSD, shorten

Node = NamedNode | BlankNode | Literal | Triple

ONTOLOGY: Final = NamedNode(IKG.removesuffix("#"))


@dataclass(frozen=True)
class Words:
    """The same in simplified Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True)
class Row:
    """One line of an entry: what it tells, its values as HTML or as text in both languages."""

    title: Words
    values: list[Markup | Words]


@dataclass(frozen=True)
class Entry:
    """All that the page says of one term; `name` is its local name and its anchor."""

    iri: str
    name: str
    label: Words
    definition: Words
    example: Words
    rows: list[Row]


@dataclass(frozen=True)
class Section:
    """The terms of one sort, by name."""

    anchor: str
    title: Words
    entries: list[Entry]


SECTIONS: Final = {
    "classes": (OWL + "Class", Words("类", "Classes")),
    "object-properties": (OWL + "ObjectProperty", Words("对象属性", "Object properties")),
    "datatype-properties": (OWL + "DatatypeProperty", Words("数据属性", "Datatype properties")),
    "annotation-properties": (OWL + "AnnotationProperty", Words("注释属性", "Annotation properties")),
    "individuals": (OWL + "NamedIndividual", Words("个体", "Individuals")),
}

CHARACTERISTICS: Final = {
    OWL + "FunctionalProperty": Words("函数性：至多一个值", "functional: one value at most"),
    OWL + "InverseFunctionalProperty": Words("反函数性", "inverse functional"),
    OWL + "TransitiveProperty": Words("传递", "transitive"),
    OWL + "SymmetricProperty": Words("对称", "symmetric"),
    OWL + "AsymmetricProperty": Words("非对称：不能互指", "asymmetric: never both ways"),
    OWL + "ReflexiveProperty": Words("自反", "reflexive"),
    OWL + "IrreflexiveProperty": Words("反自反：不指向自身", "irreflexive: never of itself"),
}

# In the order of the page: the property, and the titles of its row at its subject and at its object (None: no row).
ROWS: Final[dict[str, tuple[Words, Words | None]]] = {
    RDFS + "subClassOf": (Words("上位类", "Subclass of"), Words("下位类", "Has subclasses")),
    OWL + "equivalentClass": (Words("等价于", "Equivalent to"), None),
    RDFS + "subPropertyOf": (Words("上位属性", "Subproperty of"), Words("下位属性", "Has subproperties")),
    RDFS + "domain": (Words("定义域", "Domain"), Words("可有属性", "In the domain of")),
    IKG + "whyNoDomain": (Words("为何没有定义域", "Why no domain"), None),
    RDFS + "range": (Words("值域", "Range"), Words("可作其值", "In the range of")),
    IKG + "whyNoRange": (Words("为何没有值域", "Why no range"), None),
    OWL + "inverseOf": (Words("逆属性", "Inverse of"), Words("逆属性", "Inverse of")),
    OWL + "propertyChainAxiom": (Words("由链推出", "Follows from the chain"), None),
    OWL + "disjointWith": (Words("互斥", "Disjoint with"), Words("互斥", "Disjoint with")),
}
TYPE_ROW: Final = (Words("类型", "Type"), Words("成员", "Members"))
CHARACTERISTICS_ROW: Final = Words("特征", "Characteristics")

# Shown in an entry's head, or the same for every term.
ELSEWHERE: Final = {RDF + "type", RDFS + "label", SKOS + "definition", SKOS + "example", RDFS + "isDefinedBy"}

# Facets as the Manchester syntax writes them.
FACETS: Final = {
    XSD + "minInclusive": ">=",
    XSD + "maxInclusive": "<=",
    XSD + "minExclusive": ">",
    XSD + "maxExclusive": "<",
    XSD + "pattern": "pattern",
    XSD + "length": "length",
}
RESTRICTIONS: Final = {
    OWL + "someValuesFrom": "some",
    OWL + "allValuesFrom": "only",
    OWL + "hasValue": "value",
    OWL + "minCardinality": "min",
    OWL + "maxCardinality": "max",
    OWL + "cardinality": "exactly",
}


class Model:
    """The terms of the ontology with all that is stated of them; see `read`."""

    def __init__(self, statements: Iterable[Quad]) -> None:
        self._values: defaultdict[tuple[Node, str], list[Node]] = defaultdict(list)
        self._users: defaultdict[tuple[Node, str], list[Node]] = defaultdict(list)
        self._subjects: defaultdict[str, set[str]] = defaultdict(set)
        self._predicates: defaultdict[Node, set[str]] = defaultdict(set)
        for quad in statements:
            predicate = quad.predicate.value
            self._values[quad.subject, predicate].append(quad.object)
            self._users[quad.object, predicate].append(quad.subject)
            self._predicates[quad.subject].add(predicate)
            if predicate == RDF + "type" and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                self._subjects[quad.object.value].add(quad.subject.value)
        self._own = {iri for members in self._subjects.values() for iri in members if iri.startswith(IKG)}

    @classmethod
    def read(cls, files: Iterable[Path]) -> Model:
        """Read Turtle files; raise `OntologyError` where one does not parse."""
        return cls(quads(files))

    # The ontology as a whole

    @property
    def title(self) -> Words:
        """Return the title of the ontology."""
        return self._words(ONTOLOGY, DCTERMS + "title")

    @property
    def description(self) -> Words:
        """Return what the ontology is for."""
        return self._words(ONTOLOGY, DCTERMS + "description")

    @property
    def version(self) -> str:
        """Return the version, such as `0.1.0`."""
        return self._one(ONTOLOGY, OWL + "versionInfo")

    @property
    def version_iri(self) -> str:
        """Return the IRI of this version."""
        return self._one(ONTOLOGY, OWL + "versionIRI")

    @property
    def licence(self) -> str:
        """Return the address of the licence."""
        return self._one(ONTOLOGY, DCTERMS + "license")

    @property
    def namespace(self) -> str:
        """Return the namespace of the terms."""
        return IKG

    @property
    def prefixes(self) -> dict[str, str]:
        """Return the prefixes of all that the Turtle names, with their namespaces."""
        used = {shorten(node.value) for (node, _) in self._users if isinstance(node, NamedNode)}
        return {prefix: iri for prefix, iri in PREFIXES.items() if any(name.startswith(prefix + ":") for name in used)}

    @cached_property
    def sections(self) -> list[Section]:
        """Return every term of the ontology, sort by sort, each in one section."""
        return [
            Section(anchor, title, [self._entry(name) for name in sorted(self._subjects[owl_type] & self._own)])
            for anchor, (owl_type, title) in SECTIONS.items()
        ]

    # One term

    def label(self, iri: str) -> Words:
        """Return the label of a term; raise `OntologyError` where a language is missing."""
        return self._words(NamedNode(iri), RDFS + "label")

    def classes(self) -> list[str]:
        """Return the IRIs of the ontology's own classes, sorted."""
        return sorted(self._subjects[OWL + "Class"] & self._own)

    def parents(self, iri: str) -> list[str]:
        """Return the own classes directly above a class: stated, or a named part of an intersection it equals."""
        node = NamedNode(iri)
        above = list(self._values[node, RDFS + "subClassOf"])
        for equal in self._values[node, OWL + "equivalentClass"]:
            for parts in self._values[equal, OWL + "intersectionOf"]:
                above += self._list(parts)
        return sorted({name.value for name in above if isinstance(name, NamedNode) and name.value in self._own})

    def admits(self, iri: str, predicate: str, cls: str) -> bool:
        """Tell whether the domain or range of a property lets in members of a class; none declared lets in all."""
        declared = self._values[NamedNode(iri), predicate]
        over = {cls}
        waiting = [cls]
        while waiting:
            new = set(self.parents(waiting.pop())) - over
            over |= new
            waiting += sorted(new)
        return all(over & set(self._alternatives(value)) for value in declared)

    def _entry(self, iri: str) -> Entry:
        node = NamedNode(iri)
        unknown = sorted(self._predicates[node] - ELSEWHERE - set(ROWS))
        if unknown:
            missing = shorten(unknown[0])
            raise OntologyError(f"{shorten(iri)}: the reference page has no row for {missing}; add one to ROWS")
        return Entry(
            iri,
            iri.removeprefix(IKG),
            self.label(iri),
            self._words(node, SKOS + "definition"),
            self._words(node, SKOS + "example"),
            [row for row in self._rows(node) if row.values],
        )

    def _rows(self, node: NamedNode) -> Iterator[Row]:
        types = {value.value for value in self._values[node, RDF + "type"] if isinstance(value, NamedNode)}
        owns = [name for name in sorted(types) if name.startswith(IKG)]
        yield Row(TYPE_ROW[0], [self._link(name) for name in owns])
        for predicate, (title, title_of_users) in ROWS.items():
            forward = self._forward(node, predicate)
            backward = self._backward(node, predicate) if title_of_users else []
            if title == title_of_users:
                yield Row(title, list(dict.fromkeys([*forward, *backward])))
            else:
                yield Row(title, forward)
                if title_of_users:
                    yield Row(title_of_users, backward)
        yield Row(CHARACTERISTICS_ROW, [words for name, words in CHARACTERISTICS.items() if name in types])
        yield Row(TYPE_ROW[1], [self._link(name) for name in sorted(self._subjects[node.value] & self._own)])

    def _forward(self, node: NamedNode, predicate: str) -> list[Markup | Words]:
        values = self._values[node, predicate]
        if any(isinstance(value, Literal) for value in values):
            return [self._words(node, predicate)]
        if predicate == OWL + "propertyChainAxiom":
            return [self._join(" o ", self._list(value)) for value in values]
        return [self.expression(value) for value in values]

    def _backward(self, node: NamedNode, predicate: str) -> list[Markup | Words]:
        if predicate in {RDFS + "domain", RDFS + "range"}:
            users = {
                user.value
                for (value, known), users in list(self._users.items())
                if known == predicate and node.value in self._alternatives(value)
                for user in users
                if isinstance(user, NamedNode)
            }
        else:
            users = {user.value for user in self._users[node, predicate] if isinstance(user, NamedNode)}
        if predicate == OWL + "disjointWith":
            users |= self._apart(node)
        return [self._link(iri) for iri in sorted(users & self._own)]

    def _apart(self, node: NamedNode) -> set[str]:
        found: set[str] = set()
        for axiom in self._users[NamedNode(OWL + "AllDisjointClasses"), RDF + "type"]:
            for members in self._values[axiom, OWL + "members"]:
                names = {member.value for member in self._list(members) if isinstance(member, NamedNode)}
                if node.value in names:
                    found |= names - {node.value}
        return found

    # Class expressions

    def expression(self, node: Node) -> Markup:
        """Return a class expression or data range as HTML, in the Manchester syntax with links."""
        if isinstance(node, NamedNode):
            return self._link(node.value)
        if isinstance(node, Literal):
            return Markup("{}").format(f'"{node.value}"' if node.datatype.value == XSD + "string" else node.value)
        writers: dict[str, Callable[[Node], Markup]] = {
            OWL + "unionOf": lambda parts: self._join(" or ", self._list(parts)),
            OWL + "intersectionOf": lambda parts: self._join(" and ", self._list(parts)),
            OWL + "oneOf": lambda parts: Markup("{{{}}}").format(self._join(", ", self._list(parts))),
            OWL + "onDatatype": lambda datatype: Markup("{}[{}]").format(self.expression(datatype), self._facets(node)),
            OWL + "onProperty": lambda prop: self._restriction(node, prop),
        }
        for predicate, writer in writers.items():
            for value in self._values[node, predicate]:
                return writer(value)
        found = ", ".join(sorted(map(shorten, self._predicates[node])))
        raise OntologyError(f"the reference page knows no expression of {found}; add it to Model.expression")

    def _restriction(self, node: Node, prop: Node) -> Markup:
        for predicate, word in RESTRICTIONS.items():
            for value in self._values[node, predicate]:
                return Markup("{} <b>{}</b> {}").format(self.expression(prop), word, self._bracketed(value))
        raise OntologyError(f"the reference page knows no demand of the restriction on {prop}; add it to RESTRICTIONS")

    def _facets(self, node: Node) -> Markup:
        facets = [
            Markup("{} {}").format(word, self.expression(value))
            for parts in self._values[node, OWL + "withRestrictions"]
            for facet in self._list(parts)
            for predicate, word in FACETS.items()
            for value in self._values[facet, predicate]
        ]
        return Markup(", ").join(facets)

    def _join(self, word: str, nodes: list[Node]) -> Markup:
        return Markup("<b>{}</b>").format(word).join(self._bracketed(node) for node in nodes)

    def _bracketed(self, node: Node) -> Markup:
        compound = isinstance(node, BlankNode) and not self._values[node, OWL + "oneOf"]
        return Markup("({})").format(self.expression(node)) if compound else self.expression(node)

    def _link(self, iri: str) -> Markup:
        if iri not in self._own:
            return Markup('<a class="outside" href="{}">{}</a>').format(iri, shorten(iri))
        name, label = iri.removeprefix(IKG), self.label(iri)
        return Markup('<a href="#{}" title="{} · {}">{}</a>').format(name, label.zh, label.en, name)

    # Reading the triples

    def _alternatives(self, node: Node) -> list[str]:
        """Return the named classes of a union, or the class itself."""
        if isinstance(node, NamedNode):
            return [node.value]
        members = [member for parts in self._values[node, OWL + "unionOf"] for member in self._list(parts)]
        return [member.value for member in members if isinstance(member, NamedNode)]

    def _list(self, node: Node) -> list[Node]:
        members: list[Node] = []
        while node != NamedNode(RDF + "nil"):
            members += self._values[node, RDF + "first"]
            (node,) = self._values[node, RDF + "rest"]
        return members

    def _words(self, node: NamedNode, predicate: str) -> Words:
        found = {value.language: value.value for value in self._values[node, predicate] if isinstance(value, Literal)}
        # pyoxigraph folds language tags to lower case.
        missing = sorted({"zh-hans", "en"} - set(found), key=str)
        if missing:
            raise OntologyError(f"{shorten(node.value)}: no {shorten(predicate)} in {' and '.join(missing)}; add it")
        return Words(found["zh-hans"], found["en"])

    def _one(self, node: NamedNode, predicate: str) -> str:
        for value in self._values[node, predicate]:
            if isinstance(value, NamedNode | Literal):
                return value.value
        raise OntologyError(f"{node.value}: no {shorten(predicate)}; add it to the header")
