package io.lares.driver.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.driver.CommandReply;
import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverException;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.Session;
import io.lares.driver.tck.TestHost;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RealPaceTest implements VirtualContract {
  @Override
  public String pace() {
    return "real";
  }

  @Test
  void aLevelTurnsALightOn() {
    try (TestHost host = opened()) {
      host.command(command());
      assertThat(host.shown("lamp", Vocabulary.ON_OFF)).isEqualTo(Value.of(true));
    }
  }

  @Test
  void aFlakyDeviceSaysThatItIsAwayAndTakesNothing() throws DriverException {
    AtomicReference<LivingSession> session = new AtomicReference<>();
    Driver spied =
        new Driver() {
          @Override
          public DriverManifest manifest() {
            return new VirtualDriver().manifest();
          }

          @Override
          public Session open(DriverConfig config, DriverHost host) throws DriverException {
            LivingSession living = (LivingSession) new VirtualDriver().open(config, host);
            session.set(living);
            return living;
          }
        };
    List<String> answers = new CopyOnWriteArrayList<>();
    try (TestHost host = new TestHost(spied.manifest())) {
      host.open(spied, Map.of("devices", DEVICES, "flaky", "heat, lamp"));
      host.execute(() -> {
        while (host.isAvailable("lamp")) {
          session.get().pass(1);
        }
        session.get().execute(command(), new Answers(answers));
      });
      host.settle();
      assertThat(answers).containsExactly("OFFLINE Lamp does not answer");
      assertThat(host.violations()).isEmpty();
    }
  }

  private record Answers(List<String> given) implements CommandReply {
    @Override
    public void accepted() {
      given.add("accepted");
    }

    @Override
    public void failed(Failure reason, String message) {
      given.add(reason + " " + message);
    }
  }
}
