package io.relance.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry in its place: what the journal table holds. {@code detail} is canonical JSON text. */
public record Link(
    long seq,
    Instant at,
    String kind,
    String actor,
    @Nullable Long company,
    @Nullable Long account,
    @Nullable Long act,
    String detail,
    @Nullable Long payload,
    byte @Nullable [] payloadSha256,
    byte[] hash) {}
