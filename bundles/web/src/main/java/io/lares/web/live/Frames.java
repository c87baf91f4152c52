package io.lares.web.live;

import io.lares.web.json.Json;
import io.lares.web.json.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events as bytes. */
public final class Frames {
  static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);
  static final byte[] RESYNC = "event: resync\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);

  /** The id makes a browser say, when it comes back, that it has been here before. */
  static final byte[] HELLO = "retry: 2000\nid: 1\n: hello\n\n".getBytes(StandardCharsets.UTF_8);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);

  /** Adds an event; JSON has no line breaks of its own, so one data line holds it. */
  public <T> Frames add(String event, Shape<T> shape, T data) {
    bytes.writeBytes(("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(Json.write(shape, data));
    bytes.write('\n');
    bytes.write('\n');
    return this;
  }

  /** All that was added. */
  public byte[] bytes() {
    return bytes.toByteArray();
  }
}
