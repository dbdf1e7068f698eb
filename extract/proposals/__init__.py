"""Facts that other extractors propose, and the gates they pass before they count.

Another extractor (a model, a service, a company's own rules) is a spaCy component that notes proposals on the Doc:

    @Language.factory("my_reader")
    def make(nlp, name, address=""):
        def read(doc):
            return propose(doc, [{"s": "…", "p": "ikg:ledBy", "o": "…", "evidence": "…"}])
        return read

A proposal has the form of a line of gold: names and the exact words that state the fact. Named by an entry point of
the group `spacy_factories`, the component is asked for by `Proposer("my_reader", …)`, on the command line by
`innokg build --proposer my_reader`. `gates` admits what stands in the article, fits the ontology and claims no more
than the words do; the rest is dropped and counted. `service` is such an extractor: a language model behind HTTP.
"""

from .component import Proposer, ProposerError, propose, read_proposer
from .proposal import BadProposalError, Proposal, parse

__all__ = ["BadProposalError", "Proposal", "Proposer", "ProposerError", "parse", "propose", "read_proposer"]
