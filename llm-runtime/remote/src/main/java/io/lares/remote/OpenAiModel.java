package io.lares.remote;

import io.lares.language.Completion;
import io.lares.language.Endpoint;
import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import io.lares.language.LanguageModel;
import io.lares.language.RemoteModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** A model behind an address that speaks the OpenAI API. */
final class OpenAiModel implements RemoteModel {
  /** Requests of one home at a time; a server has other homes to answer. */
  static final int MOST_AT_ONCE = 8;

  private final Endpoint endpoint;
  private final Connection connection;
  private final Watch watch;
  private final Semaphore free = new Semaphore(MOST_AT_ONCE);
  private volatile boolean closed;

  OpenAiModel(Endpoint endpoint, Watch.Pace pace) {
    this.endpoint = endpoint;
    connection = new Connection(endpoint);
    watch = new Watch(endpoint.address().toString(), new Probe(endpoint, connection)::look, pace);
  }

  @Override
  public String name() {
    String model = found().map(Found::model).orElse(endpoint.model());
    return (model.isBlank() ? "a model" : model) + " at " + endpoint.address().getHost();
  }

  @Override
  public Readiness readiness() {
    if (closed) {
      return new Readiness.Unavailable("The connection to the model was closed");
    }
    return switch (watch.state()) {
      case Watch.State.Unknown _ -> new Readiness.Asleep();
      case Watch.State.Well _ -> new Readiness.Ready();
      case Watch.State.Ill(LanguageException why) ->
          new Readiness.Unavailable(String.valueOf(why.getMessage()));
    };
  }

  @Override
  public Optional<Found> found() {
    return watch.server().map(Server::found);
  }

  @Override
  public int contextTokens() {
    int chosen =
        endpoint.contextTokens() > 0 ? endpoint.contextTokens() : LanguageModel.CONTEXT_TOKENS;
    return found().map(Found::contextTokens).orElse(chosen);
  }

  @Override
  public Completion answer(Request request, Listener listener)
      throws LanguageException, InterruptedException {
    long asked = System.nanoTime();
    if (!free.tryAcquire()) {
      throw new LanguageException(Reason.BUSY, "Too many requests wait for the server already");
    }
    try {
      return answer(request, listener, asked);
    } catch (LanguageException e) {
      if (closed) {
        throw new LanguageException(Reason.CLOSED, "The connection to the model was closed", e);
      }
      if (e.reason() == Reason.UNAVAILABLE) {
        watch.suspect(e);
      }
      throw e;
    } finally {
      free.release();
    }
  }

  private Completion answer(Request request, Listener listener, long asked)
      throws LanguageException, InterruptedException {
    Duration time = request.limits().time();
    Server server = watch.await(time);
    Hearing hearing = new Hearing(request, listener, Check.of(request.grammar()), asked);
    String question = Question.of(server, endpoint.api(), request);
    URI way =
        connection.below(
            switch (endpoint.api()) {
              case CHAT -> "/chat/completions";
              case COMPLETIONS -> "/completions";
            });
    Duration left = time.minusNanos(System.nanoTime() - asked);
    if (!left.isPositive()) {
      return hearing.outOfTime();
    }
    try (Connection.Answer answer = connection.post(way, question, left)) {
      if (answer.status() != 200) {
        throw connection.trouble().of(answer.status(), answer.text());
      }
      return hearing.hear(answer, connection.trouble());
    } catch (HttpConnectTimeoutException e) {
      throw connection.broken(e);
    } catch (HttpTimeoutException e) {
      return hearing.outOfTime();
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw connection.broken(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    watch.close();
    connection.close();
  }
}
