package io.relance.settings;

import io.relance.outbox.Channel;
import io.relance.policy.Policies;
import io.relance.policy.Policy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads routes/policies: strict, whole, with every mistake of every file at once. */
public final class PolicyFiles {
  private final Path folder;
  private final Map<String, Channel> channels;
  private final List<Mistake> found = new ArrayList<>();
  private final List<NamedTemplate> templates = new ArrayList<>();
  private final Map<String, Policy> policies = new LinkedHashMap<>();
  private final Map<String, String> places = new HashMap<>();

  private PolicyFiles(Path folder, Map<String, Channel> channels) {
    this.folder = folder;
    this.channels = channels;
  }

  /**
   * All policies of the folder's .yaml files; their version is a hash over the files' bytes.
   *
   * @param channels those that a send route carries, by name
   * @throws Mistakes with all of them, when there is any
   */
  public static Policies read(Path folder, Map<String, Channel> channels) {
    Found found = look(folder, channels);
    Mistakes.throwIfAny(found.mistakes());
    return found.policies();
  }

  /**
   * What stands there, mistakes or not.
   *
   * @param policies those without a mistake
   * @param files the same, by the file they stand in
   * @param templates named by any level, also of a policy with mistakes
   */
  public record Found(
      Policies policies,
      Map<String, Policy> files,
      List<NamedTemplate> templates,
      List<Mistake> mistakes) {}

  /** The same for whoever looks on after a mistake. */
  public static Found look(Path folder, Map<String, Channel> channels) {
    return new PolicyFiles(folder, channels).look();
  }

  private Found look() {
    var all = sha256();
    for (var file : files()) {
      var bytes = bytes(file);
      all.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      all.update(bytes);
      one(file, bytes);
    }
    if (policies.isEmpty() && found.isEmpty()) {
      add(folder, 0, "there is no policy here", "copy courteous.yaml from the repository");
    }
    return new Found(
        Policies.of(List.copyOf(policies.values()), shortened(all)),
        policies,
        List.copyOf(templates),
        List.copyOf(found));
  }

  private void one(Path file, byte[] bytes) {
    var notes = new Notes(name(file));
    root(file, bytes).ifPresent(root -> read(notes, root, bytes));
    found.addAll(notes.found());
    templates.addAll(notes.templates());
  }

  private void read(Notes notes, Node root, byte[] bytes) {
    var version = sha256();
    version.update(bytes);
    var file = new PolicyFile(notes, root, channels);
    var policy = file.read(shortened(version));
    var place = notes.file() + ":" + file.line();
    var first = policy.name().isEmpty() ? null : places.putIfAbsent(policy.name(), place);
    if (first != null) {
      notes.add(
          file.line(),
          "the policy '" + policy.name() + "' is already in " + first,
          "rename one of the two");
    } else if (notes.found().isEmpty()) {
      policies.put(notes.file(), policy);
    }
  }

  private Optional<Node> root(Path file, byte[] bytes) {
    try {
      var root = new Compose(LoadSettings.builder().build()).composeString(text(bytes));
      if (root.isEmpty()) {
        add(file, 0, "the file is empty", "remove it, or write a policy in it");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      malformed(file, e);
    } catch (CharacterCodingException e) {
      add(file, 0, "this is not UTF-8", "save the file as UTF-8");
    } catch (YamlEngineException e) {
      add(file, 0, "this is not YAML: " + e.getMessage(), "compare it with courteous.yaml");
    }
    return Optional.empty();
  }

  private void malformed(Path file, MarkedYamlEngineException e) {
    int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
    int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(0);
    add(
        file,
        line,
        "this is not YAML, at column " + column + ": " + e.getProblem(),
        "mind indentation, colons and quotes");
  }

  /** Without the mark that some editors set before the first letter. */
  private static String text(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      add(file, 0, "cannot be read: " + e.getMessage(), "check the file and its rights");
      return new byte[0];
    }
  }

  private List<Path> files() {
    try (var entries = Files.list(folder)) {
      var sorted = entries.sorted().toList();
      sorted.stream()
          .filter(file -> file.toString().endsWith(".yml"))
          .forEach(file -> add(file, 0, "would not be read", "name it .yaml"));
      return sorted.stream().filter(file -> file.toString().endsWith(".yaml")).toList();
    } catch (IOException e) {
      add(folder, 0, "this folder cannot be read: " + e.getMessage(), "create it");
      return List.of();
    }
  }

  private void add(Path file, int line, String what, String remedy) {
    found.add(new Mistake(name(file), line, what, remedy));
  }

  /** The path from the home on. */
  private String name(Path file) {
    var home = parent(parent(folder.toAbsolutePath()));
    return home == null ? file.toString() : home.relativize(file.toAbsolutePath()).toString();
  }

  private static @Nullable Path parent(@Nullable Path path) {
    return path == null ? null : path.getParent();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String shortened(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, 6);
  }
}
