package io.relance.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sample's files/ in a folder of their own, so that a connector may archive them. */
final class FilePlayer implements Player {
  private static final String SEPARATORS = "[\t|;,]";

  private final Path files;
  private final Path folder;

  private FilePlayer(Path files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /** Copies that folder. */
  static FilePlayer of(Path files) throws IOException {
    FilePlayer player = new FilePlayer(files, Files.createTempDirectory("relance-sample"));
    player.rewind();
    return player;
  }

  @Override
  public String address() {
    return folder.toString();
  }

  @Override
  public void rewind() throws IOException {
    empty();
    for (Path file : list(files)) {
      Path copy = folder.resolve(files.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private void empty() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!one.equals(folder)) {
          Files.delete(one);
        }
      }
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a file's content changes. */
  private interface Change {
    String of(String text);
  }

  @Override
  public List<Mishap> mishaps(Harm harm) {
    List<Mishap> found = new ArrayList<>();
    for (Path file : list(folder)) {
      switch (harm) {
        case FAILS -> broken(file, found);
        case EMPTY -> {
          found.add(change(file, "is empty", text -> ""));
          lines(file, "has its first line only", found, lines -> lines.subList(0, 1));
        }
        case REPEATED -> lines(file, "has all lines twice", found, FilePlayer::twice);
        case RENAMED -> renamed(file, found);
        case REFUSED -> found.addAll(List.of());
      }
    }
    return found;
  }

  private void broken(Path file, List<Mishap> found) {
    found.add(change(file, "ends in the middle", text -> text.substring(0, text.length() / 2)));
    if (isText(file)) {
      found.add(change(file, "ends within its last line", FilePlayer::withinLastLine));
    }
  }

  private static String withinLastLine(String text) {
    String whole = text.stripTrailing();
    int begin = whole.lastIndexOf('\n') + 1;
    return whole.substring(0, begin + (whole.length() - begin) / 2);
  }

  private static List<String> twice(List<String> lines) {
    List<String> all = new ArrayList<>(lines);
    all.addAll(lines.subList(1, lines.size()));
    return all;
  }

  /** Each heading in turn. */
  private void renamed(Path file, List<Mishap> found) {
    if (!isText(file)) {
      return;
    }
    String head = read(file).lines().findFirst().orElse("");
    Set<String> names = new LinkedHashSet<>(List.of(head.split(SEPARATORS)));
    for (String name : names) {
      if (name.matches(".*\\p{L}{2}.*")) {
        String other = head.replace(name, name + "Renamed");
        found.add(
            change(file, "calls '" + name + "' otherwise", text -> text.replace(head, other)));
      }
    }
  }

  private interface Lines {
    List<String> of(List<String> lines);
  }

  private void lines(Path file, String what, List<Mishap> found, Lines change) {
    if (isText(file)) {
      found.add(
          change(
              file,
              what,
              text -> {
                String end = text.contains("\r\n") ? "\r\n" : "\n";
                return change.of(text.lines().toList()).stream()
                    .collect(Collectors.joining(end, "", end));
              }));
    }
  }

  private Mishap change(Path file, String what, Change change) {
    return new Mishap(
        "the file " + folder.relativize(file) + " " + what,
        () -> Files.write(file, bytes(change.of(read(file)))));
  }

  @Override
  public Mishap without(List<String> words) {
    return new Mishap(
        "no line says " + words + " any more",
        () -> {
          for (Path file : list(folder)) {
            if (isText(file)) {
              String end = read(file).contains("\r\n") ? "\r\n" : "\n";
              String left =
                  read(file)
                      .lines()
                      .filter(line -> words.stream().noneMatch(line::contains))
                      .collect(Collectors.joining(end, "", end));
              Files.write(file, bytes(left));
            }
          }
        });
  }

  /** Bytes as letters, whatever the encoding: they come back as they were. */
  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean isText(Path file) {
    return read(file).indexOf(0) < 0;
  }

  @Override
  public int writes() {
    return 0;
  }

  @Override
  public boolean loseReply() {
    return false;
  }

  @Override
  public List<String> unanswered() {
    return List.of();
  }

  @Override
  public boolean struck() {
    return true;
  }

  @Override
  public boolean endless() {
    return false;
  }

  @Override
  public void close() {
    try {
      empty();
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
