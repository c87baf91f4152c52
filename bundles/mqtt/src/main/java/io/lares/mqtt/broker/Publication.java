package io.lares.mqtt.broker;

/**
 * A message in the broker.
 *
 * @param properties encoded, as subscribers get them
 * @param expires when it is of no use any more, in epoch milliseconds; {@link Long#MAX_VALUE} for
 *     never
 */
@SuppressWarnings("ArrayRecordComponent")
record Publication(
    String topic, byte[] payload, int qos, boolean retain, byte[] properties, long expires) {
  private static final int[] NO_IDS = {};

  static int[] noIds() {
    return NO_IDS;
  }

  int cost() {
    return payload.length + topic.length() + properties.length + 64;
  }

  boolean isExpired() {
    return expires != Long.MAX_VALUE && expires <= System.currentTimeMillis();
  }

  /**
   * The packet for one subscriber.
   *
   * @param packetId 0 for QoS 0
   * @param ids subscription identifiers; only MQTT 5 carries them
   */
  byte[] packet(boolean v5, int qos, int packetId, boolean retained, boolean again, int[] ids) {
    var body = new Output(payload.length + topic.length() + properties.length + 32).text(topic);
    if (qos > 0) {
      body.u16(packetId);
    }
    if (v5) {
      int size = properties.length + (expires == Long.MAX_VALUE ? 0 : 5);
      for (int id : ids) {
        size += 1 + Output.varintSize(id);
      }
      body.varint(size).bytes(properties);
      if (expires != Long.MAX_VALUE) {
        long left = Math.max(1, (expires - System.currentTimeMillis()) / 1_000);
        body.u8(Properties.MESSAGE_EXPIRY).u32(left);
      }
      for (int id : ids) {
        body.u8(Properties.SUBSCRIPTION_ID).varint(id);
      }
    }
    return body.bytes(payload)
        .packet(Packet.PUBLISH, (again ? 8 : 0) | qos << 1 | (retained ? 1 : 0));
  }
}
