package io.relance.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What arrives becomes a file, numbered in the order of arrival; what lies there already stays. */
final class Arrivals {
  private final AtomicInteger number = new AtomicInteger();
  private final List<Path> files = new CopyOnWriteArrayList<>();

  /** Keeps it in that folder, under the next free number. */
  void keep(Path folder, String name, InputStream content) throws IOException {
    Path file = free(folder, name);
    Files.copy(content, file);
    files.add(file);
  }

  private Path free(Path folder, String name) {
    Path file;
    do {
      file = folder.resolve("%04d-%s".formatted(number.incrementAndGet(), name));
    } while (Files.exists(file));
    return file;
  }

  /** What arrived so far, in order. */
  List<Path> list() {
    return List.copyOf(files);
  }
}
