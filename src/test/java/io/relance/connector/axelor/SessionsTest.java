package io.relance.connector.axelor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Who shares a session, and who waits for whose login. */
class SessionsTest {
  private final Sessions sessions = Sessions.of(new DefaultCamelContext());

  private static Access access(String url, String apiKey) {
    Access access = new Access();
    access.setUrl(url);
    access.setApiKey(apiKey);
    return access;
  }

  private static Session session(String name) {
    return Session.of(Map.of("JSESSIONID", name));
  }

  @Test
  void aDeploymentThatDoesNotAnswerHoldsUpNoOther() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Session> dead =
        CompletableFuture.supplyAsync(
            () ->
                sessions.get(
                    access("http://dead.example", "k"),
                    () -> {
                      entered.countDown();
                      await(end);
                      return session("dead");
                    }));
    assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Session> alive =
        CompletableFuture.supplyAsync(
            () -> sessions.get(access("http://alive.example", "k"), () -> session("alive")));
    assertThat(alive.get(10, TimeUnit.SECONDS)).isEqualTo(session("alive"));
    assertThat(dead).isNotDone();
    end.countDown();
    assertThat(dead.get(10, TimeUnit.SECONDS)).isEqualTo(session("dead"));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void twoKeysOfOneDeploymentShareNothing() {
    Session one = sessions.get(access("http://erp.example", "one"), () -> session("one"));
    Session two = sessions.get(access("http://erp.example", "two"), () -> session("two"));
    assertThat(two).isNotEqualTo(one);
    assertThat(sessions.get(access("http://erp.example", "one"), () -> session("again")))
        .isSameAs(one);
  }

  @Test
  void aSessionThatWasLostIsForgottenANewerOneStays() {
    Access access = access("http://erp.example", "k");
    Session lost = sessions.get(access, () -> session("lost"));
    sessions.forget(access, lost);
    Session newer = sessions.get(access, () -> session("newer"));
    sessions.forget(access, lost);
    assertThat(sessions.get(access, () -> session("third"))).isSameAs(newer);
  }
}
