package io.lares.web.api;

import io.lares.home.Home;
import io.lares.kernel.HomeEdit;
import io.lares.kernel.Kernel;
import io.lares.store.Store;
import io.lares.web.api.MqttApi.MqttStatusView;
import io.lares.web.http.Answer;
import io.lares.web.http.Call;
import io.lares.web.http.Problem;
import io.lares.web.http.Routes;
import io.lares.web.http.Who;
import io.lares.web.hub.Parts;
import io.lares.web.json.MayBeAbsent;
import io.lares.web.json.OneOf;
import io.lares.web.json.Within;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The hub itself: how it is, and how it is set up. */
final class HubApi {
  private static final String SET_UP = "web/setUp";

  private final Parts parts;
  private final String version;
  private final Clock clock;
  private final ReentrantLock settingUp = new ReentrantLock();

  record Status(String name, String version, boolean claimed, String language, boolean setUp) {}

  record Setup(
      @OneOf({"demo", "empty"}) String home,
      @MayBeAbsent @Within(min = 1, max = 200) @Nullable String name,
      @MayBeAbsent @OneOf({"en", "zh-CN"}) @Nullable String language) {}

  record StoreView(String problem, long waiting, long dropped, long bytes) {}

  record MemoryView(long heapBytes, long rssBytes) {}

  record Health(StoreView store, MqttStatusView mqtt, MemoryView memory, long uptimeSeconds) {}

  HubApi(Parts parts, String version, Clock clock) {
    this.parts = parts;
    this.version = version;
    this.clock = clock;
  }

  void add(Routes routes) {
    routes.get("/status", Who.EVERYBODY, "Which hub this is").gives(Status.class, this::status);
    routes
        .post("/setup", Who.OWNERS, "Chooses between a demo home and one's own, once")
        .takes(Setup.class, this::setUp);
    routes.get("/health", Who.GUESTS, "How the hub is").gives(Health.class, this::health);
  }

  private Answer<Status> status(Call call) {
    boolean claimed = parts.access().get().claimed();
    Home home = parts.kernel().find().map(kernel -> kernel.registry().home()).orElse(null);
    return Answer.ok(
        new Status(
            claimed && home != null ? home.name() : "Lares",
            version,
            claimed,
            home == null ? "en" : Words.language(home.language()),
            parts.settings().get().get(SET_UP).isPresent()));
  }

  private Answer<Void> setUp(Call call, Setup wish) {
    Kernel kernel = parts.kernel().get();
    var settings = parts.settings().get();
    settingUp.lock();
    try {
      if (settings.get(SET_UP).isPresent()) {
        throw Problem.of(
            409, "The home is set up already", "Change it on its page; nothing was done.");
      }
      Home before = kernel.registry().home();
      if (wish.home.equals("demo")) {
        var files = parts.homeFiles().get();
        files.load(files.demoHome(), kernel, Map.of());
      }
      Locale language =
          wish.language == null ? before.language() : Locale.forLanguageTag(wish.language);
      String name = wish.name == null ? kernel.registry().home().name() : wish.name;
      kernel.registry().edit(new HomeEdit.Describe(name, language));
      settings.put(SET_UP, wish.home);
    } finally {
      settingUp.unlock();
    }
    return Answer.nothing();
  }

  private Answer<Health> health(Call call) throws IOException {
    StoreView store =
        parts
            .store()
            .find()
            .map(Store::health)
            .map(h -> new StoreView(h.problem(), h.waiting(), h.dropped(), h.bytes()))
            .orElseGet(() -> new StoreView("The store is not running.", 0, 0, 0));
    MqttStatusView mqtt =
        parts
            .mqtt()
            .find()
            .map(control -> MqttStatusView.of(control.status()))
            .orElseGet(() -> new MqttStatusView(false, "", "MQTT is not running.", 0, 0, 0, 0));
    Runtime runtime = Runtime.getRuntime();
    Instant started = ProcessHandle.current().info().startInstant().orElse(clock.instant());
    return Answer.ok(
        new Health(
            store,
            mqtt,
            new MemoryView(runtime.totalMemory() - runtime.freeMemory(), residentBytes()),
            Math.max(0, Duration.between(started, clock.instant()).toSeconds())));
  }

  /** What the process holds of the machine's memory; 0 where the system does not say. */
  private static long residentBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return 0;
  }
}
