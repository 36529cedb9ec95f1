package io.relance.boot;

import io.relance.notice.Manner;
import io.relance.notice.Notice;
import io.relance.notice.Occasion;
import io.relance.notice.Templates;
import io.relance.outbox.Channel;
import io.relance.policy.Level;
import io.relance.policy.Thanks;
import io.relance.press.Press;
import io.relance.press.Unprintable;
import io.relance.settings.Mistake;
import io.relance.settings.NamedTemplate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tries the words that policies name on made-up debtors, and what is printed on paper. */
final class Proofs {
  private final Home home;
  private final Clock clock;
  private final Map<String, Channel> channels;
  private final Templates templates;
  private final Set<String> said = new HashSet<>();
  private final List<Mistake> mistakes = new ArrayList<>();
  private @Nullable Press press;

  /**
   * @param channels by name
   */
  Proofs(Home home, Clock clock, Map<String, Channel> channels) {
    this.home = home;
    this.clock = clock;
    this.channels = channels;
    this.templates = Templates.in(home.templates());
  }

  /** Each is said once, although a file that all languages share does it to every level. */
  List<Mistake> mistakes(List<NamedTemplate> named) {
    for (NamedTemplate one : named) {
      manners(one.channel()).forEach(manner -> words(one, manner));
    }
    return mistakes;
  }

  /** How what is sent is said, and what goes with it. */
  private List<Manner> manners(Level.Channel channel) {
    Channel known = channels.get(channel.name());
    List<Manner> manners = new ArrayList<>(List.of(new Manner(known.words(), known.service())));
    channel.attach().stream()
        .filter(name -> !name.equals("documents"))
        .map(Manner::plain)
        .forEach(manners::add);
    return manners;
  }

  private void words(NamedTemplate one, Manner manner) {
    String folder = manner.channel();
    String template = one.channel().template();
    if (!templates.has(folder, template)) {
      mistakes.add(
          one.mistake(
              "there is no templates/<language>/%s/%s.ftl".formatted(folder, template),
              "write it, or name one that exists in its place"));
    }
    boolean deadline = one.level().deadline() != null;
    for (String language : templates.languages()) {
      trouble(language, manner, one, deadline)
          .filter(said::add)
          .ifPresent(what -> mistakes.add(one.mistake(what, "correct the template")));
    }
  }

  private Optional<String> trouble(
      String language, Manner manner, NamedTemplate one, boolean deadline) {
    String template = one.channel().template();
    try {
      return templates.trouble(
          language, manner, template, occasion(one.level()), deadline, this::print);
    } catch (Unprintable e) {
      return Optional.of(
          "templates/%s/%s, %s: %s"
              .formatted(language, manner.channel(), template, e.getMessage()));
    }
  }

  /** Of a letter also the page: a tag that is not closed, a character without glyph. */
  private void print(Notice notice) {
    String page = notice.parts().get("xhtml");
    if (page != null) {
      press = press == null ? Press.in(home.templates(), clock) : press;
      press.print(page);
    }
  }

  private static Occasion occasion(Level level) {
    if (level.rank() == Thanks.RANK) {
      return Occasion.PAID;
    }
    return level.preDue() ? Occasion.COMING : Occasion.OVERDUE;
  }
}
