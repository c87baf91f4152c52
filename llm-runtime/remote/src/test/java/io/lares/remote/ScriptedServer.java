package io.lares.remote;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** A server of bytes: it says what it is told to say, right or wrong. */
final class ScriptedServer implements AutoCloseable {
  /** A request that came. */
  record Asked(String way, Map<String, String> headers, String body) {}

  /** What it does with a request. */
  @FunctionalInterface
  interface Script {
    void answer(Asked asked, Line line) throws IOException;
  }

  private final Script script;
  private final ServerSocket socket;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

  /** One connection. */
  record Line(InputStream in, OutputStream out) {
    void send(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    void json(int status, String body) throws IOException {
      send(
          "HTTP/1.1 %d Said\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(status, body.getBytes(StandardCharsets.UTF_8).length, body));
    }

    /** Begins a stream that ends with the connection. */
    void events() throws IOException {
      send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n");
      send("Connection: close\r\n\r\n");
    }

    void event(String data) throws IOException {
      send("data: " + data + "\n\n");
    }

    /** A piece of a message. */
    void say(String json) throws IOException {
      event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":" + json + "}}]}");
    }

    void finish(String reason) throws IOException {
      event("{\"choices\":[{\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}");
    }

    /** Returns when the other end has closed the connection. */
    void awaitEnd() throws IOException {
      try {
        while (in.read() >= 0) {}
      } catch (SocketException e) {
        // Closed with a reset.
      }
    }
  }

  ScriptedServer(Script script) throws IOException {
    this.script = script;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** Answers questions about its models as an engine does, and the rest by the script. */
  static ScriptedServer of(String ownedBy, Script script) throws IOException {
    return new ScriptedServer((asked, line) -> {
      switch (asked.way) {
        case "GET /v1/models" ->
            line.json(
                200,
                """
                {"object": "list", "data": [{"id": "mimo", "owned_by": "%s", "max_model_len": 8192}]}\
                """
                    .formatted(ownedBy));
        case "GET /version" -> line.json(200, "{\"version\": \"0.11.2\"}");
        case "GET /props" -> line.json(200, "{\"default_generation_settings\": {\"n_ctx\": 2048}}");
        default -> script.answer(asked, line);
      }
    });
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket one = socket.accept();
        one.setTcpNoDelay(true);
        open.add(one);
        Thread.ofVirtual().start(() -> serve(one));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket one) {
    try (one) {
      InputStream in = new BufferedInputStream(one.getInputStream());
      for (Asked next = read(in); next != null; next = read(in)) {
        asked.add(next);
        script.answer(next, new Line(in, one.getOutputStream()));
        if (next.way.startsWith("POST")) {
          return;
        }
      }
    } catch (IOException e) {
      // The client went away.
    } finally {
      open.remove(one);
    }
  }

  private static Asked read(InputStream in) throws IOException {
    String[] first = line(in).split(" ");
    if (first.length < 2) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String[] parts = line.split(": ", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Asked(first[0] + " " + first[1], headers, body);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket one : open) {
        one.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
