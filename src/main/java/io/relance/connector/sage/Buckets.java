package io.relance.connector.sage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An export is sorted by journal, we need it by customer: its records go into temporary files by
 * the hash of the customer's code, and come back one file at a time. So heap holds a part of the
 * export, however large it is.
 */
final class Buckets implements AutoCloseable {
  private static final int COUNT = 64;

  /**
   * One record of the export.
   *
   * @param line of the file where it begins
   */
  record Taken(String flag, String party, long line, List<String> fields) {}

  private final Path folder;
  private final List<DataOutputStream> out = new ArrayList<>();

  Buckets() throws IOException {
    folder = Files.createTempDirectory("relance-sage");
    for (int i = 0; i < COUNT; i++) {
      out.add(
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path(i)), 1 << 13)));
    }
  }

  private Path path(int bucket) {
    return folder.resolve(String.valueOf(bucket));
  }

  void add(Taken record) throws IOException {
    DataOutputStream to = out.get(Math.floorMod(record.party().hashCode(), COUNT));
    to.writeUTF(record.flag());
    to.writeUTF(record.party());
    to.writeLong(record.line());
    to.writeShort(record.fields().size());
    for (String field : record.fields()) {
      to.writeUTF(field);
    }
  }

  int count() {
    return COUNT;
  }

  /** Nothing is added any more. */
  void sealed() throws IOException {
    for (DataOutputStream each : out) {
      each.close();
    }
  }

  /** All records of one of them, in the order they came. */
  List<Taken> list(int bucket) {
    List<Taken> records = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(path(bucket))))) {
      while (true) {
        records.add(read(in));
      }
    } catch (EOFException e) {
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Taken read(DataInputStream in) throws IOException {
    String flag = in.readUTF();
    String party = in.readUTF();
    long line = in.readLong();
    int count = in.readShort();
    List<String> fields = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      fields.add(in.readUTF());
    }
    return new Taken(flag, party, line, fields);
  }

  /** Gives the temporary files back. */
  @Override
  public void close() {
    try {
      sealed();
      for (int i = 0; i < COUNT; i++) {
        Files.deleteIfExists(path(i));
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
