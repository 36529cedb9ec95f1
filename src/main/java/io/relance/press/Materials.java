package io.relance.press;

import com.openhtmltopdf.extend.FSStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The files that a page may show: those below the home's templates/, links followed. */
final class Materials {
  static final String SCHEME = "templates";
  private final Path root;

  Materials(Path root) {
    this.root = root;
  }

  /** Where a page's reference leads; null = nowhere it may go: another scheme, another folder. */
  @Nullable String resolve(@Nullable String reference) {
    if (reference == null || reference.isBlank()) {
      return null;
    }
    String path = reference.startsWith(SCHEME + ":") ? path(reference) : reference;
    return path.indexOf(':') < 0 && find(path) != null ? SCHEME + ":" + path : null;
  }

  private static String path(String uri) {
    return uri.substring(SCHEME.length() + 1);
  }

  private @Nullable Path find(String path) {
    try {
      Path real = root.resolve(path).toRealPath();
      return real.startsWith(root.toRealPath()) && Files.isRegularFile(real) ? real : null;
    } catch (IOException | InvalidPathException e) {
      return null; // the page is refused and names the reference
    }
  }

  /** The bytes of a reference that {@link #resolve} allowed. */
  FSStream open(String uri) {
    Path file = find(path(uri));
    if (file == null) {
      throw new Unprintable("templates/" + path(uri) + " is gone");
    }
    try {
      return new Bytes(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new Unprintable("templates/" + path(uri) + " cannot be read: " + e.getMessage(), e);
    }
  }

  private record Bytes(byte[] content) implements FSStream {
    @Override
    public InputStream getStream() {
      return new ByteArrayInputStream(content);
    }

    @Override
    public Reader getReader() {
      return new InputStreamReader(getStream(), StandardCharsets.UTF_8);
    }
  }
}
