package io.lares.mqtt.broker;

import java.util.Arrays;
import java.util.Random;

/** Streams of packets that are nearly right, the same for each seed. */
final class Nonsense {
  private static final String[] TOPICS = {
    "a",
    "a/b",
    "a/b/c",
    "/",
    "",
    "+",
    "#",
    "a/+",
    "a/#",
    "a#",
    "$SYS/x",
    "$share/g/a",
    "a\0b",
    "灯/状态",
    "/".repeat(300)
  };
  private static final int[] PROPERTIES = {
    0x01, 0x02, 0x03, 0x08, 0x09, 0x0b, 0x11, 0x12, 0x13, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x1c,
    0x1f, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x00, 0x7f
  };

  private final Random random;
  private final int version;

  Nonsense(long seed) {
    random = new Random(seed);
    version = random.nextInt(4) == 0 ? 4 : 5;
  }

  /** Mostly a good CONNECT first, then some packets, of which the last ones are spoilt. */
  byte[] stream() {
    var out = new Output(256);
    if (random.nextInt(8) > 0) {
      out.bytes(RawClient.connect(version, clientId(), random.nextBoolean()));
    } else {
      out.bytes(spoilt(connect()));
    }
    for (int good = random.nextInt(4); good > 0; good--) {
      out.bytes(packet());
    }
    for (int bad = 1 + random.nextInt(3); bad > 0; bad--) {
      out.bytes(spoilt(packet()));
    }
    return out.toBytes();
  }

  private String clientId() {
    return "nonsense " + random.nextInt(40);
  }

  private String topic() {
    return TOPICS[random.nextInt(TOPICS.length)];
  }

  private byte[] some(int most) {
    var bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  private Output start(int capacity) {
    return new Output(capacity);
  }

  private Output properties(Output out) {
    if (version == 4) {
      return out;
    }
    var body = start(32);
    for (int count = random.nextInt(3); count > 0; count--) {
      body.u8(PROPERTIES[random.nextInt(PROPERTIES.length)]);
      switch (random.nextInt(5)) {
        case 0 -> body.u8(random.nextInt(256));
        case 1 -> body.u16(random.nextInt(65_536));
        case 2 -> body.u32(random.nextInt());
        case 3 -> body.text(topic());
        default -> body.text("k").text("v");
      }
    }
    return out.varint(body.size()).bytes(body.toBytes());
  }

  private byte[] connect() {
    int flags = random.nextInt(256);
    var out = start(64).text("MQTT").u8(version).u8(flags).u16(random.nextInt(3) * 30_000);
    properties(out).text(clientId());
    if ((flags & 4) != 0) {
      properties(out).text(topic()).binary(some(40));
    }
    if ((flags & 0x80) != 0) {
      out.text("user");
    }
    if ((flags & 0x40) != 0) {
      out.binary(some(20));
    }
    return out.packet(Packet.CONNECT, 0);
  }

  private byte[] packet() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> publish();
      case 3, 4 -> subscribe();
      case 5 -> properties(start(16).u16(random.nextInt(4))).text(topic()).packet(10, 2);
      case 6 -> {
        int type = 4 + random.nextInt(4);
        yield start(4).u16(random.nextInt(4)).packet(type, type == Packet.PUBREL ? 2 : 0);
      }
      case 7 -> new byte[] {(byte) 0xc0, 0};
      case 8 -> connect();
      default -> start(40).bytes(some(40)).packet(random.nextInt(16), random.nextInt(16));
    };
  }

  private byte[] publish() {
    int qos = random.nextInt(4);
    var out = start(64).text(topic());
    if (qos > 0) {
      out.u16(random.nextInt(4));
    }
    return properties(out).bytes(some(200)).packet(Packet.PUBLISH, qos << 1 | random.nextInt(2));
  }

  private byte[] subscribe() {
    var out = properties(start(64).u16(random.nextInt(4)));
    for (int count = random.nextInt(4); count > 0; count--) {
      out.text(topic()).u8(random.nextInt(8) == 0 ? random.nextInt(256) : random.nextInt(3));
    }
    return out.packet(Packet.SUBSCRIBE, 2);
  }

  private byte[] spoilt(byte[] packet) {
    var bytes = packet.clone();
    switch (random.nextInt(8)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> bytes[1] = (byte) random.nextInt(256);
      case 2 -> bytes[0] ^= (byte) (1 << random.nextInt(8));
      case 3 -> {
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      case 4 -> {
        int at = random.nextInt(bytes.length);
        bytes[at] = (byte) 0xff;
      }
      case 5 -> bytes = start(16).u8(bytes[0]).u32(0xffff_ffffL).bytes(some(20)).toBytes();
      case 6 -> {
        int from = random.nextInt(bytes.length);
        bytes =
            start(256).bytes(bytes).bytes(Arrays.copyOfRange(bytes, from, bytes.length)).toBytes();
      }
      default -> bytes = some(300);
    }
    return bytes;
  }
}
