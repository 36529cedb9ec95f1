package io.relance.command;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Rooms;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A command that works on a home. Exit codes: 0 done, 1 no (mistakes, or the answer is no), 2 wrong
 * usage.
 */
abstract class HomeCommand implements Callable<Integer> {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "the installation to work on; default: the one this program came with")
  private @Nullable Path home;

  private final Desk desk;

  HomeCommand(Desk desk) {
    this.desk = desk;
  }

  Desk desk() {
    return desk;
  }

  PrintWriter out() {
    return desk.out();
  }

  Home home() {
    return Home.at(home == null ? desk.installation() : home);
  }

  /** The folder given with --home, else this one. */
  Path homeOr(Path folder) {
    return home == null ? folder : home;
  }

  /** Asks; only a typed yes is one. */
  boolean confirmed(String question) {
    out().printf("%n%s Type yes: ", question);
    out().flush();
    Scanner answer = new Scanner(System.in, StandardCharsets.UTF_8);
    return answer.hasNextLine() && answer.nextLine().strip().equalsIgnoreCase("yes");
  }

  /**
   * Does it with the opened home's rooms; what they refuse, in words, is the answer.
   *
   * @return exit code 0
   */
  int inside(Consumer<Rooms> work) {
    try (House house = open()) {
      work.accept(Rooms.of(house));
      return 0;
    } catch (NoSuchElementException | IllegalStateException e) {
      throw Refusal.of(e);
    } finally {
      out().flush();
    }
  }

  /** The home, opened: settings read, database attached or started. */
  House open() {
    return House.open(home(), desk.clock(), desk.environment());
  }
}
