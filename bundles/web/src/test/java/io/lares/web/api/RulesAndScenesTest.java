package io.lares.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.automations.internal.HomeAutomations;
import io.lares.home.DeviceId;
import io.lares.home.Person;
import io.lares.home.Person.Role;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.HomeEdit;
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
    HomeWording wording = new HomeWording(planner, hub.kernel.registry());
    hub.parts.wording().came(wording);
    automations =
        new HomeAutomations(
            hub.kernel, assistant, wording, settings, journal, Clock.systemUTC(), System::nanoTime);
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

  @Test
  void aSceneIsAnotherForSomePeopleAndAtSomeTime() throws Exception {
    String lamp = hub.device("lamp");
    hub.kernel
        .registry()
        .edit(new HomeEdit.PutPerson(new Person(new PersonId("p-guest"), "Gil", Role.GUEST)));
    lampIs(lamp, true);
    hub.json("owner", "POST", "/scenes", "{\"name\":\"Evening\",\"devices\":[\"" + lamp + "\"]}");
    lampIs(lamp, false);

    JsonNode varied =
        hub.json("owner", "POST", "/scenes/evening/variants", "{\"people\":[\"p-guest\"]}");
    assertThat(varied.at("/variants/0/people/0").textValue()).isEqualTo("p-guest");
    assertThat(varied.at("/variants/0/words").textValue()).contains("off");
    assertThat(varied.get("words").textValue()).contains("on");

    assertThat(applied("owner", lamp)).as("what it is for everybody").isTrue();
    assertThat(applied("guest", lamp)).as("what it is for the guest").isFalse();

    // The same people and time once more replaces; how it is now leaves what varies.
    lampIs(lamp, true);
    hub.json("owner", "POST", "/scenes/evening/variants", "{\"people\":[\"p-guest\"]}");
    assertThat(applied("guest", lamp)).isTrue();
    JsonNode again =
        hub.json(
            "owner", "POST", "/scenes", "{\"name\":\"evening\",\"devices\":[\"" + lamp + "\"]}");
    assertThat(again.get("variants")).hasSize(1);

    // All of it is written as it was read; none given are kept, and an empty list removes them.
    String steps = again.get("steps").textValue();
    JsonNode written = put(text(steps).put("name", "Late"), "p-guest", "22:00", "06:00", steps);
    assertThat(written.at("/variants/0/from").textValue()).isEqualTo("22:00");
    assertThat(hub.json("owner", "PUT", "/scenes/evening", text(steps).toString()).get("variants"))
        .hasSize(1);
    ObjectNode bare = text(steps);
    bare.putArray("variants");
    assertThat(hub.json("owner", "PUT", "/scenes/evening", bare.toString()).get("variants"))
        .isEmpty();
  }

  private void lampIs(String lamp, boolean on) throws Exception {
    hub.json(
        "owner",
        "POST",
        "/devices/" + lamp + "/attributes/OnOff.onOff?wait=10",
        "{\"value\":" + on + "}");
  }

  /** Whether the lamp is on after somebody turned the scene on. */
  private boolean applied(String who, String lamp) throws Exception {
    JsonNode summary = hub.json(who, "POST", "/scenes/evening/apply", null);
    assertThat(summary.at("/confirmed/0").textValue()).isEqualTo(lamp);
    return hub.kernel
        .state()
        .reading(new DeviceId(lamp), Vocabulary.ON_OFF)
        .value()
        .equals(Value.of(true));
  }

  private static ObjectNode text(String steps) {
    return TestHub.JSON.createObjectNode().put("name", "Evening").put("steps", steps);
  }

  private JsonNode put(ObjectNode scene, String person, String from, String to, String steps)
      throws Exception {
    ObjectNode variant = scene.withArray("variants").addObject();
    variant.putArray("people").add(person);
    variant.put("from", from).put("to", to).put("steps", steps);
    return hub.json("owner", "PUT", "/scenes/evening", scene.toString());
  }

  @Test
  void aVariantThatCanNotBeIsRefusedWithTheReason() throws Exception {
    String lamp = hub.device("lamp");
    lampIs(lamp, true);
    String steps =
        hub.json(
                "owner", "POST", "/scenes", "{\"name\":\"Evening\",\"devices\":[\"" + lamp + "\"]}")
            .get("steps")
            .textValue();

    assertThat(put(text(steps), "p-nobody", "22:00", "06:00", steps).get("field").textValue())
        .isEqualTo("variants[0].people");
    for (String time : List.of("25:00", "2200.", "ab:cd")) {
      assertThat(
              hub.json(
                      "owner",
                      "POST",
                      "/scenes/evening/variants",
                      "{\"from\":\"" + time + "\",\"to\":\"06:00\"}")
                  .get("field")
                  .textValue())
          .isEqualTo("from");
    }
    assertThat(vary("{\"from\":\"22:00\"}")).contains("beginning and an end");
    assertThat(vary("{}")).contains("for a part of the day");
    ObjectNode twice = text(steps);
    for (int i = 0; i < 2; i++) {
      twice
          .withArray("variants")
          .addObject()
          .put("from", "20:00")
          .put("to", "23:00")
          .put("steps", steps);
    }
    assertThat(
            hub.json("owner", "PUT", "/scenes/evening", twice.toString()).get("detail").textValue())
        .contains("the same people at the same time");
    assertThat(hub.call("guest", "POST", "/scenes/evening/variants", "{}").statusCode())
        .isEqualTo(403);
    assertThat(hub.call("owner", "POST", "/scenes/none/variants", "{\"people\":[]}").statusCode())
        .isEqualTo(404);
  }

  private String vary(String body) throws Exception {
    JsonNode problem = hub.json("owner", "POST", "/scenes/evening/variants", body);
    assertThat(problem.get("status").intValue()).isEqualTo(400);
    return problem.get("detail").textValue();
  }
}
