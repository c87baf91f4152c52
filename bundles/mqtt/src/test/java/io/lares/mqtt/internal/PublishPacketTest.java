package io.lares.mqtt.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttPublish;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packets that go past Paho, beside Paho. */
class PublishPacketTest {
  private static final String TOPIC = "home/küche/灯";

  private final Random random = new Random(7);

  /** The sizes at which a packet's length needs another byte are among them. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 108, 109, 110, 16_363, 16_364, 16_365, 2_097_131, 2_097_132})
  void pahoReadsWhatIsWritten(int size) throws Exception {
    byte[] payload = new byte[size];
    random.nextBytes(payload);

    var read =
        (MqttPublish) MqttWireMessage.createWireMessage(PublishPacket.write(TOPIC, payload, true));

    assertThat(read.getTopicName()).isEqualTo(TOPIC);
    assertThat(read.getPayload()).isEqualTo(payload);
    assertThat(read.getQoS()).isZero();
    assertThat(read.getMessage().isRetained()).isTrue();
    assertThat(read.getProperties().getSubscriptionIdentifiers()).isEmpty();
  }

  @Test
  void readsWhatPahoWritesWithAllThatAMessageMayHave() throws Exception {
    var properties = new MqttProperties();
    properties.setPayloadFormat(true);
    properties.setMessageExpiryInterval(3_000_000_000L);
    properties.setResponseTopic("answers");
    properties.setCorrelationData(new byte[] {1, 2, 3});
    properties.setContentType("application/json");
    properties.setUserProperties(List.of(new UserProperty("a", "b"), new UserProperty("c", "")));
    properties.setSubscriptionIdentifiers(List.of(1, 300, 268_435_455));
    byte[] payload = "{\"state\":\"ON\"}".getBytes(UTF_8);

    PublishPacket packet = read(paho(payload, false, properties));

    assertThat(packet.topic()).isEqualTo(TOPIC);
    assertThat(packet.payload()).isEqualTo(payload);
    assertThat(packet.retain()).isFalse();
    assertThat(packet.ids()).containsExactly(1, 300, 268_435_455);
  }

  @Test
  void readsAMessageWithoutPayloadOrProperties() throws Exception {
    PublishPacket packet = read(paho(new byte[0], true, new MqttProperties()));

    assertThat(packet.payload()).isEmpty();
    assertThat(packet.retain()).isTrue();
    assertThat(packet.ids()).isEmpty();
  }

  @Test
  void aMessageThatEndsTooEarlyIsAnErrorInWords() throws Exception {
    var properties = new MqttProperties();
    properties.setUserProperties(List.of(new UserProperty("name", "value")));
    properties.setSubscriptionIdentifiers(List.of(300));
    byte[] whole = paho(new byte[0], false, properties);
    byte[] body = Arrays.copyOfRange(whole, 2, whole.length);
    for (int length = 0; length < body.length; length++) {
      byte[] cut = Arrays.copyOf(body, length);
      assertThatThrownBy(() -> PublishPacket.read(0x30, cut))
          .as("%d of %d bytes", length, body.length)
          .isInstanceOf(MalformedPacket.class)
          .hasMessageContaining("shorter than it says");
    }
  }

  @Test
  void nonsenseIsReadOrRefusedAndNothingElse() {
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] body = new byte[random.nextInt(40)];
      random.nextBytes(body);
      if (body.length > 1) {
        // So that what comes after the topic is reached, too.
        body[0] = 0;
        body[1] = (byte) random.nextInt(8);
      }
      try {
        assertThat(PublishPacket.read(0x30, body).payload().length).isLessThan(body.length);
      } catch (MalformedPacket e) {
        assertThat(e).hasMessageStartingWith("The broker sent a message");
        refused++;
      }
    }
    assertThat(refused).isBetween(10_000, 99_999);
  }

  private static byte[] paho(byte[] payload, boolean retain, MqttProperties properties)
      throws Exception {
    var message = new MqttMessage(payload, 0, retain, properties);
    var packet = new MqttPublish(TOPIC, message, properties);
    return new SequenceInputStream(
            new ByteArrayInputStream(packet.getHeader()), new ByteArrayInputStream(payload))
        .readAllBytes();
  }

  /** Through the stream, as the connection reads it. */
  private static PublishPacket read(byte[] packet) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(packet));
    int first = in.readUnsignedByte();
    int length = 0;
    int shift = 0;
    int b;
    do {
      b = in.readUnsignedByte();
      length |= (b & 0x7f) << shift;
      shift += 7;
    } while (b > 0x7f);
    assertThat(in.available()).isEqualTo(length);
    return PublishPacket.read(first, in.readAllBytes());
  }
}
