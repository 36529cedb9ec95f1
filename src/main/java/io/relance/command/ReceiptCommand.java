package io.relance.command;

import io.relance.flow.Posting.Proof;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The post's numbers of a registered letter that somebody sent by hand. */
@Command(
    name = "receipt",
    mixinStandardHelpOptions = true,
    description = {
      "Enter the numbers that the post gave to a registered letter: of its deposit, of the receipt that the debtor signed.",
      "Journaled with your name. Works beside a running hub. Exit code 1 if the letter was not sent."
    })
public final class ReceiptCommand extends HomeCommand {
  @Parameters(
      index = "0",
      paramLabel = "ACT",
      description = "the number of the act, for example 42")
  private long act;

  @ArgGroup(multiplicity = "1")
  private final Numbers numbers = new Numbers();

  /** One of both. */
  static final class Numbers {
    @Option(names = "--deposit", paramLabel = "NUMBER", description = "of the deposit")
    private String deposit = "";

    @Option(names = "--received", paramLabel = "NUMBER", description = "of the signed receipt")
    private String received = "";
  }

  public ReceiptCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    boolean deposit = !numbers.deposit.isEmpty();
    String number = deposit ? numbers.deposit : numbers.received;
    Proof proof = deposit ? Proof.DEPOSIT : Proof.RECEIPT;
    return inside(
        rooms -> {
          String debtor = rooms.posting().note(act, proof, number, desk().person());
          out()
              .printf(
                  "Act %d to %s: %s %s is in the journal.%n",
                  act, debtor, deposit ? "deposit" : "receipt", number);
        });
  }
}
