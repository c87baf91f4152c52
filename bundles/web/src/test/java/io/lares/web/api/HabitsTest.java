package io.lares.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.automations.internal.HomeAutomations;
import io.lares.habits.internal.HabitsComponent;
import io.lares.home.DeviceId;
import io.lares.home.Person.Role;
import io.lares.home.PersonId;
import io.lares.household.PastWeeks;
import io.lares.planner.assist.HomeAssistant;
import io.lares.planner.assist.HomeWording;
import io.lares.planner.assist.Tiers;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.household.ListKeeper;
import io.lares.planner.household.TimerKeeper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was learned, over the interface, of a journal with six weeks in it. */
class HabitsTest {
  @TempDir Path folder;
  private TestHub hub;
  private HomeAssistant assistant;
  private HomeAutomations automations;
  private HabitsComponent habits;

  @BeforeEach
  void start() throws Exception {
    hub = new TestHub(folder, Map.of());
    hub.access.enter("owner", Role.OWNER);
    hub.access.enter("other", Role.RESIDENT);
    hub.access.enter("guest", Role.GUEST);
    var settings = hub.parts.settings().get();
    var journal = hub.parts.journal().get();
    new PastWeeks(journal, ZoneId.systemDefault())
        .evenings(new PersonId("p-owner"), new DeviceId(hub.device("lamp")), LocalDate.now(), 42);
    GrammarPlanner planner = new GrammarPlanner();
    assistant =
        new HomeAssistant(
            new Tiers(planner, List::of),
            hub.kernel,
            new TimerKeeper(Clock.systemUTC(), () -> {}),
            new ListKeeper(() -> {}),
            (time, intent, request) -> {},
            Clock.systemUTC(),
            () -> {});
    automations =
        new HomeAutomations(
            hub.kernel,
            assistant,
            new HomeWording(planner, hub.kernel.registry()),
            settings,
            journal,
            Clock.systemUTC(),
            System::nanoTime);
    hub.parts.automations().came(automations);
    habits = new HabitsComponent(hub.kernel, journal, settings);
    hub.parts.habits().came(habits);
    await()
        .untilAsserted(
            () -> assertThat(learned("owner").get("routines").size()).isGreaterThanOrEqualTo(1));
  }

  @AfterEach
  void stop() throws Exception {
    habits.close();
    automations.close();
    assistant.close();
    hub.close();
  }

  private JsonNode learned(String who) throws Exception {
    return hub.json(who, "GET", "/habits", null);
  }

  @Test
  void aSuggestionIsMadeWithItsEvidenceInTheLanguageThatIsAskedFor() throws Exception {
    JsonNode english = learned("owner").get("suggestion");
    assertThat(english.get("words").textValue())
        .startsWith("On ")
        .contains("of the last 10 days between 22:", "you turned off");
    JsonNode chinese = hub.json("owner", "GET", "/habits?language=zh-CN", null).get("suggestion");
    assertThat(chinese.get("id")).isEqualTo(english.get("id"));
    assertThat(chinese.get("words").textValue()).startsWith("最近10个日子里有").contains("你关掉了");
  }

  @Test
  void oneTapMakesARuleOfItAndItIsNotSuggestedAgain() throws Exception {
    String id = learned("owner").at("/suggestion/id").textValue();
    String rule =
        hub.json("owner", "POST", "/habits/suggestions/" + id + "/accept", null)
            .get("id")
            .textValue();
    assertThat(hub.json("owner", "GET", "/automations/" + rule, null).at("/automation/words"))
        .asString()
        .contains("22:");
    assertThat(learned("owner").has("suggestion")).isFalse();
    assertThat(
            hub.call("owner", "POST", "/habits/suggestions/" + id + "/accept", null).statusCode())
        .isEqualTo(409);
  }

  @Test
  void whatWasRefusedIsNotSuggestedAgainAndStaysToBeLookedAt() throws Exception {
    JsonNode before = learned("owner");
    String id = before.at("/suggestion/id").textValue();
    assertThat(
            hub.call("owner", "POST", "/habits/suggestions/" + id + "/refuse", null).statusCode())
        .isEqualTo(204);
    JsonNode after = learned("owner");
    assertThat(after.has("suggestion")).isFalse();
    assertThat(after.get("routines")).isEqualTo(before.get("routines"));
  }

  @Test
  void nobodySeesWhatWasLearnedOfAnotherAndGuestsSeeNothing() throws Exception {
    JsonNode other = learned("other");
    assertThat(other.has("suggestion")).isFalse();
    assertThat(other.get("routines")).isEmpty();
    assertThat(other.get("preferences")).isEmpty();
    assertThat(hub.call("guest", "GET", "/habits", null).statusCode()).isEqualTo(403);
  }

  @Test
  void eachMayDeleteOneRoutineOrAllAndTakeItAlong() throws Exception {
    JsonNode routines = learned("owner").get("routines");
    String id = routines.get(0).get("id").textValue();
    assertThat(hub.json("owner", "GET", "/habits/export", null).get("json").textValue())
        .contains("you turned off");
    assertThat(hub.call("owner", "DELETE", "/habits/routines/" + id, null).statusCode())
        .isEqualTo(204);
    assertThat(learned("owner").get("routines").findValuesAsText("id")).doesNotContain(id);
    assertThat(hub.call("owner", "DELETE", "/habits", null).statusCode()).isEqualTo(204);
    assertThat(learned("owner").get("routines")).isEmpty();
    assertThat(learned("owner").get("preferences")).isEmpty();
  }

  @Test
  void aMemoryIsKeptUntilItIsForgotten() throws Exception {
    JsonNode memory =
        hub.json("owner", "POST", "/habits/memories", "{\"words\":\"I like it dim at night\"}");
    assertThat(learned("owner").at("/memories/0/understood").textValue())
        .isEqualTo("brightness 25 % everywhere");
    assertThat(
            hub.json("owner", "GET", "/habits?language=zh-CN", null)
                .at("/memories/0/understood")
                .textValue())
        .isEqualTo("全家亮度25%");
    assertThat(learned("owner").at("/memories/0/words").textValue())
        .isEqualTo("I like it dim at night");
    String id = memory.get("id").textValue();
    assertThat(hub.call("owner", "DELETE", "/habits/memories/" + id, null).statusCode())
        .isEqualTo(204);
    assertThat(learned("owner").get("memories")).isEmpty();
    assertThat(hub.call("owner", "POST", "/habits/memories", "{\"words\":\"\"}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void offForgetsAndLearnsNothingMore() throws Exception {
    JsonNode off = hub.json("owner", "PUT", "/habits/learning", "{\"learning\":\"off\"}");
    assertThat(off.get("learning").textValue()).isEqualTo("off");
    assertThat(off.get("routines")).isEmpty();
    assertThat(off.has("suggestion")).isFalse();
  }
}
