package io.relance.flow;

import io.relance.notice.Dossier;
import io.relance.notice.Notice;
import io.relance.notice.Templates;
import io.relance.outbox.Attachment;
import io.relance.press.Press;
import io.relance.store.DocumentStore;
import io.relance.store.DocumentStore.Wanted;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that go with an e-mail, as the policy names them ({@code attach: [letter, statement,
 * documents]}). One that cannot be had keeps the whole message from leaving.
 */
public final class Enclosures {
  static final String PDF = "application/pdf";

  private final Templates templates;
  private final Press press;
  private final DocumentStore documents;
  private final long most;

  /**
   * @param most bytes that all files of a message may have together
   */
  public Enclosures(Templates templates, Press press, DocumentStore documents, long most) {
    this.templates = templates;
    this.press = press;
    this.documents = documents;
    this.most = most;
  }

  /**
   * The files of this message.
   *
   * @throws IllegalStateException when the ERP has no PDF of an invoice, or all is too large
   * @throws io.relance.notice.Unrenderable when the letter's words cannot be made
   * @throws io.relance.press.Unprintable when its page cannot be printed
   */
  List<Attachment> of(Draft draft, Dossier dossier) {
    List<Attachment> files = new ArrayList<>();
    for (String name : draft.attach()) {
      files.addAll(
          switch (name) {
            case Documents.NAME -> documents(draft);
            default -> List.of(printed(name, draft, dossier));
          });
    }
    weigh(files);
    return files;
  }

  /** A letter as it is printed, what goes with it behind: one PDF. */
  byte[] bound(Notice letter, List<Attachment> files) {
    List<byte[]> pages = new ArrayList<>(List.of(press.print(letter.parts().get("xhtml"))));
    files.forEach(file -> pages.add(file.content()));
    return press.bind(pages);
  }

  private Attachment printed(String name, Draft draft, Dossier dossier) {
    Notice page = templates.write(name, draft.act().template(), dossier);
    String title = page.subject().isEmpty() ? name : page.subject();
    return new Attachment(title + ".pdf", PDF, press.print(page.parts().get("xhtml")));
  }

  private List<Attachment> documents(Draft draft) {
    List<Attachment> files = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Wanted wanted : documents.wanted(draft.asked())) {
      documents.find(wanted).ifPresentOrElse(files::add, () -> missing.add(wanted.number()));
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "its ERP has no PDF of %s: send or print it there once, or take documents out of the policy's attach"
              .formatted(String.join(", ", missing)));
    }
    return files;
  }

  private void weigh(List<Attachment> files) {
    long bytes = files.stream().mapToLong(file -> file.content().length).sum();
    if (bytes > most) {
      throw new IllegalStateException(
          "its files have %d bytes, more than relance.mail.attach.kilobytes=%d allows: %s"
              .formatted(bytes, most / 1_000, files));
    }
  }
}
