package io.relance.connector;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** An answer's body in memory, of so many bytes at most; a longer one is not read to its end. */
final class Bounded implements BodySubscriber<byte[]> {
  private final BodySubscriber<byte[]> body = BodySubscribers.ofByteArray();
  private final int most;
  private @Nullable Subscription subscription;
  private int taken;

  Bounded(int most) {
    this.most = most;
  }

  /** Its body was longer. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    private TooLong(int most) {
      super("more than " + most + " bytes");
    }
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body.getBody();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    body.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    taken += parts.stream().mapToInt(ByteBuffer::remaining).sum();
    if (taken <= most) {
      body.onNext(parts);
    } else if (subscription != null) {
      subscription.cancel();
      body.onError(new TooLong(most));
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.onError(failure);
  }

  @Override
  public void onComplete() {
    body.onComplete();
  }
}
