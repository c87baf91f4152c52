package io.lares.planner.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.driver.Driver;
import io.lares.home.Actor;
import io.lares.home.AreaId;
import io.lares.home.Outcome;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.homefile.HomeFiles;
import io.lares.kernel.KernelFactory;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.planner.Turn;
import io.lares.planner.assist.Tiers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code hub plan --home DIR --requests FILE}: sentences in, plans and what came of them out, one
 * JSON document a line each, in the format lares-nl/1. Every home is a kernel of its own with
 * virtual devices, and every request takes the way that one to the hub takes.
 */
final class PlanCommand {
  private static final int MOST_HOMES = 8;
  private static final Pattern HOME_NAME = Pattern.compile("[\\w.-]{1,200}");

  private final KernelFactory kernels;
  private final Collection<Driver> drivers;
  private final HomeFiles files;
  private final Tiers planner;
  private final PrintStream out;
  private final PrintStream err;
  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, PlannedHome> homes = new LinkedHashMap<>(16, 0.75f, true);

  PlanCommand(
      KernelFactory kernels,
      Collection<Driver> drivers,
      HomeFiles files,
      Tiers planner,
      PrintStream out,
      PrintStream err) {
    this.kernels = kernels;
    this.drivers = drivers;
    this.files = files;
    this.planner = planner;
    this.out = out;
    this.err = err;
  }

  /** Says what is wrong with a line or an option, for the person who wrote it. */
  private static final class Mistake extends Exception {
    Mistake(String message) {
      super(message);
    }
  }

