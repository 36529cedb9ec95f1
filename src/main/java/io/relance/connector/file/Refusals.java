package io.relance.connector.file;

/** What is wrong with a file before it is opened. */
final class Refusals {
  private Refusals() {}

  static Report older(Stamp known) {
    return Report.of(
        "plus ancien que le fichier déjà repris (%s, état au %s)"
            .formatted(known.name(), known.asOf()),
        "older than the file already taken (%s, as of %s)".formatted(known.name(), known.asOf()));
  }

  static Report again(Stamp known) {
    return Report.of(
        "contenu identique à un fichier déjà repris (le dernier : %s) ; pour dire que rien n'a changé, mettre la date du jour dans le nom ({date})"
            .formatted(known.name()),
        "the same content as a file already taken (the last one: %s); to say that nothing changed, put the day into the name ({date})"
            .formatted(known.name()));
  }

  static Report future(String when) {
    return Report.of(
        "daté dans l'avenir (%s) : régler l'horloge du poste qui l'écrit".formatted(when),
        "dated in the future (%s): set the clock of the machine that writes it".formatted(when));
  }

  static Report noDay(String day) {
    return Report.of(
        "la date du nom (%s) n'existe pas".formatted(day),
        "the day in its name (%s) does not exist".formatted(day));
  }

  static Report sum() {
    return Report.of(
        "l'empreinte sha256 ne correspond pas au fichier .sha256 joint : transfert incomplet, à renvoyer",
        "its sha256 is not the one in the .sha256 file beside it: an incomplete transfer, send it again");
  }

  static Report large(long megabytes) {
    return Report.of(
        "plus de %d Mo : un fichier si gros n'est pas lu (largestMegabytes)".formatted(megabytes),
        "more than %d MB: a file so large is not read (largestMegabytes)".formatted(megabytes));
  }
}
