package io.relance.command;

import io.relance.boot.House;
import io.relance.flow.Explaining;
import io.relance.flow.Explanation;
import io.relance.store.ExplainStore;
import io.relance.store.ExplainStore.Mail;
import io.relance.store.ExplainStore.Noted;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Why somebody heard what he heard, or did not. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Explain an item, an invoice or an account: every decision with its reason and figures and the"
          + " days on which it held, every message and what became of it.",
      "Exit code 1 if nothing is known by this key."
    })
public final class ExplainCommand extends HomeCommand {
  @Parameters(
      paramLabel = "KEY",
      description = "invoice number, item key, debtor key or reference, or account id")
  private String key = "";

  @Mixin private final InLanguage language = new InLanguage();
  @Mixin private final AsJson json = new AsJson();

  public ExplainCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    try (House house = open()) {
      var explaining = new Explaining(new ExplainStore(house.database()), desk().clock());
      var told = explaining.of(key, language.locale());
      if (json.wanted) {
        Json.print(out(), told);
      } else {
        tell(told);
      }
      out().flush();
      return told.isEmpty() ? 1 : 0;
    }
  }

  private void tell(List<Explanation> told) {
    if (told.isEmpty()) {
      out()
          .printf(
              "Nothing is known by '%s': give an invoice number, an item or debtor key.%n", key);
    }
    told.forEach(this::tell);
  }

  private void tell(Explanation one) {
    out()
        .printf(
            "%n%s (%s), account %d in %s, for %s%s%n",
            one.name(),
            one.debtor(),
            one.account(),
            one.currency(),
            one.companyName().isEmpty() ? "" : one.companyName() + ", ",
            one.company());
    out()
        .printf(
            "  last contact %s, marker %s, outward switch %s, looked at again %s%n",
            or(one.lastContact(), "never"),
            or(one.marker(), "none"),
            one.outward(),
            again(one.lookedAtAgain()));
    party(one);
    out().printf("%n  Decisions%s%n", one.decisions().isEmpty() ? ": none yet" : "");
    for (var decision : one.decisions()) {
      out()
          .printf(
              "    %s  %s [%s, policy %s %s; overdue %s, credit %s, coming %s]%n",
              days(decision.from(), decision.to()),
              decision.why(),
              decision.outcome(),
              or(decision.policy(), "none"),
              or(decision.version(), ""),
              decision.overdue(),
              decision.credit(),
              decision.coming());
    }
    one.items().forEach(item -> tell(item, one.currency()));
    out().printf("%n  Messages%s%n", one.acts().isEmpty() ? ": none" : "");
    one.acts().forEach(act -> tell(act, one.currency()));
    if (!one.cameBack().isEmpty()) {
      out().printf("%n  What came back%n");
      one.cameBack().forEach(this::tell);
    }
    if (!one.noted().isEmpty()) {
      out().printf("%n  What was noted%n");
      one.noted().forEach(this::tell);
    }
  }

  /** Who else this debtor is, and who speaks. */
  private void party(Explanation one) {
    for (var twin : one.party()) {
      boolean leads = twin.equals(one.party().get(0));
      out()
          .printf(
              "  %s %s (%s), account %d of %s: by %s%s since %s, %s; its outward switch is %s%s%n",
              twin.account() == one.account()
                  ? "one debtor in several sources, here"
                  : "  the same as",
              twin.name(),
              twin.debtor(),
              twin.account(),
              twin.company(),
              twin.how(),
              twin.why().isEmpty() ? "" : " " + twin.why(),
              twin.since().toString().substring(0, 10),
              twin.by(),
              twin.outward(),
              leads ? "; speaks for all where the policy takes them together" : "");
    }
  }

  private void tell(Explanation.Item item, String currency) {
    out()
        .printf(
            "%n  %s, due %s, %s%s%n",
            item.books() == null ? item.number() : item.number() + " of " + item.books(),
            item.due(),
            item.settled() == null ? item.open() + " " + currency + " open" : item.settled(),
            item.cycle() > 1 ? ", reopened " + (item.cycle() - 1) + " time(s)" : "");
    if (item.start() != null) {
      out().printf("    %s%n", item.start());
    }
    for (var reason : item.reasons()) {
      out().printf("    %s  %s%n", days(reason.from(), reason.to()), reason.why());
    }
  }

  private void tell(Explanation.Act act, String currency) {
    out()
        .printf(
            "    %s  %s by %s to %s%s for %s: %s%s (run %s, act %d)%n",
            act.day(),
            act.levelName(),
            act.channel(),
            to(act.to()),
            act.purpose().equals("paid") ? "" : ", asks " + act.asked() + " " + currency,
            String.join(", ", act.items()),
            act.state().toUpperCase(Locale.ROOT),
            act.note().isEmpty() ? "" : ", " + act.note(),
            act.run(),
            act.id());
  }

  /** What stays inside the house has no address. */
  private static String to(@Nullable String address) {
    return "".equals(address) ? "a colleague" : or(address, "whom the address book names");
  }

  private void tell(Mail mail) {
    out()
        .printf(
            "    %s  %s from %s: \"%s\"%s%s%n",
            mail.at().toString().substring(0, 10),
            what(mail.kind()),
            or(mail.from().isEmpty() ? null : mail.from(), "nobody"),
            mail.subject(),
            mail.cause().isEmpty() ? "" : ", " + mail.cause(),
            mail.act() == null ? "" : " (act " + mail.act() + ")");
  }

  private void tell(Noted noted) {
    out()
        .printf(
            "    %s  %s%s, by %s%s%n",
            noted.at().toString().substring(0, 10),
            said(noted.kind()),
            noted.words().isEmpty() ? "" : " \"" + noted.words().replaceAll("\\s+", " ") + "\"",
            noted.by(),
            noted.act() == null ? "" : " (act " + noted.act() + ")");
  }

  private static String said(String kind) {
    return switch (kind) {
      case "act deposited" -> "the post's number of the deposit";
      case "act received" -> "the post's number of the signed receipt";
      case "contact asked for" -> "a colleague was asked for a contact that works:";
      case "sms answered" -> "answer by SMS";
      case "sms stopped" -> "no more SMS wanted";
      default -> kind;
    };
  }

  private static String what(String kind) {
    return switch (kind) {
      case "hard" -> "bounce, nobody has this address,";
      case "soft" -> "bounce, not for the address,";
      case "policy" -> "bounce, refused for what we are,";
      case "delayed" -> "delay";
      case "delivered" -> "delivery report";
      case "read" -> "read receipt";
      case "complaint" -> "spam complaint";
      case "challenge" -> "filter that wants a person";
      case "automatic" -> "automatic answer";
      case "reply" -> "answer";
      default -> "mail that could not be understood";
    };
  }

  private static String days(LocalDate from, @Nullable LocalDate to) {
    if (to == null) {
      return from + " to today     ";
    }
    return to.equals(from) ? from + ", that morning  " : from + " to " + to.minusDays(1);
  }

  private static String again(@Nullable LocalDate day) {
    if (day == null) {
      return "at the next run";
    }
    return day.getYear() == 9999 ? "when something changes" : "on " + day;
  }

  private static String or(@Nullable Object value, String instead) {
    return value == null ? instead : value.toString();
  }
}
