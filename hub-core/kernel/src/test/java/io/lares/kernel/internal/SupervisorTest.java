package io.lares.kernel.internal;

import static io.lares.driver.DriverManifest.Permission.SECRETS;
import static io.lares.home.Vocabulary.LEVEL;
import static io.lares.home.Vocabulary.ON_OFF;
import static io.lares.kernel.internal.Doubles.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lares.driver.CommandReply;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DriverException;
import io.lares.driver.DriverManifest;
import io.lares.driver.Secrets;
import io.lares.driver.Session;
import io.lares.home.Actor;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Outcome;
import io.lares.home.Value;
import io.lares.kernel.DriverStatus;
import io.lares.kernel.DriverStatus.State;
import io.lares.kernel.EventFeed.Overflow;
import io.lares.kernel.Intent;
import io.lares.kernel.internal.Doubles.Obedient;
import io.lares.kernel.internal.Doubles.ScriptedDriver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SupervisorTest {
  private static final Intent RULE = new Intent("rule-1", Actor.automation("r"), "", false);
  private final RunningKernel kernel = new RunningKernel(new InMemoryRepository(), Doubles.SHORT);
  private final AtomicBoolean over = new AtomicBoolean();

  /** What was ever said of a session's trouble, however soon it was over. */
  private final List<String> problems = new CopyOnWriteArrayList<>();

  private void awaitSaid(String words) {
    await().until(() -> problems.stream().anyMatch(problem -> problem.contains(words)));
  }

  @BeforeEach
  void aWellBehavedNeighbour() {
    kernel
        .events()
        .subscribe(
            "test",
            1000,
            Overflow.LATEST,
            events ->
                events.forEach(event -> {
                  if (event instanceof DriverStatus status) {
                    problems.add(status.problem());
                  }
                }));
    kernel.driverAdded(
        new ScriptedDriver(
            "neighbour",
            (config, host) -> {
              host.announce(Doubles.light("lamp", "Lamp", ""));
              return new Obedient(host);
            }));
  }

  @AfterEach
  void theNeighbourWasNeverDisturbed() {
    DeviceId lamp = new DeviceId("neighbour.lamp");
    await().until(() -> kernel.state().available(lamp));
    assertThat(
            kernel
                .commands()
                .submit(new Command(lamp, ON_OFF, Value.of(true)), RULE)
                .outcome()
                .toCompletableFuture()
                .join())
        .isInstanceOf(Outcome.Confirmed.class);
    over.set(true);
    kernel.close();
  }

  @Test
  void howeverOftenASessionIsOpenedThereIsOneOfIt() {
    AtomicInteger open = new AtomicInteger();
    ScriptedDriver driver =
        new ScriptedDriver(
            "busy",
            (config, host) -> {
              open.incrementAndGet();
              Obedient session = new Obedient(host);
              return new Session() {
                @Override
                public void execute(DeviceCommand command, CommandReply reply) {
                  session.execute(command, reply);
                }

                @Override
                public void close() {
                  open.decrementAndGet();
                }
              };
            });
    kernel.driverAdded(driver);
    List<CompletableFuture<DriverStatus>> ends = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ends.add(kernel.drivers().open("busy", "busy", Map.of()).toCompletableFuture());
    }
    CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
    await().until(() -> status("busy").state() == State.RUNNING);
    await().untilAsserted(() -> assertThat(open).hasValue(1));
    kernel.drivers().open("busy", "busy", Map.of());
    kernel.drivers().remove("busy");
    await().untilAsserted(() -> assertThat(open).hasValue(0));
  }

  @Test
  void aSessionHasItsOwnSecretsAndLosesThemWhenItIsRemoved() throws Exception {
    Map<String, String> kept = new ConcurrentHashMap<>();
    Map<String, Secrets> seen = new ConcurrentHashMap<>();
    DriverManifest manifest =
        new DriverManifest("vendor", "Vendor", "1", Set.of(SECRETS), List.of(), false);
    kernel.driverAdded(
        new ScriptedDriver(
            manifest,
            (config, host) -> {
              seen.put(config.instance(), host.secrets());
              return new Obedient(host);
            }));
    kernel.drivers().open("one", "vendor", Map.of());
    kernel.drivers().open("two", "vendor", Map.of());
    await().until(() -> status("one").problem().equals("It waits for the store of secrets"));

    kernel.secrets(new Doubles.MemorySecrets(kept));
    await().until(() -> status("one").state() == State.RUNNING);
    await().until(() -> status("two").state() == State.RUNNING);
    seen.get("one").put("token", "a");
    seen.get("two").put("token", "b");
    assertThat(seen.get("one").get("token")).contains("a");
    assertThat(seen.get("one").names()).containsExactly("token");

    kernel.drivers().remove("one");
    assertThat(kept).isEqualTo(Map.of("two/token", "b"));
  }

  @Test
  void secretsAreForThoseThatAskForThem() {
    AtomicBoolean refused = new AtomicBoolean();
    kernel.secrets(new Doubles.MemorySecrets(new ConcurrentHashMap<>()));
    kernel.driverAdded(
        new ScriptedDriver(
            "curious",
            (config, host) -> {
              try {
                host.secrets();
              } catch (SecurityException e) {
                refused.set(true);
              }
              return new Obedient(host);
            }));
    await().untilTrue(refused);
  }

  private DriverStatus status(String instance) {
    return kernel.drivers().sessions().stream()
        .filter(session -> session.instance().equals(instance))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDriverThatThrowsIsOpenedAgainAfterAPause() {
    AtomicBoolean well = new AtomicBoolean();
    ScriptedDriver driver =
        new ScriptedDriver(
            "moody",
            (config, host) -> {
              if (!well.get()) {
                throw new IllegalStateException("no bridge");
              }
              return new Obedient(host);
            });
    kernel.driverAdded(driver);
    await().until(() -> driver.opened.get() >= 3);
    awaitSaid("no bridge");
    well.set(true);
    await().until(() -> status("moody").state() == State.RUNNING);
    assertThat(status("moody").problem()).isEmpty();
    assertThat(status("moody").restarts()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void oneThatOnlyAPersonCanHelpIsLeftAlone() {
    ScriptedDriver driver =
        new ScriptedDriver(
            "strict",
            (config, host) -> {
              throw new DriverException(
                  DriverException.Remedy.RECONFIGURE, "The password is wrong");
            });
    kernel.driverAdded(driver);
    await().until(() -> status("strict").state() == State.NEEDS_PERSON);
    assertThat(status("strict").problem()).isEqualTo("The password is wrong");
    assertThat(driver.opened).hasValue(1);
  }

  @Test
  void aHangingDriverIsCutOffAndOpenedAgain() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean well = new AtomicBoolean();
    kernel.driverAdded(
        new ScriptedDriver(
            "stuck",
            (config, host) -> {
              host.execute(() -> {
                if (!well.get()) {
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }
              });
              return new Obedient(host);
            }));
    awaitSaid("hung");
    well.set(true);
    await().until(() -> status("stuck").state() == State.RUNNING);
  }

  @Test
  void aDriverThatSpinsForEverIsCutOffAndItsThreadNamed() {
    kernel.driverAdded(
        new ScriptedDriver(
            "spinner",
            (config, host) -> {
              while (!over.get()) {
                Thread.onSpinWait();
              }
              return new Obedient(host);
            }));
    await().until(() -> status("spinner").state() == State.NEEDS_PERSON);
    assertThat(status("spinner").problem()).contains("hung", "switched off");
  }

  @Test
  void aFloodingDriverIsSlowedDownAndNamed() {
    kernel.driverAdded(
        new ScriptedDriver(
            "flood",
            (config, host) -> {
              host.announce(Doubles.light("lamp", "Lamp", ""));
              for (int i = 0; i < 3; i++) {
                int offset = i;
                host.startThread(
                    "flood",
                    () -> {
                      for (long n = offset; !over.get(); n += 3) {
                        host.observe("lamp", LEVEL, Value.of(n % 100));
                      }
                    });
              }
              return new Obedient(host);
            }));
    kernel
        .events()
        .subscribe("slow-journal", 16, Overflow.WAIT, events -> LockSupport.parkNanos(1_000_000));
    await().until(() -> status("flood").problem().contains("faster than the hub can take"));
  }

  @Test
  void threadsLeftBehindAreNamed() {
    ScriptedDriver driver =
        new ScriptedDriver(
            "leaky",
            (config, host) -> {
              Thread thread =
                  new Thread(
                      () -> {
                        while (!over.get()) {
                          Thread.onSpinWait();
                        }
                      },
                      "forgotten");
              thread.setDaemon(true);
              thread.start();
              return new Obedient(host);
            });
    kernel.driverAdded(driver);
    await().until(() -> status("leaky").state() == State.RUNNING);
    kernel.drivers().stop("leaky");
    await().until(() -> status("leaky").problem().contains("forgotten"));
    assertThat(status("leaky").state()).isEqualTo(State.STOPPED);
  }

  @Test
  void nonsenseReportsAreDroppedAndNamed() {
    kernel.driverAdded(
        new ScriptedDriver(
            "liar",
            (config, host) -> {
              host.announce(Doubles.light("lamp", "Lamp", ""));
              host.observe("lamp", LEVEL, Value.of(4000));
              host.observe("lamp", LEVEL, Value.of(40));
              return new Obedient(host);
            }));
    DeviceId lamp = new DeviceId("liar.lamp");
    await().until(() -> kernel.state().reading(lamp, LEVEL) != null);
    assertThat(kernel.state().readings(lamp).get(LEVEL).value()).isEqualTo(Value.of(40));
    assertThat(status("liar").problem()).contains("between 0 and 100");
  }

  @Test
  void openingTellsWhenAllThatWasSaidCanBeSeen() {
    kernel.driverAdded(
        new ScriptedDriver(
            new DriverManifest(
                "manual",
                "Manual",
                "1",
                Set.of(),
                List.of(new DriverManifest.Setting("level", "Level", "", true, false)),
                false),
            (config, host) -> {
              host.announce(Doubles.light("lamp", "Lamp", ""));
              host.observe("lamp", LEVEL, Value.of(Double.parseDouble(config.get("level"))));
              return new Obedient(host);
            }));
    DeviceId lamp = new DeviceId("manual.lamp");
    for (int level = 0; level < 100; level += 9) {
      DriverStatus status =
          kernel
              .drivers()
              .open("manual", "manual", Map.of("level", Integer.toString(level)))
              .toCompletableFuture()
              .join();
      assertThat(status.state()).isEqualTo(State.RUNNING);
      assertThat(kernel.state().readings(lamp).get(LEVEL).value()).isEqualTo(Value.of(level));
    }
    assertThatThrownBy(() -> kernel.drivers().open("manual", "manual", Map.of()))
        .hasMessageContaining("Level");
    assertThatThrownBy(() -> kernel.drivers().open("Not a name", "manual", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRemovedSessionTakesItsDevicesAlong() {
    kernel.driverAdded(
        new ScriptedDriver(
            "brief",
            (config, host) -> {
              host.announce(Doubles.light("lamp", "Lamp", ""));
              return new Obedient(host);
            }));
    DeviceId lamp = new DeviceId("brief.lamp");
    await().until(() -> kernel.state().available(lamp));
    kernel.drivers().remove("brief");
    assertThat(kernel.registry().home().device(lamp)).isNull();
    assertThat(kernel.state().readings(lamp)).isEmpty();
  }

  @Test
  void aCommandUnderWayFailsWhenItsDriverDies() {
    kernel.driverAdded(
        new ScriptedDriver(
            "mortal",
            (config, host) -> {
              host.announce(Doubles.light("lamp", "Lamp", ""));
              return new Session() {
                @Override
                public void execute(DeviceCommand command, CommandReply reply) {
                  reply.accepted();
                  throw new IllegalStateException("crash");
                }

                @Override
                public void close() {}
              };
            }));
    DeviceId lamp = new DeviceId("mortal.lamp");
    await().until(() -> kernel.state().available(lamp));
    assertThat(
            kernel
                .commands()
                .submit(new Command(lamp, ON_OFF, Value.of(true)), RULE)
                .outcome()
                .toCompletableFuture()
                .join())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo(Outcome.Reason.DRIVER_FAILED));
  }
}
