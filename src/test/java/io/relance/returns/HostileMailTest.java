package io.relance.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.relance.outbox.MessageId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two megabytes each, made to be dear to read: each takes well below a second. */
class HostileMailTest {
  private static final int SIZE = 2 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Sorting SORTING = new Sorting(MessageId.OURS);

  private enum Mail {
    FOLDED_SUBJECT("Subject: x", "\n y", "\n\nHello"),
    FOLDED_SENDER("From: x", "\n y", " <a@b.fr>\n\nHello"),
    FOLDED_REFERENCES("References: x", "\n <a@b>", "\n\nHello"),
    FOLDED_TYPE("Content-Type: text/plain", ";\n a=b", "\n\nHello"),
    FOLDED_NAME("Content-Disposition: attachment; filename=x", "\n y", "\n\nHello"),
    LONG_CONTINUED_NAME("Content-Disposition: attachment", "; filename*1*=x", "\n\nHello"),
    ENCODED_SUBJECT("Subject: ", "=?UTF-8?Q?=C3=A9?= ", "\n\nHello"),
    BROKEN_ENCODED_SUBJECT("Subject: ", "=?UTF-8?Q?", "\n\nHello"),
    MANY_HEADERS("Subject: x", "\nX-A: b", "\n\nHello"),
    NESTED_HTML("Auto-Submitted: auto-replied\nContent-Type: text/html\n\n", "<div>", ""),
    NESTED_BOLD("Auto-Submitted: auto-replied\nContent-Type: text/html\n\n", "<b><a><p>", ""),
    NESTED_TABLES("Auto-Submitted: auto-replied\nContent-Type: text/html\n\n", "<table><tr>", ""),
    HTML_ATTRIBUTES("Content-Type: text/html\n\n<a ", "a ", ""),
    CHALLENGES("Auto-Submitted: auto-replied\n\n", "confirm to before ", ""),
    ADDRESSES("From: mailer-daemon@x.fr\nReturn-Path: <>\n\n", "aaaaaaaaaa", ""),
    DOTTED("From: mailer-daemon@x.fr\nReturn-Path: <>\n\n", "a.", ""),
    STATUSES("From: mailer-daemon@x.fr\nReturn-Path: <>\n\n", "mailbox account ", ""),
    OURS("", "\nrelance.1.", ""),
    PARTS("Content-Type: multipart/mixed; boundary=b\n\n", "\n--b\n\nx", ""),
    BIG_PARTS(
        "Content-Type: multipart/mixed; boundary=b\n\n", "\n--b\n\n" + "x".repeat(30_000), ""),
    RFC822("Content-Type: message/rfc822\n\n", "Content-Type: message/rfc822\n\n", ""),
    REPORT(
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n",
        "Final-Recipient: rfc822;a@b.fr\nAction: failed\nStatus: 5.1.1\n\n",
        "\n--b--\n"),
    FOLDED_REPORT(
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n"
            + "Reporting-MTA: dns;x\n\nFinal-Recipient: rfc822;a@b.fr\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: x",
        "\n y",
        "\n--b--\n");

    private final String begin;
    private final String again;
    private final String end;

    Mail(String begin, String again, String end) {
      this.begin = begin;
      this.again = again;
      this.end = end;
    }

    byte[] bytes() {
      int times = (SIZE - begin.length() - end.length()) / again.length();
      return (begin + again.repeat(times) + end).getBytes(StandardCharsets.US_ASCII);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noneHoldsUpTheOthers(Mail mail) {
    byte[] bytes = mail.bytes();
    Returned read = assertTimeoutPreemptively(PATIENCE, () -> SORTING.of(bytes));
    assertThat(read.subject().length()).isLessThan(5_000);
  }
}
