package io.lares.mqtt.broker;

import io.lares.mqtt.topics.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;

/** What a connected client sends: messages, subscriptions, acknowledgements. */
final class Messages {
  private static final int GONE = 0x92;

  private final Broker broker;
  private final Client client;

  Messages(Broker broker, Client client) {
    this.broker = broker;
    this.client = client;
  }

  void handle(Packet packet, Session session) throws IOException, InterruptedException {
    switch (packet.type()) {
      case Packet.PUBLISH -> publish(packet, session);
      case Packet.SUBSCRIBE -> subscribe(packet, session);
      case Packet.UNSUBSCRIBE -> unsubscribe(packet, session);
      default -> exchange(packet, session);
    }
  }

  private void exchange(Packet packet, Session session) throws MqttError {
    checkFlags(packet, packet.type() == Packet.PUBREL ? 2 : 0);
    var body = packet.body();
    switch (packet.type()) {
      case Packet.PUBACK, Packet.PUBCOMP -> session.delivered(body.u16());
      case Packet.PUBREC -> {
        int id = body.u16();
        if (body.remaining() > 0 && body.u8() >= 0x80) {
          session.delivered(id);
        } else {
          answer(Packet.PUBREL, id, session.received(id) ? 0 : GONE);
        }
      }
      case Packet.PUBREL -> {
        int id = body.u16();
        answer(Packet.PUBCOMP, id, session.end(id) ? 0 : GONE);
      }
      case Packet.PINGREQ -> client.add(new Output(0).packet(Packet.PINGRESP, 0));
      default ->
          throw new MqttError(MqttError.PROTOCOL, "It sent a packet of type " + packet.type());
    }
  }

  private void publish(Packet packet, Session session) throws MqttError {
    int qos = packet.flags() >> 1 & 3;
    if (qos == 3 || packet.flags() == 8 || packet.flags() == 9) {
      throw new MqttError(MqttError.MALFORMED, "PUBLISH has flags that it may not have.");
    }
    var body = packet.body();
    var topic = checkedTopic(body.text());
    int id = qos > 0 ? packetId(body) : 0;
    var properties = client.isV5() ? Properties.read(body) : new Properties();
    if (properties.hasTopicAlias) {
      throw new MqttError(MqttError.TOPIC_ALIAS, "It uses topic aliases, which were not offered.");
    }
    if (properties.subscriptionId != 0) {
      throw new MqttError(MqttError.PROTOCOL, "A client's message has no subscription identifier.");
    }
    var message =
        new Publication(
            topic,
            body.rest(),
            qos,
            (packet.flags() & 1) != 0,
            properties.forward,
            expiry(properties));
    boolean first = qos < 2 || session.begin(id);
    boolean kept = !first || broker.publish(message, session);
    if (qos > 0) {
      answer(qos == 1 ? Packet.PUBACK : Packet.PUBREC, id, kept ? 0 : MqttError.QUOTA);
      if (!kept && qos == 2) {
        session.end(id);
      }
    }
  }

  private static int packetId(Input body) throws MqttError {
    int id = body.u16();
    if (id == 0) {
      throw new MqttError(MqttError.PROTOCOL, "A packet identifier is 0.");
    }
    return id;
  }

  static String checkedTopic(String topic) throws MqttError {
    try {
      Topics.checkTopic(topic);
      return topic;
    } catch (IllegalArgumentException e) {
      throw new MqttError(MqttError.BAD_TOPIC, String.valueOf(e.getMessage()));
    }
  }

  static long expiry(Properties properties) {
    return properties.messageExpiry < 0
        ? Long.MAX_VALUE
        : System.currentTimeMillis() + TimeUnit.SECONDS.toMillis(properties.messageExpiry);
  }

  private void answer(int type, int id, int reason) {
    if (reason == 0 || !client.isV5()) {
      client.add(Client.acknowledgement(type, id));
    } else {
      client.add(new Output(3).u16(id).u8(reason).packet(type, type == Packet.PUBREL ? 2 : 0));
    }
  }

  private void subscribe(Packet packet, Session session) throws IOException, InterruptedException {
    var body = packet.body();
    checkFlags(packet, 2);
    int packetId = packetId(body);
    int subscriptionId = client.isV5() ? Properties.read(body).subscriptionId : 0;
    var codes = new Output(8);
    // A filter that comes a hundred times is answered once.
    var replays = new LinkedHashMap<String, Session.Subscribed>();
    do {
      var filter = body.text();
      int options = body.u8();
      int qos = options & 3;
      int handling = client.isV5() ? options >> 4 & 3 : 0;
      boolean reserved = (options & (client.isV5() ? 0xc0 : 0xfc)) != 0;
      if (qos == 3 || handling == 3 || reserved) {
        throw new MqttError(MqttError.MALFORMED, "SUBSCRIBE has options that do not exist.");
      }
      var subscribed =
          new Session.Subscribed(
              qos,
              client.isV5() && (options & 4) != 0,
              client.isV5() && (options & 8) != 0,
              subscriptionId);
      int code = check(filter);
      if (code == 0) {
        try {
          boolean isNew = broker.subscribe(session, filter, subscribed);
          if (handling == 0 || (handling == 1 && isNew)) {
            replays.put(filter, subscribed);
          }
          code = qos;
        } catch (MqttError e) {
          code = e.code;
        }
      }
      codes.u8(client.isV5() || code < 3 ? code : 0x80);
    } while (body.remaining() > 0);
    acknowledge(Packet.SUBACK, packetId, codes);
    for (var replay : replays.entrySet()) {
      replay(session, replay.getKey(), replay.getValue());
    }
  }

  private void replay(Session session, String filter, Session.Subscribed subscribed)
      throws InterruptedException {
    var ids = subscribed.id() == 0 ? Publication.noIds() : new int[] {subscribed.id()};
    var found = new ArrayList<Publication>();
    broker.replay(filter, found::add);
    for (var message : found) {
      client.awaitRoom();
      session.deliver(message, Math.min(subscribed.qos(), message.qos()), true, ids, true);
    }
  }

  private static int check(String filter) {
    if (filter.startsWith("$share/")) {
      return MqttError.NO_SHARED;
    }
    try {
      Topics.checkFilter(filter);
      return 0;
    } catch (IllegalArgumentException e) {
      return MqttError.BAD_FILTER;
    }
  }

  private void unsubscribe(Packet packet, Session session) throws MqttError {
    var body = packet.body();
    checkFlags(packet, 2);
    int packetId = packetId(body);
    if (client.isV5()) {
      Properties.read(body);
    }
    var codes = new Output(8);
    do {
      boolean was = broker.unsubscribe(session, body.text());
      if (client.isV5()) {
        codes.u8(was ? 0 : 0x11);
      }
    } while (body.remaining() > 0);
    acknowledge(Packet.UNSUBACK, packetId, codes);
  }

  private static void checkFlags(Packet packet, int flags) throws MqttError {
    if (packet.flags() != flags) {
      throw new MqttError(MqttError.MALFORMED, "A packet has flags that it may not have.");
    }
  }

  private void acknowledge(int type, int packetId, Output codes) {
    var answer = new Output(codes.size() + 3).u16(packetId);
    if (client.isV5()) {
      answer.u8(0);
    }
    client.add(answer.bytes(codes.toBytes()).packet(type, 0));
  }
}
