package io.lares.planner.command;

import io.lares.driver.Driver;
import io.lares.driver.DriverManifest;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.Place;
import io.lares.homefile.HomeFiles;
import io.lares.kernel.CommandBus;
import io.lares.kernel.DriverStatus;
import io.lares.kernel.DriverSupervisor;
import io.lares.kernel.EventFeed;
import io.lares.kernel.HomeRegistry;
import io.lares.kernel.Kernel;
import io.lares.kernel.KernelFactory;
import io.lares.kernel.StateView;
import io.lares.planner.Request;
import io.lares.planner.Turn;
import io.lares.planner.assist.HomeAssistant;
import io.lares.planner.assist.Tiers;
import io.lares.planner.household.ListKeeper;
import io.lares.planner.household.TimerKeeper;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A home file played in a kernel of its own, and an assistant that speaks to it. */
final class PlannedHome implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final String INSTANT = "instant";

  private final Kernel kernel;
  private final HomeAssistant assistant;
  private final Map<String, String> settings;
  private final TimerKeeper timers = new TimerKeeper(Clock.systemUTC(), () -> {});
  private final ListKeeper lists = new ListKeeper(() -> {});
  private final Household household;
  private String laid = "";
  private boolean touched;

  PlannedHome(
      String json,
      KernelFactory kernels,
      Collection<Driver> drivers,
      HomeFiles files,
      Tiers planner)
      throws InterruptedException {
    this.kernel = kernels.create(new Forgetful(), drivers);
    try {
      Listening listening = new Listening(kernel.drivers());
      files.load(json, new Through(kernel, listening), Map.of("pace", INSTANT));
      this.settings = Map.copyOf(listening.settings);
      await(listening.opened);
      planner.warm(kernel.registry().home(), kernel.state());
    } catch (RuntimeException | InterruptedException e) {
      kernel.close();
      throw e;
    }
    this.household = Household.parse(json);
    this.assistant =
        new HomeAssistant(
            planner,
            kernel,
            timers,
            lists,
            (time, wish, request) -> {},
            Clock.systemDefaultZone(),
            () -> {});
  }

  Home home() {
    return kernel.registry().home();
  }

  /** What the file calls a device. */
  String inFile(DeviceId id) {
    Device device = home().device(id);
    return device == null ? id.value() : device.origin().nativeId();
  }

  /** What came of a request; {@code confirmed} where it was held and then carried out. */
  record Result(Turn turn, boolean confirmed) {}

  /**
   * Asks, from the file's states with {@code set} laid over them. What the policy would hold is
   * confirmed.
   */
  Result ask(Request request, String set) throws InterruptedException {
    if (touched || !laid.equals(set)) {
      Map<String, String> fresh = new HashMap<>(settings);
      if (!set.isEmpty()) {
        fresh.put("set", set);
      }
      await(kernel.drivers().open(HomeFiles.DRIVER, HomeFiles.DRIVER, fresh));
      laid = set;
      touched = false;
    }
    timers.restoreSeen(household.timers());
    lists.restore(household.lists());
    assistant.forget();
    CompletableFuture<Turn> end = new CompletableFuture<>();
    Turn first = assistant.ask(request, turn -> complete(end, turn));
    boolean held = first.stage() == Turn.Stage.NEEDS_CONFIRMATION;
    if (held) {
      assistant.answer(first.id(), request.speaker(), true, turn -> complete(end, turn));
    }
    Turn last = await(end);
    touched = !last.actions().isEmpty();
    return new Result(last, held);
  }

  private static void complete(CompletableFuture<Turn> end, Turn turn) {
    if (turn.finished()) {
      end.complete(turn);
    }
  }

  private static <T> T await(CompletionStage<T> stage) throws InterruptedException {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "the home did not answer in " + PATIENCE.toSeconds() + " s", e);
    }
  }

  @Override
  public void close() {
    assistant.close();
    kernel.close();
  }

  /** Notes with which settings a home file is opened, so that it can be opened anew. */
  private static final class Listening implements DriverSupervisor {
    private final DriverSupervisor inner;
    private Map<String, String> settings = Map.of();
    private CompletionStage<@Nullable DriverStatus> opened =
        CompletableFuture.completedFuture(null);

    Listening(DriverSupervisor inner) {
      this.inner = inner;
    }

    @Override
    public List<DriverManifest> drivers() {
      return inner.drivers();
    }

    @Override
    public Map<String, String> settings(String instance) {
      return inner.settings(instance);
    }

    @Override
    public List<DriverStatus> sessions() {
      return inner.sessions();
    }

    @Override
    public CompletionStage<DriverStatus> open(
        String instance, String driver, Map<String, String> given) {
      settings = given;
      CompletionStage<DriverStatus> stage = inner.open(instance, driver, given);
      opened = stage.thenApply(status -> status);
      return stage;
    }

    @Override
    public void stop(String instance) {
      inner.stop(instance);
    }

    @Override
    public void start(String instance) {
      inner.start(instance);
    }

    @Override
    public void remove(String instance) {
      inner.remove(instance);
    }

    @Override
    public void live(Place place) {
      inner.live(place);
    }
  }

  private record Through(Kernel inner, DriverSupervisor drivers) implements Kernel {
    @Override
    public HomeRegistry registry() {
      return inner.registry();
    }

    @Override
    public StateView state() {
      return inner.state();
    }

    @Override
    public CommandBus commands() {
      return inner.commands();
    }

    @Override
    public EventFeed events() {
      return inner.events();
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
