// Reads a file by N3.js or jsonld.js, any warning a fault, and prints what was understood as N-Quads.
//   node to_nquads.js n3 text/turtle FILE        node to_nquads.js jsonld application/ld+json FILE
const fs = require('fs');
const [tool, format, file] = process.argv.slice(2);

const fail = (fault) => { console.error(String(fault)); process.exit(1); };
console.warn = fail;
process.on('warning', fail);

// N3.js's own writer of N-Quads abbreviates rdf:type within triple terms, which N-Quads does not know.
const text = (term) => {
  switch (term.termType) {
    case 'NamedNode': return `<${term.value}>`;
    case 'BlankNode': return `_:${term.value}`;
    case 'DefaultGraph': return '';
    case 'Quad': return `<<( ${[term.subject, term.predicate, term.object].map(text).join(' ')} )>>`;
    default: return JSON.stringify(term.value) + (term.language ? `@${term.language}` : `^^<${term.datatype.value}>`);
  }
};

if (tool === 'n3') {
  const N3 = require('n3');
  new N3.Parser({ format }).parse(fs.createReadStream(file), (fault, quad) => {
    if (fault) fail(fault);
    else if (quad) {
      process.stdout.write([quad.subject, quad.predicate, quad.object, quad.graph].map(text).join(' ') + ' .\n');
    }
  });
} else {
  const jsonld = require('jsonld');
  const document = JSON.parse(fs.readFileSync(file, 'utf8'));
  const round = async () => {
    const expanded = await jsonld.expand(document);
    const compacted = await jsonld.compact(expanded, document['@context']);
    return [await jsonld.toRDF(document, { format: 'application/n-quads' }),
            await jsonld.toRDF(compacted, { format: 'application/n-quads' })];
  };
  round().then(([once, again]) => {
    if (once.split('\n').length !== again.split('\n').length) fail('expanded and compacted, it says something else');
    process.stdout.write(once);
  }, fail);
}
