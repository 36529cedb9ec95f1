package io.relance.outbox;

import io.relance.policy.Reaches;

/**
 * A way by which messages leave, as its route routes/send-NAME.camel.yaml declares it.
 *
 * @param resends when nobody knows whether a message arrived: true = the same bytes leave once more
 *     by themselves, false = it waits for a person
 * @param words the folder of its templates, templates/LANGUAGE/WORDS
 */
public record Channel(String name, Reaches reaches, boolean resends, String words) {}
