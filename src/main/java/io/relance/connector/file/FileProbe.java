package io.relance.connector.file;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a person should know of a drop folder before it is read; changes nothing. */
final class FileProbe {
  private final Drop drop;
  private final String company;
  private final List<Map<String, String>> problems = new ArrayList<>();

  FileProbe(Drop drop, String company) {
    this.drop = drop;
    this.company = company;
  }

  /** The answer of the probe action. */
  Map<String, Object> answer(String format, List<String> unproven) {
    folder();
    unproven.forEach(what -> problem(what, "see the connector's README, What proves a file"));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("version", format);
    answer.put("identity", format + " files of " + company);
    answer.put("user", drop.folder().toString());
    answer.put("companies", List.of(company));
    answer.put("problems", problems);
    return answer;
  }

  private void folder() {
    Path folder = drop.folder();
    if (!Files.isDirectory(folder)) {
      problem("the folder " + folder + " is not there", "create it, or mount it");
      return;
    }
    if (!Files.isReadable(folder) || !Files.isWritable(folder)) {
      problem("the hub may not read and write " + folder, "give its user both rights");
      return;
    }
    beside(
        drop.contacts(company),
        "no customer has a contact",
        "put a CSV: code;email;role;terms;iban");
    beside(drop.card(company), "nothing says who the creditor is", "put a CSV: key;name;iban;zone");
    List<String> strangers = drop.strangers(company);
    if (!strangers.isEmpty()) {
      problem(
          "nobody's files lie in " + folder + ": " + String.join(", ", strangers),
          "name them as files=" + drop.files() + " says, or take them out; links are not followed");
    }
  }

  private void beside(Path path, String lack, String remedy) {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      problem(path.getFileName() + " is not there: " + lack, remedy);
    }
  }

  private void problem(String what, String remedy) {
    problems.add(Map.of("what", what, "remedy", remedy));
  }
}
