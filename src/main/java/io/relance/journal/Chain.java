package io.relance.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the journal stands: the last sequence number and its hash. Each hash covers the one before,
 * the entry's metadata and the hash of its payload, so that no entry can be changed, dropped or
 * inserted unseen, while the payload itself may be erased.
 */
public record Chain(long seq, byte[] hash) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The entries put in their places after this one, in order. */
  public List<Link> append(List<Entry> entries) {
    List<Link> links = new ArrayList<>(entries.size());
    Chain head = this;
    for (Entry entry : entries) {
      Link link = head.next(entry);
      links.add(link);
      head = new Chain(link.seq(), link.hash());
    }
    return links;
  }

  /** True when the link follows this place and nothing in it was changed. */
  public boolean accepts(Link link) {
    return link.seq() == seq + 1 && MessageDigest.isEqual(link.hash(), hashOf(link));
  }

  private Link next(Entry e) {
    Link open =
        new Link(
            seq + 1,
            e.at(),
            e.kind(),
            e.actor(),
            e.company(),
            e.account(),
            e.act(),
            json(e.detail()),
            e.payload(),
            e.payloadSha256(),
            hash);
    return sealed(open, hashOf(open));
  }

  private static Link sealed(Link l, byte[] hash) {
    return new Link(
        l.seq(),
        l.at(),
        l.kind(),
        l.actor(),
        l.company(),
        l.account(),
        l.act(),
        l.detail(),
        l.payload(),
        l.payloadSha256(),
        hash);
  }

  private byte[] hashOf(Link link) {
    MessageDigest digest = sha256();
    digest.update(hash);
    digest.update(metadata(link).getBytes(StandardCharsets.UTF_8));
    return digest.digest();
  }

  /** One field a line; JSON text and names hold no line break that could move a border. */
  private static String metadata(Link l) {
    return String.join(
        "\n",
        Long.toString(l.seq()),
        l.at().toString(),
        json(Map.of("kind", l.kind(), "actor", l.actor())),
        text(l.company()),
        text(l.account()),
        text(l.act()),
        l.detail(),
        text(l.payload()),
        l.payloadSha256() == null ? "-" : HexFormat.of().formatHex(l.payloadSha256()));
  }

  private static String text(@Nullable Long id) {
    return id == null ? "-" : id.toString();
  }

  private static String json(Map<String, String> detail) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(detail));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a journal entry's detail cannot be written as JSON", e);
    }
  }

  /** SHA-256, which every Java platform has. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform has no SHA-256", e);
    }
  }
}
