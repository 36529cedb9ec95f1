package io.relance.connector;

import io.relance.connector.Http.Answer;
import io.relance.connector.Http.Question;
import io.relance.connector.SourceTrouble.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Function;

/**
 * Asks a token endpoint that belongs to no ERP, and so to no connector's {@code call} kamelet: a
 * mail provider's. Follows no redirect; certificate and host name are verified.
 */
public final class TokenEndpoint implements Function<Question, Answer> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String where;

  /**
   * @param where the endpoint in words, for troubles
   */
  public TokenEndpoint(String where) {
    this.where = where;
  }

  /**
   * Asks once.
   *
   * @throws SourceTrouble UNREACHABLE when no whole answer came
   */
  @Override
  public Answer apply(Question question) {
    try {
      HttpResponse<byte[]> answer = client.send(request(question), BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
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

  private SourceTrouble unreachable(Exception cause) {
    return new SourceTrouble(
        Kind.UNREACHABLE,
        "%s, asked for a token: no whole answer came (%s). What to do: check the network to it; it is tried again."
            .formatted(where, cause),
        cause);
  }
}
