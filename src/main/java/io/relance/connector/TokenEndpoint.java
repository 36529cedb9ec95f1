package io.relance.connector;

import io.relance.connector.Http.Answer;
import io.relance.connector.Http.Question;
import io.relance.connector.SourceTrouble.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Asks a token endpoint that belongs to no ERP, and so to no connector's {@code call} kamelet: a
 * mail provider's. Follows no redirect; certificate and host name are verified.
 */
public final class TokenEndpoint implements Function<Question, Answer> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST_BYTES = 64 << 10;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String where;

  /**
   * @param where the endpoint in words, for troubles
   */
  public TokenEndpoint(String where) {
    this.where = where;
  }

  /**
   * Asks once; what answers slowly or without end is not waited for.
   *
   * @throws SourceTrouble UNREACHABLE when no whole answer came; MISCONFIGURED when more came than
   *     any token has
   */
  @Override
  public Answer apply(Question question) {
    CompletableFuture<HttpResponse<byte[]>> asked =
        client.sendAsync(request(question), head -> new Bounded(MOST_BYTES));
    try {
      HttpResponse<byte[]> answer = asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
    } catch (ExecutionException e) {
      throw tooLong(e) ? endless(e) : unreachable(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw unreachable("not within " + PATIENCE.toSeconds() + " seconds", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("interrupted", e);
    } finally {
      asked.cancel(true);
    }
  }

  private static boolean tooLong(Throwable failure) {
    return failure instanceof Bounded.TooLong
        || failure.getCause() != null && tooLong(failure.getCause());
  }

  private static HttpRequest request(Question question) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(question.url()))
            .timeout(PATIENCE)
            .method(
                question.method(),
                question.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(question.body()));
    question.headers().forEach(request::header);
    return request.build();
  }

  private SourceTrouble endless(Exception cause) {
    return new SourceTrouble(
        Kind.MISCONFIGURED,
        "%s, asked for a token: more than %d KiB came, which is no token. What to do: correct .oauth.url: the provider's token endpoint."
            .formatted(where, MOST_BYTES >> 10),
        cause);
  }

  private SourceTrouble unreachable(String why, Exception cause) {
    return new SourceTrouble(
        Kind.UNREACHABLE,
        "%s, asked for a token: no whole answer came (%s). What to do: check the network to it; it is tried again."
            .formatted(where, why),
        cause);
  }
}
