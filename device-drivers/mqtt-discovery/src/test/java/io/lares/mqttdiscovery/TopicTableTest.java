package io.lares.mqttdiscovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.driver.Cancellable;
import io.lares.driver.MqttChannel;
import io.lares.driver.MqttMessage;
import io.lares.mqttdiscovery.template.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What an entity that comes later is told of its topic. */
class TopicTableTest {
  private static final String TOPIC = "house/plug";

  private final Channel channel = new Channel();
  private final List<String> tooLong = new ArrayList<>();
  private final TopicTable table = new TopicTable(channel, (topic, bytes) -> tooLong.add(topic));

  private static final class Channel implements MqttChannel {
    private final List<Listener> listeners = new ArrayList<>();

    @Override
    public Cancellable subscribe(String filter, int qos, Listener listener) {
      listeners.add(listener);
      return () -> listeners.remove(listener);
    }

    @Override
    public CompletionStage<Void> publish(String topic, byte[] payload, int qos, boolean retain) {
      return CompletableFuture.completedFuture(null);
    }

    void message(String text) {
      var message = new MqttMessage(TOPIC, text.getBytes(StandardCharsets.UTF_8), 1, false);
      List.copyOf(listeners).forEach(listener -> listener.message(message));
    }
  }

  private static final class Heard implements TopicTable.Reader {
    private final List<String> texts = new ArrayList<>();
    private boolean retained;

    @Override
    public void read(Payload payload) {
      texts.add(payload.text());
      retained = payload.retained();
    }

    @Override
    public Member member() {
      throw new UnsupportedOperationException("Nobody is taken out here");
    }
  }

  private Heard late() {
    Heard heard = new Heard();
    table.add(TOPIC, 0, heard);
    return heard;
  }

  @Test
  void nothingIsToldBeforeTheFirstMessage() {
    late();
    assertThat(late().texts).isEmpty();
  }

  @Test
  void theLastMessageIsToldWhateverTheOnesBeforeWere() {
    late();
    for (String text : List.of("a longer one", "short", "", "x".repeat(2000), "off", "on")) {
      channel.message(text);
      Heard heard = late();
      assertThat(heard.texts).containsExactly(text);
      assertThat(heard.retained).isTrue();
    }
  }

  @Test
  void whatIsTooLongToBeRememberedIsNotConfusedWithWhatWasBefore() {
    late();
    channel.message("short");
    channel.message("x".repeat(3000));
    assertThat(late().texts).isEmpty();
    channel.message("again");
    assertThat(late().texts).containsExactly("again");
  }

  @Test
  void whatIsTooLongToBeReadIsReportedAndChangesNothing() {
    late();
    channel.message("short");
    channel.message("x".repeat(TopicTable.MAX_PAYLOAD + 1));
    assertThat(tooLong).containsExactly(TOPIC);
    assertThat(late().texts).containsExactly("short");
  }
}