  /** Runs it; 0 when every line got a result, 1 when some did not, 2 for a wrong command line. */
  int run(String... arguments) throws InterruptedException {
    Path folder = null;
    Path requests = null;
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--home" -> folder = Path.of(arguments[i + 1]);
        case "--requests" -> requests = Path.of(arguments[i + 1]);
        default -> requests = null;
      }
    }
    if (folder == null || requests == null || arguments.length != 4) {
      err.println("Usage: hub plan --home DIR --requests FILE");
      return 2;
    }
    if (!Files.isDirectory(folder)) {
      err.println("hub plan: there is no folder " + folder);
      return 2;
    }
    try (BufferedReader reader = Files.newBufferedReader(requests, StandardCharsets.UTF_8)) {
      return all(folder, reader);
    } catch (IOException e) {
      err.println("hub plan: can't read " + requests + ": " + e);
      return 2;
    } finally {
      homes.values().forEach(PlannedHome::close);
      homes.clear();
    }
  }

  private int all(Path folder, BufferedReader reader) throws IOException, InterruptedException {
    long began = System.nanoTime();
    long told = began;
    int number = 0;
    int done = 0;
    int bad = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        out.println(json.writeValueAsString(one(folder, line)));
        done++;
      } catch (Mistake | IllegalArgumentException | IllegalStateException | IOException e) {
        err.println("line " + number + ": " + firstLine(e));
        bad++;
      }
      if (System.nanoTime() - told > 2_000_000_000L) {
        told = System.nanoTime();
        err.println(done + " requests planned ...");
      }
    }
    out.flush();
    double seconds = (System.nanoTime() - began) / 1e9;
    err.printf(
        Locale.ROOT, "%d requests in %.1f s, %.0f a second%n", done, seconds, done / seconds);
    return bad == 0 ? 0 : 1;
  }

  private static String firstLine(Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse(message);
  }

  private ObjectNode one(Path folder, String line)
      throws Mistake, IOException, InterruptedException {
    JsonNode node = json.readTree(line);
    String id = text(node, "id");
    String text = text(node, "text");
    PlannedHome home = home(folder, text(node, "home"));
    Locale language =
        node.path("lang").isTextual()
            ? Locale.forLanguageTag(node.get("lang").asText())
            : home.home().language();
    AreaId area = node.path("area").isTextual() ? new AreaId(node.get("area").asText()) : null;
    JsonNode set = node.path("set");
    Actor owner = Actor.person(new PersonId("owner"), Person.Role.OWNER, Actor.Channel.SENTENCE);
    PlannedHome.Result result =
        home.ask(
            new Request(text, language, owner, area),
            set.isObject() && !set.isEmpty() ? set.toString() : "");
    return document(id, home, result);
  }

  private static String text(JsonNode node, String field) throws Mistake {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new Mistake("a request needs a text in its field \"" + field + "\"");
    }
    return value.asText();
  }

  private PlannedHome home(Path folder, String name)
      throws Mistake, IOException, InterruptedException {
    PlannedHome known = homes.get(name);
    if (known != null) {
      return known;
    }
    Path file = folder.resolve(name + ".json");
    if (!HOME_NAME.matcher(name).matches() || !Files.isRegularFile(file)) {
      throw new Mistake("there is no home " + name + " in " + folder);
    }
    if (homes.size() >= MOST_HOMES) {
      Map.Entry<String, PlannedHome> oldest = homes.entrySet().iterator().next();
      homes.remove(oldest.getKey());
      oldest.getValue().close();
    }
    PlannedHome home = new PlannedHome(Files.readString(file), kernels, drivers, files, planner);
    homes.put(name, home);
    return home;
  }

  private ObjectNode document(String id, PlannedHome home, PlannedHome.Result result) {
    Turn turn = result.turn();
    ObjectNode document = json.createObjectNode();
    document.put("id", id);
    document.put("outcome", turn.outcome().name().toLowerCase(Locale.ROOT));
    ArrayNode changes = document.putArray("changes");
    for (Turn.Action action : turn.actions()) {
      if (action.outcome() instanceof Outcome.Confirmed(Value observed, var time)) {
        ObjectNode change = changes.addObject();
        change.put("device", home.inFile(action.command().device()));
        change.put("attribute", action.command().attribute().toString());
        switch (observed) {
          case Value.Bool(boolean flag) -> change.put("value", flag);
          case Value.Num(double number) -> change.put("value", number);
          case Value.Text(String text) -> change.put("value", text);
        }
      }
    }
    ArrayNode refused = document.putArray("refused");
    ArrayNode timers = document.putArray("timers");
    ArrayNode lists = document.putArray("lists");
    List<Step> steps = turn.plan().all();
    for (int i = 0; i < steps.size(); i++) {
      Turn.Progress progress = turn.steps().get(i);
      if (progress == Turn.Progress.SKIPPED) {
        continue;
      }
      switch (steps.get(i)) {
        case Step.Refuse refuse ->
            refused.addObject().put("part", refuse.part()).put("why", refuse.why());
        case Step step when progress == Turn.Progress.FAILED ->
            refused.addObject().put("part", step.words()).put("why", turn.reply());
        case Step.StartTimer start -> timers.add(started(start));
        case Step.ChangeTimers change -> timers.addAll(changed(change));
        case Step.ChangeList change ->
            lists
                .addObject()
                .put("action", change.change().name().toLowerCase(Locale.ROOT))
                .put("list", change.list())
                .put("item", change.item());
        default -> {}
      }
    }
    document.put("reply", turn.reply());
    document.put("planner", turn.plan().planner());
    document.put("millis", Math.rint(turn.planMillis() * 1000) / 1000);
    if (result.confirmed()) {
      document.put("confirmed", true);
    }
    return document;
  }

  private ObjectNode started(Step.StartTimer start) {
    ObjectNode node =
        json.createObjectNode()
            .put("action", "start")
            .put("seconds", seconds(start.length()))
            .put("name", start.name().isEmpty() ? null : start.name())
            .put("area", start.area() == null ? null : start.area().value());
    return start.command().isEmpty() ? node : node.put("command", start.command());
  }

  private ArrayNode changed(Step.ChangeTimers change) {
    ArrayNode nodes = json.createArrayNode();
    switch (change.change()) {
      case CANCEL_ALL ->
          nodes
              .addObject()
              .put("action", "cancelAll")
              .put("area", change.area() == null ? null : change.area().value());
      default -> {
        for (String id : change.timers()) {
          ObjectNode node =
              nodes
                  .addObject()
                  .put("action", change.change().name().toLowerCase(Locale.ROOT))
                  .put("id", id);
          if (!change.by().isZero()) {
            node.put("seconds", seconds(change.by()));
          }
        }
      }
    }
    return nodes;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
