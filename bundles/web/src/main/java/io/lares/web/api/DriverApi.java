package io.lares.web.api;

import io.lares.driver.DriverManifest;
import io.lares.driver.DriverManifest.Setting;
import io.lares.kernel.DriverStatus;
import io.lares.kernel.DriverSupervisor;
import io.lares.web.http.Answer;
import io.lares.web.http.Call;
import io.lares.web.http.Problem;
import io.lares.web.http.Routes;
import io.lares.web.http.Who;
import io.lares.web.hub.Parts;
import io.lares.web.json.MayBeNull;
import io.lares.web.json.Within;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Drivers, their sessions, how each is and what it is configured with. Secrets never go out. */
final class DriverApi {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Parts parts;

  record DriverView(
      String instance,
      String driver,
      String name,
      DriverStatus.State state,
      String problem,
      int restarts,
      int devices,
      @MayBeNull @Nullable Instant nextTry) {
    static DriverView of(DriverStatus status) {
      return new DriverView(
          status.instance(),
          status.driver(),
          status.name(),
          status.state(),
          status.problem(),
          status.restarts(),
          status.devices(),
          status.nextTry());
    }
  }

  /** A driver that could serve a session. */
  record DriverKindView(
      String id, String name, String version, boolean automatic, List<DriverSettingView> settings) {
    static DriverKindView of(DriverManifest manifest) {
      return new DriverKindView(
          manifest.id(),
          manifest.name(),
          manifest.version(),
          manifest.automatic(),
          manifest.settings().stream().map(DriverSettingView::of).toList());
    }
  }

  record DriverSettingView(
      String key, String label, String defaultValue, boolean required, boolean secret) {
    static DriverSettingView of(Setting setting) {
      return new DriverSettingView(
          setting.key(),
          setting.label(),
          setting.secret() ? "" : setting.defaultValue(),
          setting.required(),
          setting.secret());
    }
  }

  record SettingValue(
      @Within(min = 1, max = 200) String key, @Within(max = 1 << 20) String value) {}

  record DriverSettings(@Within(max = 200) List<SettingValue> settings) {}

  /** A session as somebody wants it; a secret that is left out stays as it is. */
  record DriverWish(
      @Within(min = 1, max = 63) String driver, @Within(max = 200) List<SettingValue> settings) {}

  DriverApi(Parts parts) {
    this.parts = parts;
  }

  void add(Routes routes) {
    routes
        .get("/drivers", Who.GUESTS, "All driver sessions and how each is")
        .givesList(
            DriverView.class,
            call -> Answer.ok(drivers().sessions().stream().map(DriverView::of).toList()));
    routes
        .get("/drivers/available", Who.OWNERS, "The drivers that could serve a session")
        .givesList(
            DriverKindView.class,
            call -> Answer.ok(drivers().drivers().stream().map(DriverKindView::of).toList()));
    routes
        .get("/drivers/{instance}/settings", Who.OWNERS, "What a session was configured with")
        .gives(DriverSettings.class, this::settings);
    routes
        .put("/drivers/{instance}", Who.OWNERS, "Configures a session, new or not, and opens it")
        .takes(DriverWish.class, DriverView.class, this::open);
    routes
        .delete("/drivers/{instance}", Who.OWNERS, "Forgets a session and its devices")
        .does(call -> change(call, DriverSupervisor::remove));
    routes
        .post("/drivers/{instance}/start", Who.OWNERS, "Starts a session; kept across restarts")
        .does(call -> change(call, DriverSupervisor::start));
    routes
        .post("/drivers/{instance}/stop", Who.OWNERS, "Stops a session; kept across restarts")
        .does(call -> change(call, DriverSupervisor::stop));
  }

  private DriverSupervisor drivers() {
    return parts.kernel().get().drivers();
  }

  private Answer<DriverSettings> settings(Call call) {
    DriverStatus session = session(call.path("instance"));
    Set<String> secrets = secrets(manifest(session.driver()));
    return Answer.ok(
        new DriverSettings(
            drivers().settings(session.instance()).entrySet().stream()
                .filter(entry -> !secrets.contains(entry.getKey()))
                .map(entry -> new SettingValue(entry.getKey(), entry.getValue()))
                .toList()));
  }

  private Answer<DriverView> open(Call call, DriverWish wish) throws InterruptedException {
    String instance = call.path("instance");
    DriverManifest manifest = manifest(wish.driver());
    Map<String, String> values = new HashMap<>();
    Optional<DriverStatus> before = find(instance);
    if (before.isPresent()) {
      if (!before.get().driver().equals(wish.driver())) {
        throw Problem.in("driver", "can't change; remove the session first");
      }
      values.putAll(drivers().settings(instance));
      values.keySet().retainAll(secrets(manifest));
    }
    Set<String> known = manifest.settings().stream().map(Setting::key).collect(Collectors.toSet());
    for (SettingValue setting : wish.settings()) {
      if (!known.contains(setting.key())) {
        throw Problem.in("settings", "holds “" + setting.key() + "”, which the driver lacks");
      }
      values.put(setting.key(), setting.value());
    }
    try {
      DriverStatus status =
          drivers()
              .open(instance, wish.driver(), values)
              .toCompletableFuture()
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return Answer.ok(DriverView.of(status));
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "This does not work", String.valueOf(e.getMessage()));
    } catch (TimeoutException | ExecutionException e) {
      // It is being opened; how that goes is told by the session's state.
      return Answer.ok(DriverView.of(session(instance)));
    }
  }

  /** Without the driver nobody knows what of its settings is secret. */
  private DriverManifest manifest(String driver) {
    return drivers().drivers().stream()
        .filter(manifest -> manifest.id().equals(driver))
        .findFirst()
        .orElseThrow(
            () -> Problem.of(409, "This driver is not running", "Add or start its bundle first."));
  }

  private static Set<String> secrets(DriverManifest manifest) {
    return manifest.settings().stream()
        .filter(Setting::secret)
        .map(Setting::key)
        .collect(Collectors.toSet());
  }

  private Optional<DriverStatus> find(String instance) {
    return drivers().sessions().stream().filter(s -> s.instance().equals(instance)).findFirst();
  }

  private DriverStatus session(String instance) {
    return find(instance).orElseThrow(() -> Problem.notFound("This driver session"));
  }

  private Answer<Void> change(Call call, BiConsumer<DriverSupervisor, String> action) {
    action.accept(drivers(), session(call.path("instance")).instance());
    return Answer.nothing();
  }
}
