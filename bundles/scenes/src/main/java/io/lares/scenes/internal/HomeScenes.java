package io.lares.scenes.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Home;
import io.lares.home.Outcome;
import io.lares.home.Risk;
import io.lares.kernel.Intent;
import io.lares.kernel.Kernel;
import io.lares.kernel.Policy;
import io.lares.planner.Executor;
import io.lares.planner.Plan;
import io.lares.planner.PlanNotation;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.planner.Turn;
import io.lares.scenes.Scene;
import io.lares.scenes.Scenes;
import io.lares.store.Journal;
import io.lares.store.JournalEntry;
import io.lares.store.Settings;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scenes of one home. */
public final class HomeScenes implements Scenes {
  private static final Logger LOG = LoggerFactory.getLogger(HomeScenes.class);
  static final AttributeId ACTIVATED = AttributeId.parse("Scene.activated");
  private static final String ROWS = "scenes/scene/";
  private static final String BEFORE = "scenes/before/";

  /** In which zone the home is, where somebody has said so. */
  private static final String ZONE = "home/zone";

  private final Kernel kernel;
  private final Executor executor;
  private final Settings settings;
  private final Journal journal;
  private final Clock clock;
  private final Map<String, Scene> scenes = new ConcurrentHashMap<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  /** Held while scenes change. */
  private final ReentrantLock changing = new ReentrantLock();

  /** Reads what is kept; what can't be read stays where it is. */
  public HomeScenes(
      Kernel kernel, Executor executor, Settings settings, Journal journal, Clock clock) {
    this.kernel = kernel;
    this.executor = executor;
    this.settings = settings;
    this.journal = journal;
    this.clock = clock;
    settings
        .startingWith(ROWS)
        .forEach((key, text) -> {
          try {
            Scene scene = SceneNotation.read(key.substring(ROWS.length()), text);
            scenes.put(scene.id(), scene);
          } catch (IllegalArgumentException | JsonProcessingException e) {
            LOG.warn("The scene in {} can't be read", key, e);
          }
        });
  }

  /** Is told the id of a scene that came, changed or went. */
  void onChange(Consumer<String> listener) {
    listeners.add(listener);
  }

  void noLonger(Consumer<String> listener) {
    listeners.remove(listener);
  }

  @Override
  public List<Scene> all() {
    return scenes.values().stream()
        .sorted(Comparator.comparing(Scene::name).thenComparing(Scene::id))
        .toList();
  }

  @Override
  public Optional<Scene> find(String id) {
    return Optional.ofNullable(scenes.get(id));
  }

  @Override
  public void save(Scene scene, Actor maker) {
    allow(scene, maker);
    changing.lock();
    try {
      if (!scenes.containsKey(scene.id()) && scenes.size() >= MOST) {
        throw new IllegalArgumentException("There are " + MOST + " scenes: remove some first");
      }
      settings.put(ROWS + scene.id(), SceneNotation.write(scene));
      scenes.put(scene.id(), scene);
    } finally {
      changing.unlock();
    }
    listeners.forEach(listener -> listener.accept(scene.id()));
  }

  @Override
  public Scene captured(String name, Collection<DeviceId> devices) {
    List<Command> commands = snapshot(devices);
    if (commands.isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing of these devices that could be set again later");
    }
    return planned(name, List.of(new Step.Act(commands, "", "")));
  }

  @Override
  public Scene planned(String name, List<Step> steps) {
    return scenes.values().stream()
        .filter(scene -> scene.name().equalsIgnoreCase(name.strip()))
        .findFirst()
        .map(scene -> new Scene(scene.id(), name, steps, scene.variants()))
        .orElseGet(() -> new Scene(freeId(name), name, steps));
  }

  private List<Command> snapshot(Collection<DeviceId> devices) {
    Home home = kernel.registry().home();
    List<Command> commands = new ArrayList<>();
    for (DeviceId id : new LinkedHashSet<>(devices)) {
      Device device = home.device(id);
      if (device != null) {
        commands.addAll(Snapshot.of(device, kernel.state()));
      }
    }
    return commands;
  }

  private String freeId(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String base = plain.isEmpty() ? "scene" : plain.substring(0, Math.min(80, plain.length()));
    String id = base;
    for (int i = 2; scenes.containsKey(id); i++) {
      id = base + "-" + i;
    }
    return id;
  }

  @Override
  public boolean remove(String id) {
    changing.lock();
    try {
      if (!scenes.containsKey(id)) {
        return false;
      }
      settings.remove(ROWS + id);
      settings.remove(BEFORE + id);
      scenes.remove(id);
    } finally {
      changing.unlock();
    }
    listeners.forEach(listener -> listener.accept(id));
    return true;
  }

  /** The highest risk that an unasked turning on would carry. */
  Risk risk(Scene scene) {
    Home home = kernel.registry().home();
    Risk risk = Risk.COMFORT;
    Actor itself = Actor.scene(scene.id());
    for (Command command : scene.commands()) {
      Device device = home.device(command.device());
      if (device != null
          && Policy.decide(itself, device, command.attribute(), command.value())
              == Policy.Decision.CONFIRM) {
        risk = risk.atLeast(device.risk(command.attribute()));
      }
    }
    return risk;
  }

  private void allow(Scene scene, Actor who) {
    Home home = kernel.registry().home();
    for (Command command : scene.commands()) {
      Device device = home.device(command.device());
      if (device != null
          && Policy.decide(who, device, command.attribute(), command.value())
              == Policy.Decision.FORBID) {
        throw new IllegalArgumentException(
            "Guests may not do this with " + device.name() + ": ask somebody who lives here");
      }
    }
  }

