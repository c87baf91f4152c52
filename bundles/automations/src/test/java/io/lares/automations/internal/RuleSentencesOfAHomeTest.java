package io.lares.automations.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lares.automations.Automation;
import io.lares.driver.virtual.VirtualDriver;
import io.lares.home.Actor;
import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Device;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Place;
import io.lares.kernel.HomeEdit;
import io.lares.kernel.Kernel;
import io.lares.kernel.internal.KernelFactoryComponent;
import io.lares.planner.Likings;
import io.lares.planner.Request;
import io.lares.planner.Turn;
import io.lares.planner.assist.HomeAssistant;
import io.lares.planner.assist.HomeWording;
import io.lares.planner.assist.Tiers;
import io.lares.planner.command.Forgetful;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.household.ListKeeper;
import io.lares.planner.household.TimerKeeper;
import io.lares.store.sqlite.SqliteStore;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people say of rules in a whole home, in three languages, and the rule that each makes: its
 * events, conditions, negations, parts of the day and what it leaves open.
 */
class RuleSentencesOfAHomeTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Actor ANNA =
      Actor.person(new PersonId("anna"), Person.Role.OWNER, Actor.Channel.SENTENCE);

  @TempDir Path folder;
  private Kernel kernel;
  private SqliteStore store;
  private HomeAssistant assistant;
  private HomeAutomations automations;

  private void moveInto(String language) throws Exception {
    JsonNode file = new ObjectMapper().readTree(text("home-" + language + ".json"));
    kernel = new KernelFactoryComponent().create(new Forgetful(), List.of(new VirtualDriver()));
    store = new SqliteStore(folder);
    kernel
        .drivers()
        .open(
            "virtual",
            "virtual",
            Map.of("pace", "instant", "devices", file.path("devices").toString()))
        .toCompletableFuture()
        .get(30, SECONDS);
    await().until(() -> kernel.registry().home().devices().size() == file.path("devices").size());
    for (JsonNode area : file.path("areas")) {
      AreaId id = new AreaId("area-" + file.path("areas").size() + area.asText().hashCode());
      kernel.registry().edit(new HomeEdit.PutArea(new Area(id, area.asText(), List.of(), null)));
      for (JsonNode device : file.path("devices")) {
        if (device.path("area").equals(area)) {
          Device there = device(device.path("name").asText());
          kernel.registry().edit(new HomeEdit.PlaceDevice(there.id(), there.name(), List.of(), id));
        }
      }
    }
    String anna = language.equals("en") ? "Anna" : "安娜";
    kernel
        .registry()
        .edit(new HomeEdit.PutPerson(new Person(new PersonId("anna"), anna, Person.Role.OWNER)));
    Clock clock = Clock.fixed(Instant.parse("2026-05-04T10:00:00Z"), ZONE);
    GrammarPlanner planner = new GrammarPlanner();
    assistant =
        new HomeAssistant(
            new Tiers(planner, List::of),
            kernel,
            new TimerKeeper(clock, () -> {}),
            new ListKeeper(() -> {}),
            (time, intent, request) -> {},
            clock,
            () -> {},
            new HomeAssistant.Neighbours(
                () -> List.of(new SaidRules(automations, kernel.registry()::home, kernel.state())),
                List::of,
                () -> Likings.NONE));
    automations =
        new HomeAutomations(
            kernel,
            assistant,
            new HomeWording(planner, kernel.registry()),
            store,
            store,
            clock,
            System::nanoTime);
    automations.live(new Place(52.52, 13.405), ZONE);
  }

  @AfterEach
  void moveOut() {
    automations.close();
    assistant.close();
    kernel.close();
    store.close();
  }

  private Device device(String name) {
    return kernel.registry().home().devices().stream()
        .filter(device -> device.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-Hans", "zh-Hant"})
  void eachSentenceMakesTheRuleThatItSpeaksOf(String language) throws Exception {
    moveInto(language);
    List<String[]> said =
        text("said-rules.tsv")
            .lines()
            .map(line -> line.split("\t"))
            .filter(cells -> cells[0].equals(language))
            .toList();
    assertThat(said).isNotEmpty();
    SoftAssertions all = new SoftAssertions();
    for (String[] cells : said) {
      all.assertThat(rule(cells[1], language)).as(cells[1]).isEqualTo(cells[2]);
    }
    all.assertAll();
  }

  /** The rule that a sentence makes, in English words; a dash where it makes none. */
  private String rule(String sentence, String language) {
    Turn turn =
        assistant.ask(
            new Request(sentence, Locale.forLanguageTag(language), ANNA, null), each -> {});
    if (turn.stage() != Turn.Stage.NEEDS_CONFIRMATION) {
      return "-";
    }
    assistant.answer(turn.id(), ANNA, true, each -> {});
    await().until(() -> !automations.all().isEmpty());
    Automation rule = automations.all().getFirst();
    automations.remove(rule.id());
    return automations.words(rule, Locale.ENGLISH);
  }

  private static String text(String resource) throws Exception {
    try (InputStream in = RuleSentencesOfAHomeTest.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
