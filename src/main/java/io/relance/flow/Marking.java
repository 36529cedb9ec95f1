package io.relance.flow;

import io.relance.outbox.Act;
import io.relance.outbox.Trace;
import io.relance.store.PaperStore.Addressee;
import java.net.URI;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks an e-mail's HTML so that its opening and its clicks come to our door ({@link Tracking}).
 * The text part is never marked, nor is a rehearsal.
 *
 * @param url under which the door is reached; empty = nothing is ever marked
 * @param consent the tag of debtors who agree; {@code *} = all of them
 */
public record Marking(String url, String consent) {
  private static final Pattern LINK = Pattern.compile("(?i)(<a\\s[^>]*?href=\")([^\"]+)(?=\")");
  private static final Pattern ENTITY = Pattern.compile("&#?\\w+;");
  private static final String PICTURE =
      "<img src=\"%s/seen/%s\" width=\"1\" height=\"1\" alt=\"\" style=\"display:block;border:0\">";

  /** No e-mail is marked. */
  public static final Marking NONE = new Marking("", "");

  boolean wanted(Act act, Addressee addressee) {
    return !url.isEmpty()
        && !act.redirected()
        && (consent.equals("*") || addressee.tags().contains(consent));
  }

  /** The same words, with a picture at the end and with links that lead through our door. */
  String mark(String hub, long act, String html) {
    String led =
        LINK.matcher(html).replaceAll(found -> Matcher.quoteReplacement(led(hub, act, found)));
    int end = led.toLowerCase(Locale.ROOT).lastIndexOf("</body>");
    int at = end < 0 ? led.length() : end;
    String picture = PICTURE.formatted(url, new Trace(act, null).token(hub));
    return led.substring(0, at) + picture + led.substring(at);
  }

  private String led(String hub, long act, MatchResult found) {
    String link = found.group(2).replace("&amp;", "&");
    if (ENTITY.matcher(link).find()) {
      return found.group();
    }
    return Trace.target(link)
        .map((URI target) -> found.group(1) + url + "/go/" + new Trace(act, target).token(hub))
        .orElse(found.group());
  }
}
