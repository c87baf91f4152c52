package io.lares.mqtt.internal;

import io.lares.mqtt.testing.MosquittoProcess;

class MosquittoChannelTest extends ChannelContract {
  @Override
  TestBroker start() {
    var mosquitto = MosquittoProcess.start("allow_anonymous true", "max_queued_messages 0");
    return new TestBroker() {
      @Override
      public String uri() {
        return mosquitto.uri();
      }

      @Override
      public void kill() {
        mosquitto.kill();
      }

      @Override
      public void restart() {
        mosquitto.restart();
      }

      @Override
      public void close() {
        mosquitto.close();
      }
    };
  }
}
