package io.relance.notice;

import freemarker.core.ParseException;
import freemarker.template.TemplateException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Words that cannot be made: nothing leaves. The message names file, line and what to do. */
public final class Unrenderable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unrenderable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static Unrenderable missing(String channel, String template, Collection<String> languages) {
    return new Unrenderable(
        "no templates/LANGUAGE/%s/%s.ftl for any of %s: write one, or name another template in the policy"
            .formatted(channel, template, String.join(", ", languages)),
        null);
  }

  static Unrenderable broken(String name, Exception e) {
    return new Unrenderable("templates" + place(name, e) + ": " + firstLine(e), e);
  }

  private static String place(String name, Exception e) {
    if (e instanceof TemplateException t && t.getTemplateSourceName() != null) {
      return "/" + t.getTemplateSourceName() + " line " + t.getLineNumber();
    }
    return e instanceof ParseException p
        ? "/" + p.getTemplateName() + " line " + p.getLineNumber()
        : name;
  }

  private static String firstLine(Exception e) {
    String message =
        e instanceof TemplateException t ? t.getMessageWithoutStackTop() : e.getMessage();
    return String.valueOf(message).lines().limit(2).reduce((a, b) -> a + " " + b).orElse("");
  }
}
