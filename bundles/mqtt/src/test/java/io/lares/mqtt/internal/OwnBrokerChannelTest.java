package io.lares.mqtt.internal;

import io.lares.mqtt.broker.Broker;
import io.lares.mqtt.broker.BrokerLimits;
import io.lares.mqtt.broker.BrokerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

class OwnBrokerChannelTest extends ChannelContract {
  @TempDir Path folder;
  private final AtomicInteger brokers = new AtomicInteger();

  @Override
  TestBroker start() {
    return new Own(folder.resolve("broker-" + brokers.incrementAndGet()));
  }

  private static final class Own implements TestBroker {
    private final Path data;
    private Broker broker;

    Own(Path data) {
      this.data = data;
      this.broker = listen(0);
    }

    private Broker listen(int port) {
      try {
        return new Broker(
            new BrokerSettings(
                InetAddress.getLoopbackAddress(),
                port,
                data,
                (_, _) -> true,
                BrokerLimits.DEFAULT));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String uri() {
      return "tcp://127.0.0.1:" + broker.port();
    }

    @Override
    public void kill() {
      broker.close();
    }

    @Override
    public void restart() {
      broker = listen(broker.port());
    }

    @Override
    public void close() {
      broker.close();
    }
  }
}
