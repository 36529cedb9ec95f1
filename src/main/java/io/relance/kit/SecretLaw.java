package io.relance.kit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.relance.kit.Law.Broken;
import io.relance.kit.Player.Harm;
import io.relance.kit.Player.Mishap;
import io.relance.settings.Connector.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Secrets are seen nowhere: neither when all goes well nor in trouble. */
final class SecretLaw {
  private static final int TOO_SHORT = 6;

  private SecretLaw() {}

  static String unseen(Trial trial) throws Exception {
    List<String> secrets = secrets(trial);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    try (Trial.Play play = trial.play()) {
      List<String> shown = new ArrayList<>();
      shown.add(Trial.good(play).ending());
      for (Mishap mishap : play.player().mishaps(Harm.REFUSED)) {
        shown.add(message(play.sweep(mishap).failure().orElse(null)));
        shown.add(probed(trial, play));
      }
      shown.addAll(play.stage().addresses());
      log.list.forEach(event -> shown.add(line(event)));
      return looked(secrets, shown);
    } finally {
      root.detachAppender(log);
    }
  }

  private static List<String> secrets(Trial trial) {
    List<String> secrets = new ArrayList<>();
    for (Parameter parameter : trial.connector().parameters().values()) {
      String value = trial.sample().parameters().getOrDefault(parameter.name(), "");
      if (parameter.secret() && !value.isEmpty()) {
        if (value.length() < TOO_SHORT) {
          throw new Broken(
              "the sample's "
                  + parameter.name()
                  + " is too short to be looked for: make it longer");
        }
        secrets.add(value);
      }
    }
    return secrets;
  }

  /** What the probe says while the same mishap lasts. */
  private static String probed(Trial trial, Trial.Play play) {
    try {
      return String.valueOf(play.stage().run("probe", trial.company(), null, Map.of()));
    } catch (Exception e) {
      return message(e);
    }
  }

  private static String message(@Nullable Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (Throwable e = failure; e != null; e = e.getCause()) {
      all.append(e).append('\n');
    }
    return all.toString();
  }

  private static String line(ILoggingEvent event) {
    return event.getFormattedMessage()
        + (event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }

  private static String looked(List<String> secrets, List<String> shown) {
    for (String secret : secrets) {
      for (String text : shown) {
        if (text.contains(secret)) {
          throw new Broken("a secret is shown: " + text.replace(secret, "***").strip());
        }
      }
    }
    return secrets.isEmpty()
        ? "this sample names no secret"
        : secrets.size() + " secret(s) looked for in " + shown.size() + " texts";
  }
}
