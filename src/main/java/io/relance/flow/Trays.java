package io.relance.flow;

import io.relance.flow.Manifest.Place;
import io.relance.outbox.LetterName;
import io.relance.press.Press;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where letters gather that are printed as one file: those of letters-….pdf in the hidden folder
 * .letters-….pdf.open, which is renamed when it is closed, and again when they are bound.
 */
final class Trays {
  /** Of a print file. More is no use to a printer and takes more memory. */
  private static final int MOST = 2_000;

  private final Path folder;
  private final Press press;
  private final boolean duplex;

  /**
   * How far a print file is. OPEN: it takes letters. CLOSED: it is made, from the beginning if need
   * be. BOUND: all of it is on the disk, under a temporary name or already taken away.
   */
  enum State {
    OPEN,
    CLOSED,
    BOUND;

    /** Of the folder's name. */
    String end() {
      return "." + name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param duplex printed on both sides: each letter begins on a sheet of its own
   */
  Trays(Path folder, Press press, boolean duplex) {
    this.folder = folder;
    this.press = press;
    this.duplex = duplex;
  }

  static Path in(Path folder, String file, State state) {
    return folder.resolve("." + file + state.end());
  }

  static void move(Path folder, String file, State from, State to) throws IOException {
    Files.move(in(folder, file, from), in(folder, file, to), StandardCopyOption.ATOMIC_MOVE);
  }

  static Path letter(Path tray, Place place) {
    return tray.resolve(place.act() + ".pdf");
  }

  /**
   * Puts a letter behind those of its day, company and channel. It counts from its line in the
   * manifest on; what was killed before that is written again.
   */
  Place put(Map<String, String> facts, byte[] pdf, Manifest manifest) throws IOException {
    String file = open(stem(facts), manifest);
    List<Place> before = manifest.in(file);
    int pages = before.isEmpty() ? 0 : before.get(before.size() - 1).last();
    int first = pages + 1 + (duplex ? pages % 2 : 0);
    Place place = new Place(facts.get("act"), file, first, first + press.pages(pdf) - 1);
    PrintFolder.write(letter(in(folder, file, State.OPEN), place), pdf);
    manifest.enter(facts, place, pdf);
    return place;
  }

  private static String stem(Map<String, String> facts) {
    List<String> words = new ArrayList<>(List.of("letters", facts.get("date")));
    Stream.of("source", "company", "channel")
        .map(fact -> LetterName.safe(facts.getOrDefault(fact, "")))
        .forEach(words::add);
    return String.join("-", words);
  }

  /** The file that takes letters now; the first one that never was, when none does. */
  private String open(String stem, Manifest manifest) throws IOException {
    for (int n = 1; ; n++) {
      String file = stem + "-" + n + ".pdf";
      boolean open = Files.isDirectory(in(folder, file, State.OPEN));
      int letters = manifest.in(file).size();
      if (open && letters < MOST) {
        return file;
      } else if (open) {
        move(folder, file, State.OPEN, State.CLOSED);
      } else if (letters == 0 && isNew(file)) {
        Files.createDirectory(in(folder, file, State.OPEN));
        return file;
      }
    }
  }

  private boolean isNew(String file) {
    return Files.notExists(folder.resolve(file))
        && Stream.of(State.values()).allMatch(s -> Files.notExists(in(folder, file, s)));
  }
}
