package io.relance.command;

import java.util.Locale;
import picocli.CommandLine.Option;

/** In which language reasons are told. */
final class InLanguage {
  @Option(
      names = "--language",
      paramLabel = "CODE",
      defaultValue = "en",
      description = "of the reasons (en, fr)")
  private String code = "en";

  Locale locale() {
    return Locale.forLanguageTag(code);
  }
}
