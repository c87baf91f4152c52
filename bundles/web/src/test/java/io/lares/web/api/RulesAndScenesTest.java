package io.lares.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.automations.internal.HomeAutomations;
import io.lares.home.Person.Role;
import io.lares.planner.assist.HomeAssistant;
import io.lares.planner.assist.HomeWording;
import io.lares.planner.assist.Tiers;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.household.ListKeeper;
import io.lares.planner.household.TimerKeeper;
import io.lares.scenes.internal.HomeScenes;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Automations and scenes over the interface, each answer checked against its description. */
class RulesAndScenesTest {
  @TempDir Path folder;
  private TestHub hub;
  private HomeAssistant assistant;
  private HomeAutomations automations;

  @BeforeEach
  void start() throws Exception {
    hub = new TestHub(folder, Map.of());
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
    var settings = hub.parts.settings().get();
    var journal = hub.parts.journal().get();
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
    hub.parts
        .scenes()
        .came(new HomeScenes(hub.kernel, assistant, settings, journal, Clock.systemUTC()));
    hub.access.enter("owner", Role.OWNER);
    hub.access.enter("guest", Role.GUEST);
  }

  @AfterEach
  void stop() throws Exception {
    automations.close();
    assistant.close();
    hub.close();
  }

  private String rule(String id) {
    String lamp = hub.device("lamp");
    return """
    {"id": "%s", "name": "Lamp at seven",
     "triggers": [{"on": "time", "at": "07:00", "days": ["mon", "tue", "wed", "thu", "fri"]}],
     "steps": [{"do": "act", "commands":
       [{"device": "%s", "attribute": "OnOff.onOff", "value": true}]}]}
    """
        .formatted(id, lamp);
  }

  private static String body(String text) throws Exception {
    return TestHub.JSON.createObjectNode().put("text", text).toString();
  }

  @Test
  void anAutomationIsKeptReadInWordsRunAndForgotten() throws Exception {
    JsonNode kept = hub.json("owner", "PUT", "/automations/seven", body(rule("seven")));
    assertThat(kept.at("/automation/words").textValue()).startsWith("on weekdays at 07:00: ");
    assertThat(kept.get("text").textValue()).contains("07:00");

    assertThat(hub.call("owner", "POST", "/automations/seven/run", null).statusCode())
        .isEqualTo(204);
    await()
        .untilAsserted(() ->
            assertThat(
                    hub.json("owner", "GET", "/automations/seven", null)
                        .at("/traces/0/result")
                        .textValue())
                .isEqualTo("done"));
    assertThat(
            hub.json("owner", "GET", "/automations?language=zh-CN", null)
                .get(0)
                .get("words")
                .textValue())
        .startsWith("工作日07:00：");

    assertThat(
            hub.call("owner", "PUT", "/automations/seven/enabled", "{\"enabled\":false}")
                .statusCode())
        .isEqualTo(204);
    assertThat(hub.call("owner", "DELETE", "/automations/seven", null).statusCode()).isEqualTo(204);
    assertThat(hub.call("owner", "GET", "/automations/seven", null).statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsNoAutomationIsRefusedWithTheReasonAndGuestsSeeNone() throws Exception {
    JsonNode problem =
        hub.json("owner", "PUT", "/automations/x", body("id: x\nname: X\ntriggers: 7\nsteps: []"));
    assertThat(problem.get("status").intValue()).isEqualTo(400);
    assertThat(problem.get("detail").textValue()).contains("triggers");
    assertThat(hub.call("guest", "GET", "/automations", null).statusCode()).isEqualTo(403);
  }

  @Test
  void aDryRunSaysWhenItIsDueNextAndDoesNothing() throws Exception {
    JsonNode dry = hub.json("owner", "POST", "/automations-dry-run", body(rule("dry")));
    assertThat(dry.get("holds").booleanValue()).isTrue();
    assertThat(dry.get("next").textValue()).isNotBlank();
    assertThat(hub.json("owner", "GET", "/automations", null)).isEmpty();
  }

  @Test
  void allAutomationsGoOutAndComeInAsOneFile() throws Exception {
    hub.call("owner", "PUT", "/automations/seven", body(rule("seven")));
    String yaml = hub.json("owner", "GET", "/automations-file", null).get("yaml").textValue();
    hub.call("owner", "DELETE", "/automations/seven", null);

    HttpResponse<String> taken =
        hub.raw(
            "POST",
            "/api/v1/automations-file",
            yaml,
            "Cookie",
            "lares_session=owner",
            "X-CSRF-Token",
            "csrf-owner",
            "Content-Type",
            "application/yaml");

    assertThat(taken.body()).isEqualTo("{\"automations\":1}");
    assertThat(hub.call("owner", "GET", "/automations/seven", null).statusCode()).isEqualTo(200);
  }

  @Test
  void whereTheHomeIsIsSaidOnce() throws Exception {
    JsonNode place =
        hub.json(
            "owner",
            "PUT",
            "/home/place",
            "{\"latitude\":52.5,\"longitude\":13.4,\"zone\":\"Europe/Berlin\"}");
    assertThat(place.get("zone").textValue()).isEqualTo("Europe/Berlin");
    assertThat(
            hub.call(
                    "owner",
                    "PUT",
                    "/home/place",
                    "{\"latitude\":52.5,\"longitude\":13.4,\"zone\":\"Nowhere\"}")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void whyIsAnswered() throws Exception {
    assertThat(
            hub.json(
                    "owner",
                    "GET",
                    "/devices/" + hub.device("lamp") + "/attributes/OnOff.onOff/why",
                    null)
                .get("why")
                .textValue())
        .isNotBlank();
  }

  @Test
  void howItIsNowBecomesASceneThatIsTurnedOnAndPutBack() throws Exception {
    String lamp = hub.device("lamp");
    hub.json(
        "owner",
        "POST",
        "/devices/" + lamp + "/attributes/OnOff.onOff?wait=10",
        "{\"value\":true}");
    JsonNode scene =
        hub.json(
            "owner", "POST", "/scenes", "{\"name\":\"Evening\",\"devices\":[\"" + lamp + "\"]}");
    assertThat(scene.get("id").textValue()).isEqualTo("evening");
    hub.json(
        "owner",
        "POST",
        "/devices/" + lamp + "/attributes/OnOff.onOff?wait=10",
        "{\"value\":false}");

    JsonNode applied = hub.json("guest", "POST", "/scenes/evening/apply", null);
    assertThat(applied.at("/confirmed/0").textValue()).isEqualTo(lamp);
    JsonNode back = hub.json("guest", "POST", "/scenes/evening/put-back", null);
    assertThat(back.at("/confirmed/0").textValue()).isEqualTo(lamp);
    assertThat(hub.call("guest", "POST", "/scenes/evening/put-back", null).statusCode())
        .isEqualTo(409);
    assertThat(hub.json("guest", "GET", "/scenes", null)).hasSize(1);
    assertThat(hub.call("owner", "DELETE", "/scenes/evening", null).statusCode()).isEqualTo(204);
  }
}
