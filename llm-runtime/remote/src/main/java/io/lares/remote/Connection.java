package io.lares.remote;

import io.lares.language.Endpoint;
import io.lares.language.LanguageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** HTTP to one endpoint. The key goes there and nowhere else: redirects are not followed. */
final class Connection implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final int LONGEST_TEXT = 1 << 20;

  private final Endpoint endpoint;
  private final HttpClient client;

  /** Closes streams whose time is over: reading one knows no time limit of its own. */
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("remote-model-clock").factory());

  Connection(Endpoint endpoint) {
    this.endpoint = endpoint;
    client =
        HttpClient.newBuilder()
            // What runs models often stumbles over the offer to speak HTTP/2 without encryption.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(ProxySelector.of(null))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /** A way below the address: {@code /models}. */
  URI below(String path) {
    return URI.create(endpoint.address() + path);
  }

  /** A way beside the address, where servers keep what is not of the OpenAI API. */
  URI beside(String path) {
    return URI.create(endpoint.address().toString().replaceFirst("/v1$", "") + path);
  }

  /** The whole text there, whatever its status. */
  Text get(URI uri, Duration time) throws IOException, InterruptedException {
    try (Answer answer = send(request(uri).GET(), time)) {
      return new Text(answer.status(), answer.text());
    }
  }

  /** A text with its status. */
  record Text(int status, String text) {}

  /** Posts JSON; the answer is to be closed, which ends the connection where more would come. */
  Answer post(URI uri, String json, Duration time) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(uri)
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(BodyPublishers.ofString(json));
    long until = System.nanoTime() + time.toNanos();
    try {
      return send(request, time);
    } catch (ConnectException | HttpTimeoutException e) {
      throw e;
    } catch (IOException e) {
      // A connection that was kept for the next request may have been closed there meanwhile.
      return send(request, Duration.ofNanos(Math.max(1, until - System.nanoTime())));
    }
  }

  private HttpRequest.Builder request(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (!endpoint.key().isBlank()) {
      request.header("Authorization", "Bearer " + endpoint.key());
    }
    return request;
  }

  private Answer send(HttpRequest.Builder request, Duration time)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    HttpResponse<InputStream> response =
        client.send(request.timeout(time).build(), BodyHandlers.ofInputStream());
    Answer answer = new Answer(response);
    answer.endIn(until - System.nanoTime());
    return answer;
  }

  /** A response whose body is still to come. */
  final class Answer implements AutoCloseable {
    private final HttpResponse<InputStream> response;

    private Answer(HttpResponse<InputStream> response) {
      this.response = response;
    }

    int status() {
      return response.statusCode();
    }

    String type() {
      return response.headers().firstValue("Content-Type").orElse("");
    }

    InputStream body() {
      return response.body();
    }

    /** What is there of a short text; more than that is not read. */
    String text() throws IOException {
      return new String(body().readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8);
    }

    /** Ends the body after so many nanoseconds, whoever reads it then. */
    void endIn(long nanos) {
      if (!clock.isShutdown()) {
        clock.schedule(this::close, nanos, TimeUnit.NANOSECONDS);
      }
    }

    @Override
    public void close() {
      try {
        body().close();
      } catch (IOException e) {
        // It is over either way.
      }
    }
  }

  Trouble trouble() {
    return new Trouble(endpoint);
  }

  LanguageException broken(IOException e) {
    return trouble().of(e);
  }

  /** Ends all that runs. */
  @Override
  public void close() {
    clock.shutdownNow();
    client.shutdownNow();
  }
}
