package io.lares.mqtt.broker;

import io.lares.mqtt.topics.Topics;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that the broker keeps for later subscribers: in memory, and in a file that each
 * change is appended to. A record that a power cut tore ends the file; what stood before it counts,
 * and a file that holds anything else is kept aside under another name. The file is written anew
 * when half of it is out of date.
 */
final class RetainedMessages implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RetainedMessages.class);
  private static final int FORMAT = 0x4c4d_5101;
  private static final int MAX_RECORD = 8 << 20;
  private static final long SLACK = 1 << 20;

  private static final String TORN = "it ends in the middle of a message";
  private static final String TOO_BIG = "it holds more than the broker keeps";
  private static final String DAMAGED = "a message in it is damaged";

  private final Path file;
  private final int maxMessages;
  private final long maxBytes;
  private final ConcurrentNavigableMap<String, Publication> byTopic = new ConcurrentSkipListMap<>();
  private long bytes;
  private long written;
  private @Nullable DataOutputStream out;

  RetainedMessages(Path folder, int maxMessages, long maxBytes) {
    this.file = folder.resolve("retained");
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
    try {
      Files.createDirectories(folder);
      load();
      rewrite();
    } catch (IOException e) {
      closeFile();
      onlyInMemory(e);
    }
  }

  private void onlyInMemory(IOException e) {
    LOG.warn(
        "The MQTT broker cannot keep retained messages in {} ({}); until that works again they are"
            + " only in memory.",
        file,
        e.toString());
  }

  /**
   * Keeps a message, or forgets its topic where the payload is empty.
   *
   * @return false where there is no room for it
   */
  synchronized boolean put(Publication message) {
    if (message.payload().length == 0 && !byTopic.containsKey(message.topic())) {
      return true;
    }
    if (!keep(message)) {
      return false;
    }
    append(message);
    return true;
  }

  private boolean keep(Publication message) {
    var before = byTopic.get(message.topic());
    int freed = before == null ? 0 : before.cost();
    if (message.payload().length == 0) {
      byTopic.remove(message.topic());
      bytes -= freed;
    } else {
      boolean full = before == null && byTopic.size() >= maxMessages;
      if (full || bytes - freed + message.cost() > maxBytes) {
        return false;
      }
      byTopic.put(message.topic(), message);
      bytes += message.cost() - freed;
    }
    return true;
  }

  /** All that a filter speaks of. */
  void matching(String filter, Consumer<Publication> found) {
    int wildcard = 0;
    while (wildcard < filter.length()
        && filter.charAt(wildcard) != '+'
        && filter.charAt(wildcard) != '#') {
      wildcard++;
    }
    if (wildcard == filter.length()) {
      var exact = byTopic.get(filter);
      if (exact != null && !exact.isExpired()) {
        found.accept(exact);
      }
      return;
    }
    // "a/#" speaks of "a" too, so the slash before the wildcard is not part of what all begin with.
    var prefix = filter.substring(0, Math.max(0, wildcard - 1));
    for (var message : startingWith(prefix).values()) {
      if (Topics.matches(filter, message.topic()) && !message.isExpired()) {
        found.accept(message);
      }
    }
  }

  private Map<String, Publication> startingWith(String prefix) {
    return prefix.isEmpty() ? byTopic : byTopic.subMap(prefix, prefix + Character.MAX_VALUE);
  }

  int size() {
    return byTopic.size();
  }

  /** Reads what can be read; what cannot does not keep the broker from starting. */
  private void load() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    String wrong;
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      wrong = in.readInt() == FORMAT ? loadRecords(in) : "it is not a file of the hub's broker";
    } catch (EOFException e) {
      wrong = "its beginning is missing";
    } catch (IOException e) {
      wrong = String.valueOf(e.getMessage());
    }
    if (!wrong.isEmpty()) {
      setAside(wrong);
    }
  }

  /** Reads on to the end, or to what does not make sense; says what that was, or nothing. */
  private String loadRecords(DataInputStream in) throws IOException {
    boolean full = false;
    // Twice of what counts, and a little more, is when the file is written anew.
    long left = 4 * maxBytes + SLACK;
    while (left > 0) {
      var head = in.readNBytes(8);
      if (head.length == 0) {
        return full ? TOO_BIG : "";
      }
      if (head.length < 8) {
        return TORN;
      }
      var sizes = ByteBuffer.wrap(head);
      int length = sizes.getInt();
      if (length < 0 || length > MAX_RECORD) {
        return DAMAGED;
      }
      var record = in.readNBytes(length);
      if (record.length < length) {
        return TORN;
      }
      if (sizes.getInt() != crc(record)) {
        return DAMAGED;
      }
      left -= head.length + length;
      try {
        full |= !restore(new Input(record));
      } catch (MqttError e) {
        return DAMAGED;
      }
    }
    return TOO_BIG;
  }

  private boolean restore(Input in) throws MqttError {
    var topic = Messages.checkedTopic(in.text());
    int qos = in.u8();
    long expires = in.u32() << 32 | in.u32();
    var properties = in.bytes((int) in.u32());
    if (qos > 2) {
      throw new MqttError(MqttError.MALFORMED, "There is no QoS " + qos + ".");
    }
    return keep(new Publication(topic, in.rest(), qos, true, properties, expires));
  }

  private void setAside(String why) throws IOException {
    var aside = file.resolveSibling("retained.damaged");
    // A file that a power cut tore is no riddle, and happens again: one name is enough for all.
    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    LOG.warn(
        "The retained MQTT messages in {} could not all be read: {}. {} messages were read and"
            + " count; the file was moved to {}. Devices say the rest again when they next report.",
        file,
        why,
        byTopic.size(),
        aside);
  }

  private static byte[] record(Publication message) {
    return new Output(message.cost())
        .text(message.topic())
        .u8(message.qos())
        .u32(message.expires() >>> 32)
        .u32(message.expires())
        .u32(message.properties().length)
        .bytes(message.properties())
        .bytes(message.payload())
        .toBytes();
  }

  private static int crc(byte[] record) {
    var crc = new CRC32();
    crc.update(record);
    return (int) crc.getValue();
  }

  private void append(Publication message) {
    try {
      if (out == null || written > 2 * bytes + SLACK) {
        rewrite();
      } else {
        write(out, message);
        out.flush();
      }
    } catch (IOException e) {
      if (out != null) {
        onlyInMemory(e);
      }
      closeFile();
    }
  }

  private void write(DataOutputStream to, Publication message) throws IOException {
    var record = record(message);
    to.writeInt(record.length);
    to.writeInt(crc(record));
    to.write(record);
    written += record.length + 8;
  }

  private void rewrite() throws IOException {
    closeFile();
    byTopic.values().removeIf(Publication::isExpired);
    bytes = byTopic.values().stream().mapToLong(Publication::cost).sum();
    written = 0;
    var next = file.resolveSibling("retained.new");
    try (var to = open(next, StandardOpenOption.TRUNCATE_EXISTING)) {
      to.writeInt(FORMAT);
      for (var message : byTopic.values()) {
        write(to, message);
      }
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    out = open(file, StandardOpenOption.APPEND);
  }

  private static DataOutputStream open(Path file, StandardOpenOption how) throws IOException {
    return new DataOutputStream(
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)));
  }

  private void closeFile() {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      // What could not be written is said where writing fails.
    }
    out = null;
  }

  @Override
  public synchronized void close() {
    closeFile();
  }
}
