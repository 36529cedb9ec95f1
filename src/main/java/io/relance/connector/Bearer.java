package io.relance.connector;

import io.relance.connector.Http.Answer;
import io.relance.connector.Http.Question;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Calls with an access token: renews it once when it is not accepted, and waits when the ERP asks
 * for patience (429 or 503 with Retry-After of at most a minute), three times at most.
 */
public final class Bearer {
  private static final int TIMES = 3;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Http http;
  private final OAuth2 oauth;

  public Bearer(Http http, OAuth2 oauth) {
    this.http = http;
    this.oauth = oauth;
  }

  /**
   * Asks; the answer may be of any status, 401 only when a fresh token is not accepted either.
   *
   * @param headers without the token
   */
  public Answer ask(String method, String url, Map<String, String> headers, @Nullable String body) {
    String token = oauth.access();
    Answer answer = patiently(question(method, url, headers, body, token));
    if (answer.status() == 401) {
      String renewed = oauth.renewed(token);
      answer = patiently(question(method, url, headers, body, renewed));
    }
    return answer;
  }

  private static Question question(
      String method, String url, Map<String, String> headers, @Nullable String body, String token) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Authorization", "Bearer " + token);
    return new Question(method, url, all, body);
  }

  private Answer patiently(Question question) {
    Answer answer = http.ask(question);
    for (int time = 0; time < TIMES; time++) {
      Duration wait = wait(answer);
      if (wait == null) {
        return answer;
      }
      LockSupport.parkNanos(wait.toNanos());
      answer = http.ask(question);
    }
    return answer;
  }

  private static @Nullable Duration wait(Answer answer) {
    String asked = answer.header("Retry-After").orElse("");
    if ((answer.status() != 429 && answer.status() != 503) || !asked.matches("\\d{1,3}")) {
      return null;
    }
    Duration wait = Duration.ofSeconds(Integer.parseInt(asked));
    return wait.compareTo(LONGEST) > 0 ? null : wait;
  }
}
