package io.relance.connector.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.relance.connector.Page;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Pages of canonical records in a temporary file: written while a file is read, handed on once it
 * was read to its end and believed. Heap holds one page of each type.
 */
final class Spool implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();

  /** Writes the fields of one record. */
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /** One page: its type and its records as a JSON array. */
  record Sheet(String type, byte[] json) {}

  private final int pageSize;
  private final FileChannel channel;
  private final DataOutputStream out;
  private final Map<String, Filling> filling = new LinkedHashMap<>();

  /**
   * Opens one.
   *
   * @param pageSize records a page, at most {@link Page#MOST}
   */
  Spool(int pageSize) throws IOException {
    this.pageSize = Math.max(1, Math.min(Page.MOST, pageSize));
    Path file = Files.createTempFile("relance-pages", ".tmp");
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    out = new DataOutputStream(Channels.newOutputStream(channel));
  }

  /** A page that is not full yet. */
  private static final class Filling {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 18);
    private JsonGenerator json;
    private int records;

    Filling() throws IOException {
      json = begin();
    }

    private JsonGenerator begin() throws IOException {
      bytes.reset();
      records = 0;
      JsonGenerator fresh = JSON.createGenerator(bytes);
      fresh.writeStartArray();
      return fresh;
    }

    void end(String type, DataOutputStream out) throws IOException {
      json.writeEndArray();
      json.close();
      out.writeUTF(type);
      out.writeInt(bytes.size());
      bytes.writeTo(out);
      json = begin();
    }
  }

  void add(String type, Fields fields) throws IOException {
    Filling page = filling.get(type);
    if (page == null) {
      page = new Filling();
      filling.put(type, page);
    }
    page.json.writeStartObject();
    fields.write(page.json);
    page.json.writeEndObject();
    if (++page.records == pageSize) {
      page.end(type, out);
    }
  }

  /** A text field; nothing when there is no text. */
  static void text(JsonGenerator json, String name, @Nullable String text) throws IOException {
    if (text != null && !text.isEmpty()) {
      json.writeStringField(name, text);
    }
  }

  /** Every page that was written, once. */
  Iterator<Sheet> pages() throws IOException {
    for (Map.Entry<String, Filling> page : filling.entrySet()) {
      if (page.getValue().records > 0) {
        page.getValue().end(page.getKey(), out);
      }
    }
    out.flush();
    channel.position(0);
    return new Sheets(new DataInputStream(Channels.newInputStream(channel)), channel.size());
  }

  /** Gives the temporary file back. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Sheets implements Iterator<Sheet> {
    private final DataInputStream in;
    private final long size;

    Sheets(DataInputStream in, long size) {
      this.in = in;
      this.size = size;
    }

    @Override
    public boolean hasNext() {
      try {
        return channel.position() < size;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Sheet next() {
      try {
        String type = in.readUTF();
        byte[] json = new byte[in.readInt()];
        in.readFully(json);
        return new Sheet(type, json);
      } catch (EOFException e) {
        throw new NoSuchElementException("no page is left");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
