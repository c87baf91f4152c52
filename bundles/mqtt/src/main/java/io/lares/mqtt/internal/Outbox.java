package io.lares.mqtt.internal;

import io.lares.mqtt.topics.Topics;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the network, bounded. Hands the connection just as much as keeps it busy: Paho's
 * own queue slows down with its length, and refuses messages over the broker's receive maximum. A
 * message of a higher QoS waits until those of QoS 0 before it are written, since they go another
 * way.
 */
final class Outbox {
  /** QoS 0 messages that a connection may hold. */
  static final int WINDOW = 256;

  /** Messages whose acknowledgement may be due, whatever the broker allows. */
  private static final int ACKNOWLEDGED_WINDOW = 256;

  /** What the outbox needs of a connection. */
  interface Link {
    /** Sends it; {@link Outbox#sent} follows, now or later. Does not wait. */
    void send(Outgoing message);

    /** How many messages the broker takes before it has acknowledged the first; at least 1. */
    int receiveMaximum();

    /** Largest packet that the broker takes, in bytes. */
    long maximumPacket();
  }

  private static final String NO_CONNECTION =
      "There is no connection to the MQTT broker; the MQTT settings say why.";

  private final Limits limits;
  private final LongAdder published;
  private final LongAdder dropped;
  private final Object lock = new Object();
  private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>();
  private final Set<Outgoing> unacknowledged = new LinkedHashSet<>();
  private long bytes;
  private int unsent;
  private @Nullable Link link;
  private boolean pumping;

  Outbox(Limits limits, LongAdder published, LongAdder dropped) {
    this.limits = limits;
    this.published = published;
    this.dropped = dropped;
  }

  /**
   * Takes a message; its future says what became of it. Nobody acknowledges a QoS 0 message, so it
   * is done with as soon as the connection has it, mostly before this returns: whoever sent it goes
   * on without waking another thread.
   */
  void put(Outgoing message) {
    var problem = accept(message);
    if (problem != null) {
      dropped.increment();
      message.finish(problem);
    } else if (message.qos == 0 && message.handedOver) {
      message.finish(null);
    }
  }

  private @Nullable String accept(Outgoing message) {
    synchronized (lock) {
      if (link == null) {
        return NO_CONNECTION;
      }
      if (message.payload.length > limits.payloadBytes()
          || message.payload.length + 4L * message.topic.length() > link.maximumPacket()) {
        return "The message for "
            + Topics.shortened(message.topic)
            + " is too big: "
            + message.payload.length
            + " bytes, and at most "
            + Math.min(limits.payloadBytes(), link.maximumPacket())
            + " are allowed.";
      }
      if (waiting.size() >= limits.outgoingMessages()
          || bytes + message.bytes() > limits.outgoingBytes()) {
        return "Messages come faster than the MQTT broker takes them; "
            + waiting.size()
            + " wait already, and this one was dropped.";
      }
      waiting.add(message);
      bytes += message.bytes();
      pump();
      return null;
    }
  }

  private void pump() {
    // Sending may call back at once when the connection is just breaking.
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      while (link != null && !waiting.isEmpty() && mayHandOver(link, waiting.getFirst())) {
        var message = waiting.remove();
        bytes -= message.bytes();
        if (message.qos > 0) {
          unacknowledged.add(message);
        } else {
          unsent++;
        }
        message.handedOver = true;
        link.send(message);
      }
    } finally {
      pumping = false;
    }
  }

  private boolean mayHandOver(Link link, Outgoing message) {
    if (message.qos == 0) {
      return unsent < WINDOW;
    }
    // Paho counts the one QoS 0 message that it is writing too, and counts it down a little late.
    int allowed = Math.clamp(link.receiveMaximum() - 3, 1, ACKNOWLEDGED_WINDOW);
    return unsent == 0 && unacknowledged.size() < allowed;
  }

  /** The connection is done with a message. */
  void sent(Link by, Outgoing message, @Nullable String problem) {
    synchronized (lock) {
      if (link != by) {
        return;
      }
      if (message.qos > 0) {
        unacknowledged.remove(message);
      } else {
        unsent--;
      }
      pump();
    }
    (problem == null ? published : dropped).increment();
    message.finish(problem);
  }

  void up(Link link) {
    synchronized (lock) {
      this.link = link;
      unsent = 0;
    }
  }

  /** The connection is gone, and with it all that waits. */
  void down() {
    Outgoing[] lost;
    Outgoing[] unsure;
    synchronized (lock) {
      link = null;
      lost = waiting.toArray(Outgoing[]::new);
      unsure = unacknowledged.toArray(Outgoing[]::new);
      waiting.clear();
      unacknowledged.clear();
      bytes = 0;
    }
    dropped.add(lost.length + unsure.length);
    for (var message : lost) {
      message.finish("The connection to the MQTT broker broke before the message was sent.");
    }
    for (var message : unsure) {
      message.finish(
          "The connection to the MQTT broker broke before it acknowledged the message, which may"
              + " have arrived or not.");
    }
  }
}
