package io.relance.command;

import picocli.CommandLine.Option;

/** Whether a program reads the answer. */
final class AsJson {
  @Option(names = "--json", description = "answer as JSON")
  boolean wanted;
}
