package io.lares.mqttdiscovery;

import io.lares.driver.Cancellable;
import io.lares.driver.MqttChannel;
import io.lares.driver.MqttMessage;
import io.lares.mqttdiscovery.template.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One subscription for each topic, and who reads it: a message is parsed once for all of them.
 * Remembers each topic's last message, so that an entity that comes later knows the state at once.
 */
final class TopicTable {
  /** Reads the messages of a topic for one entity. */
  interface Reader {
    void read(Payload payload);

    Member member();
  }

  /** Told of messages that are too long to be read. */
  interface TooLong {
    void tooLong(String topic, int bytes);
  }

  static final int MAX_PAYLOAD = 512 * 1024;
  private static final int MAX_REMEMBERED = 2048;

  private static final int NONE = -1;

  private final MqttChannel channel;
  private final TooLong tooLong;
  private final Map<String, Topic> topics = new HashMap<>();

  TopicTable(MqttChannel channel, TooLong tooLong) {
    this.channel = channel;
    this.tooLong = tooLong;
  }

  /** Adds a reader, which at once reads the topic's last message, where one is known. */
  void add(String topic, int qos, Reader reader) {
    Topic entry = topics.get(topic);
    if (entry != null) {
      entry.readers.add(reader);
      if (entry.tooLongToRemember) {
        entry.cancel();
        entry.subscription = channel.subscribe(topic, qos, entry);
      }
      entry.replay(reader);
      return;
    }
    entry = new Topic(topic);
    entry.readers.add(reader);
    topics.put(topic, entry);
    entry.subscription = channel.subscribe(topic, qos, entry);
  }

  /** Removes an entity's readers from a topic, and the subscription with the last of them. */
  void remove(String topic, Member member) {
    Topic entry = topics.get(topic);
    if (entry != null) {
      entry.readers.removeIf(reader -> reader.member() == member);
      if (entry.readers.isEmpty()) {
        topics.remove(topic);
        entry.cancel();
      }
    }
  }

  /** Lets an entity read a topic's last message again. */
  void replay(String topic, Member member) {
    Topic entry = topics.get(topic);
    if (entry != null) {
      for (Reader reader : List.copyOf(entry.readers)) {
        if (reader.member() == member) {
          entry.replay(reader);
        }
      }
    }
  }

  int size() {
    return topics.size();
  }

  void close() {
    topics.values().forEach(Topic::cancel);
    topics.clear();
  }

  private final class Topic implements MqttChannel.Listener {
    final String topic;
    final List<Reader> readers = new ArrayList<>(2);
    @Nullable Cancellable subscription;
    boolean tooLongToRemember;

    // The last message's payload, in a place that is used again: thousands of messages that are
    // kept a while each are what a collection of garbage is longest with.
    private byte[] last = {};
    private int length = NONE;
    private int qos;

    Topic(String topic) {
      this.topic = topic;
    }

    @Override
    public void message(MqttMessage message) {
      int bytes = message.payload().length;
      if (bytes > MAX_PAYLOAD) {
        tooLong.tooLong(message.topic(), bytes);
        return;
      }
      tooLongToRemember = bytes > MAX_REMEMBERED;
      if (tooLongToRemember) {
        length = NONE;
      } else {
        remember(message);
      }
      Payload payload = new Payload(message);
      for (int i = 0; i < readers.size(); i++) {
        readers.get(i).read(payload);
      }
    }

    private void remember(MqttMessage message) {
      byte[] payload = message.payload();
      length = payload.length;
      qos = message.qos();
      if (last.length < length) {
        last = payload.clone();
      } else {
        System.arraycopy(payload, 0, last, 0, length);
      }
    }

    void replay(Reader reader) {
      if (length != NONE) {
        // As if it had been retained: no press of a button is reported twice.
        reader.read(new Payload(new MqttMessage(topic, Arrays.copyOf(last, length), qos, true)));
      }
    }

    void cancel() {
      Cancellable current = subscription;
      if (current != null) {
        current.cancel();
      }
    }
  }
}