  @Override
  public Optional<CompletionStage<Summary>> apply(String id, Actor by) {
    Scene scene = scenes.get(id);
    if (scene != null) {
      allow(scene, by);
    }
    return apply(id, by, "");
  }

  /**
   * Turns a scene on that somebody was allowed to.
   *
   * @param by whose variant it is to be
   * @param cause the id of the wish that it carries out; empty for none
   */
  Optional<CompletionStage<Summary>> apply(String id, Actor by, String cause) {
    Scene scene = scenes.get(id);
    if (scene == null) {
      return Optional.empty();
    }
    List<Step> steps = scene.stepsFor(by, LocalTime.ofInstant(clock.instant(), zone()));
    List<Command> before = snapshot(Scene.commands(steps).stream().map(Command::device).toList());
    if (!before.isEmpty()) {
      try {
        settings.put(BEFORE + id, PlanNotation.write(List.of(new Step.Act(before, "", ""))));
      } catch (UncheckedIOException e) {
        LOG.warn("How it was before the scene {} can't be kept", scene.name(), e);
      }
    }
    return Optional.of(
        run(
            scene,
            steps,
            cause,
            by.kind() == Actor.Kind.AUTOMATION ? considerate() : executor::start));
  }

  /** Turns a scene on for whoever commanded its device. */
  Optional<CompletionStage<Summary>> turnOn(String session, String id) {
    Optional<Intent> asked =
        kernel.registry().home().devices().stream()
            .filter(device -> device.type() == DeviceType.SCENE)
            .filter(device ->
                device.origin().driver().equals(session) && device.origin().nativeId().equals(id))
            .findFirst()
            .flatMap(device -> kernel.commands().underWay(device.id(), ACTIVATED));
    return apply(
        id, asked.map(Intent::actor).orElse(Actor.scene(id)), asked.map(Intent::id).orElse(""));
  }

  private ZoneId zone() {
    try {
      return settings.get(ZONE).map(ZoneId::of).orElse(clock.getZone());
    } catch (DateTimeException e) {
      return clock.getZone();
    }
  }

  @Override
  public Optional<CompletionStage<Summary>> putBack(String id) {
    Scene scene = scenes.get(id);
    Optional<String> before = scene == null ? Optional.empty() : settings.get(BEFORE + id);
    if (scene == null || before.isEmpty()) {
      return Optional.empty();
    }
    settings.remove(BEFORE + id);
    return Optional.of(run(scene, PlanNotation.steps(before.get()), "", executor::start));
  }

  /** How a plan is carried out. */
  private interface Way {
    Executor.Running start(Plan plan, Request request, Intent intent, Consumer<Turn> ended);
  }

  /** With regard to those who want quiet: nobody asked for it just now. */
  private Way considerate() {
    return (plan, request, intent, ended) ->
        executor.startConsiderate(plan, request, intent, () -> false, ended);
  }

  /**
   * Who may turn it on was decided where it was asked for, by the scene's own risk; so its commands
   * count as confirmed.
   */
  private CompletionStage<Summary> run(Scene scene, List<Step> steps, String cause, Way way) {
    byte[] random = new byte[8];
    ThreadLocalRandom.current().nextBytes(random);
    Intent intent =
        new Intent(
            "scene-" + HexFormat.of().formatHex(random),
            Actor.scene(scene.id()),
            scene.name(),
            true,
            cause);
    journal.append(
        new JournalEntry.Asked(clock.instant(), intent.id(), intent.actor(), intent.text(), null));
    Locale language = kernel.registry().home().language();
    CompletableFuture<Summary> summary = new CompletableFuture<>();
    way.start(
        new Plan(steps, language, "scene"),
        new Request(scene.name(), language, intent.actor(), null),
        intent,
        turn -> summary.complete(summary(turn)));
    return summary;
  }

  private static Summary summary(Turn turn) {
    Map<DeviceId, Outcome> worst = new LinkedHashMap<>();
    for (Turn.Action action : turn.actions()) {
      Outcome outcome = action.outcome();
      if (outcome != null) {
        worst.merge(action.command().device(), outcome, (a, b) -> rank(a) >= rank(b) ? a : b);
      }
    }
    List<DeviceId> confirmed = new ArrayList<>();
    List<DeviceId> unconfirmed = new ArrayList<>();
    List<Trouble> failed = new ArrayList<>();
    List<DeviceId> missing = new ArrayList<>();
    worst.forEach((device, outcome) -> {
      switch (outcome) {
        case Outcome.Confirmed seen -> confirmed.add(device);
        case Outcome.Unconfirmed unseen -> unconfirmed.add(device);
        case Outcome.Failed(Outcome.Reason reason, String message) -> {
          if (reason == Outcome.Reason.NO_SUCH_DEVICE) {
            missing.add(device);
          } else {
            failed.add(new Trouble(device, message));
          }
        }
      }
    });
    return new Summary(confirmed, unconfirmed, failed, missing);
  }

  private static int rank(@Nullable Outcome outcome) {
    return switch (outcome) {
      case Outcome.Failed failed -> 2;
      case Outcome.Unconfirmed unseen -> 1;
      case null, default -> 0;
    };
  }

  /** The ids of all scenes. */
  Set<String> ids() {
    return Set.copyOf(scenes.keySet());
  }
}
