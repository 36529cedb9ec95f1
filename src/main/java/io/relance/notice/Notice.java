package io.relance.notice;

import java.util.List;

/**
 * The rendered words to one recipient.
 *
 * @param language the folder whose words were used
 * @param remarks what a person should know: another language than the recipient's was used
 */
public record Notice(
    String language, String subject, String text, String html, List<String> remarks) {}
