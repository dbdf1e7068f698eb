import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.io.RDFParserMetaData;
import org.semanticweb.owlapi.model.AxiomType;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/** Loads an OWL document with the OWL API, as Protégé does, and prints in lines of tabs what it finds and misses; individuals by the start of their IRIs. */
class LoadOwl {
    public static void main(String[] arguments) throws Exception {
        var manager = OWLManager.createOWLOntologyManager();
        OWLOntology ontology = manager.loadOntologyFromOntologyDocument(new File(arguments[0]));
        var loaded = manager.getOntologyFormat(ontology).getOntologyLoaderMetaData();
        String ours = arguments[1];
        print("individuals", ontology.individualsInSignature().filter(i -> i.getIRI().toString().startsWith(ours)).count());
        print("facts", ontology.axioms(AxiomType.OBJECT_PROPERTY_ASSERTION).count());
        print("unparsed", ((RDFParserMetaData) loaded.orElseThrow()).getUnparsedTriples().count());
        for (OWLProfileViolation violation : new OWL2DLProfile().checkOntology(ontology).getViolations()) {
            print("violation", violation.getClass().getSimpleName() + " " + violation.getExpression());
        }
    }

    private static void print(String name, Object value) {
        System.out.println(name + "\t" + String.valueOf(value).replaceAll("\\s+", " "));
    }
}
