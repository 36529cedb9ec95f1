package io.relance.flow;

import io.relance.flow.Manifest.Place;
import io.relance.flow.Trays.State;
import io.relance.press.Press;
import io.relance.press.Sheet;
import io.relance.store.AlertStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes print files of the letters that have gathered, bound as {@code binder}. A file gets its
 * name when all of it is on the disk, once: whatever was killed in between goes on from the state
 * of its tray, and a file that a printer has taken away is not made again.
 */
public final class Binder {
  private static final Logger LOG = LoggerFactory.getLogger(Binder.class);
  private static final String KIND = "print";

  private final PrintFolder folder;
  private final Press press;
  private final Clock clock;
  private final Duration rest;
  private final AlertStore alerts;

  /**
   * @param rest how long nothing more has come in when a file is closed
   */
  public Binder(PrintFolder folder, Press press, Clock clock, Duration rest, AlertStore alerts) {
    this.folder = folder;
    this.press = press;
    this.clock = clock;
    this.rest = rest;
    this.alerts = alerts;
  }

  /** Binds what rests; one node at a time. What cannot be bound is an alert and tried again. */
  public synchronized void bind() throws IOException {
    if (Files.isDirectory(folder.path())) {
      try (FileChannel door =
              FileChannel.open(
                  folder.path().resolve(".binder"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock held = door.tryLock()) {
        if (held != null) { // else another node is at it
          files(State.OPEN).forEach(this::close);
          files(State.CLOSED).forEach(this::bind);
          files(State.BOUND).forEach(this::finish);
        }
      }
    }
  }

  private List<String> files(State state) throws IOException {
    String end = state.end();
    List<String> files = new ArrayList<>();
    try (DirectoryStream<Path> trays =
        Files.newDirectoryStream(folder.path(), ".letters-*" + end)) {
      trays.forEach(tray -> files.add(name(tray, end)));
    }
    return files;
  }

  private static String name(Path tray, String end) {
    String name = tray.getFileName().toString();
    return name.substring(1, name.length() - end.length());
  }

  private void close(String file) {
    attempt(
        file,
        () ->
            folder.locked(
                () -> {
                  if (rested(tray(file, State.OPEN))) {
                    move(file, State.OPEN, State.CLOSED);
                  }
                  return file;
                }));
  }

  private boolean rested(Path tray) throws IOException {
    return Files.isDirectory(tray)
        && !Files.getLastModifiedTime(tray).toInstant().plus(rest).isAfter(clock.instant());
  }

  private void bind(String file) {
    attempt(
        file,
        () -> {
          List<Place> letters = folder.letters(file);
          Path tray = tray(file, State.CLOSED);
          if (letters.isEmpty()) {
            discard(tray); // killed before the first one counted
          } else {
            List<Sheet> sheets = letters.stream().map(place -> sheet(tray, place)).toList();
            press.stack(sheets, file, part(file));
            force(part(file));
            move(file, State.CLOSED, State.BOUND);
            LOG.info("{}: {} letters", file, letters.size());
          }
        });
  }

  private static Sheet sheet(Path tray, Place place) {
    return new Sheet(Trays.letter(tray, place), place.first(), place.last());
  }

  private void finish(String file) {
    attempt(
        file,
        () -> {
          if (Files.exists(part(file))) {
            Files.move(part(file), folder.path().resolve(file), StandardCopyOption.ATOMIC_MOVE);
          }
          discard(tray(file, State.BOUND));
          alerts.clear(KIND, file);
        });
  }

  private Path part(String file) {
    return folder.path().resolve("." + file + ".part");
  }

  private Path tray(String file, State state) {
    return Trays.in(folder.path(), file, state);
  }

  private void move(String file, State from, State to) throws IOException {
    Trays.move(folder.path(), file, from, to);
  }

  private static void force(Path file) throws IOException {
    try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
      written.force(true);
    }
  }

  private static void discard(Path tray) throws IOException {
    try (DirectoryStream<Path> letters = Files.newDirectoryStream(tray)) {
      for (Path letter : letters) {
        Files.delete(letter);
      }
    }
    Files.delete(tray);
  }

  private interface Step {
    void run() throws IOException;
  }

  /** One file's trouble is no other's. */
  private void attempt(String file, Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      String cause = Cause.of(e);
      if (alerts.raise(
          KIND, file, "cannot be made, its letters wait in the print folder: " + cause)) {
        LOG.error("{} cannot be made", file, e);
      }
    }
  }
}
