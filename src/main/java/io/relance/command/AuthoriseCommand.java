package io.relance.command;

import io.relance.boot.Authorisation;
import io.relance.boot.House;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.Scanner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets the hub into an ERP with OAuth2, first or again. */
@Command(
    name = "authorise",
    mixinStandardHelpOptions = true,
    description = {
      "Let the hub into an ERP that wants a person's yes (Sage Active, Sage Accounting): shows the"
          + " address where you say it, then takes the code, or the whole address you are sent to.",
      "What the ERP gives stands in the hub's database and is renewed by itself; only the hub may"
          + " use it. Journaled with your name. Works beside a running hub."
    })
public final class AuthoriseCommand extends HomeCommand {
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&#]+)");

  @Parameters(paramLabel = "SOURCE", description = "as in relance.source.SOURCE.connector")
  private String source = "";

  @Option(names = "--code", paramLabel = "CODE", description = "the code, when you have it already")
  private @Nullable String code;

  @Option(
      names = "--refresh",
      description = "take a refresh token that you got elsewhere, from the standard input")
  private boolean refresh;

  public AuthoriseCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    try (House house = open();
        Authorisation authorisation = Authorisation.of(house, source)) {
      if (refresh) {
        authorisation.refresh(typed("Paste the refresh token: "), desk().person());
      } else {
        authorisation.code(code == null ? said(authorisation) : in(code), desk().person());
      }
      out().printf("%s is authorised. See: relance check%n", source);
      return 0;
    } catch (NoSuchElementException | IllegalStateException e) {
      throw Refusal.of(e);
    } finally {
      out().flush();
    }
  }

  private String said(Authorisation authorisation) {
    out()
        .printf(
            "Open this address, log in there and say yes:%n%n  %s%n%n", authorisation.address());
    return in(typed("Paste the code, or the address you were sent to: "));
  }

  private static String in(String pasted) {
    Matcher code = CODE.matcher(pasted);
    return code.find() ? URLDecoder.decode(code.group(1), StandardCharsets.UTF_8) : pasted;
  }

  private String typed(String question) {
    out().print(question);
    out().flush();
    Scanner answer = new Scanner(System.in, StandardCharsets.UTF_8);
    if (!answer.hasNextLine()) {
      throw new Refusal("nothing was pasted", "run it again, or give --code");
    }
    return answer.nextLine().strip();
  }
}
