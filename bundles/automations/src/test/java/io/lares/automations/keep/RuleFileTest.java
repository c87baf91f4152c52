package io.lares.automations.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lares.automations.Automation;
import io.lares.automations.During;
import io.lares.automations.Trigger;
import io.lares.home.Actor;
import io.lares.home.AreaId;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.planner.Condition;
import io.lares.planner.Step;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules as a YAML file: what is written is read again, and what comes from outside is bounded. */
class RuleFileTest {
  private static final DeviceId LAMP = new DeviceId("hall-lamp");
  private static final AttributeId ON_OFF = AttributeId.parse("OnOff.onOff");
  private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);
  private static final Automation.Origin ORIGIN =
      new Automation.Origin(
          Actor.person(new PersonId("ann"), Person.Role.OWNER, Actor.Channel.API),
          false,
          Locale.ENGLISH,
          "");

  private final RuleFile file = new RuleFile();

  private static Automation everything() {
    Condition on = new Condition.Is(LAMP, ON_OFF, Condition.Test.EQUAL, Value.of(true));
    Condition warm =
        new Condition.Is(
            new DeviceId("t"),
            AttributeId.parse("Sensor.temperature"),
            Condition.Test.ABOVE,
            Value.of(20.5));
    Step act =
        new Step.Act(
            List.of(new Command(LAMP, ON_OFF, Value.of(true), Duration.ofSeconds(10))),
            "turn it on",
            "turn on the lamp");
    return new Automation(
        "all-of-it",
        "客厅: \"yes\" # no",
        false,
        List.of(
            new Trigger.Becomes(
                LAMP, ON_OFF, Value.of(false), Value.of(true), Duration.ofMinutes(5)),
            new Trigger.Becomes(LAMP, ON_OFF, null, Value.of("true"), Duration.ZERO),
            new Trigger.Crosses(
                new DeviceId("t"),
                AttributeId.parse("Sensor.temperature"),
                false,
                -3.5,
                0.5,
                Duration.ZERO),
            new Trigger.Happens(
                new DeviceId("b"), AttributeId.parse("Switch.pressed"), Value.of("single")),
            new Trigger.Presence(new DeviceId("ann"), Trigger.Move.ARRIVES),
            new Trigger.Presence(null, Trigger.Move.LEAVES),
            new Trigger.Nears(new DeviceId("ann"), Duration.ofMinutes(20)),
            new Trigger.Nears(null, Duration.ofHours(1)),
            new Trigger.At(LocalTime.of(7, 0), EnumSet.of(DayOfWeek.MONDAY)),
            new Trigger.Cron("*/5 6-8 * * 1-5"),
            new Trigger.Sun(Trigger.SunEvent.SUNSET, Duration.ofMinutes(-30), DAILY),
            new Trigger.Start()),
        new Condition.All(
            List.of(on, new Condition.Not(warm), new Condition.Any(List.of(on, warm)))),
        List.of(
            new During(
                EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                new During.Edge.At(LocalTime.of(22, 0)),
                new During.Edge.Sun(Trigger.SunEvent.SUNRISE, Duration.ofHours(1)))),
        List.of(
            act,
            new Step.Wait(Duration.ofSeconds(5), ""),
            new Step.When(on, List.of(act), List.of(new Step.Parallel(List.of(act), "")), "w"),
            new Step.Message(List.of(), "Dinner: ready", ""),
            new Step.StartTimer(
                Duration.ofMinutes(3), "tea", new AreaId("kitchen"), "turn it off", List.of(), ""),
            new Step.ChangeList(Step.ListChange.ADD, "shopping", "milk", "")),
        Automation.Mode.QUEUED,
        Duration.ofSeconds(2),
        Duration.ofMinutes(1),
        Automation.Missed.REPORT,
        ORIGIN);
  }

  @Test
  void everyRuleIsReadAsItWasWritten() {
    Automation rule = everything();

    assertThat(file.read(file.write(List.of(rule)), ORIGIN)).containsExactly(rule);
    assertThat(RuleNotation.read(RuleNotation.write(rule), null)).isEqualTo(rule);
  }

  @Test
  void aFileByHandNeedsOnlyWhatMatters() {
    String yaml =
        """
        format: lares-automations/1
        automations:
          - id: evening
            name: Evening light
            triggers:
              - {on: sunset, offset: -PT30M}
            steps:
              - do: act
                commands:
                  - {device: hall-lamp, attribute: OnOff.onOff, value: true}
        """;

    Automation rule = file.read(yaml, ORIGIN).getFirst();

    assertThat(rule.enabled()).isTrue();
    assertThat(rule.triggers())
        .containsExactly(new Trigger.Sun(Trigger.SunEvent.SUNSET, Duration.ofMinutes(-30), DAILY));
    assertThat(rule.origin()).isEqualTo(ORIGIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "format: other\nautomations: []",
        "format: lares-automations/1\nautomations: 5\nmore: 1",
        "format: lares-automations/1\nautomations: [{id: a}]",
        "format: lares-automations/1\nformat: lares-automations/1\nautomations: []",
        "format: !!javax.script.ScriptEngineManager [x]\nautomations: []",
        "format: lares-automations/1\nautomations: [{id: A B, name: x, triggers: [{on: start}],"
            + " steps: [{do: wait, time: PT1S}]}]",
        "format: lares-automations/1\nautomations: [{id: a, name: x, triggers: [{on: start}],"
            + " steps: [{do: format, time: PT1S}]}]",
        "format: lares-automations/1\nautomations: [{id: a, name: x, triggers: [{on: time, at:"
            + " '25:00'}], steps: [{do: wait, time: PT1S}]}]",
        "format: lares-automations/1\nautomations: [{id: a, name: x, typo: 1, triggers: [{on:"
            + " start}], steps: [{do: wait, time: PT1S}]}]",
        "format: \"unclosed"
      })
  void whatIsNoFileOfRulesIsRefusedInWords(String yaml) {
    assertThatThrownBy(() -> file.read(yaml, ORIGIN))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank();
  }

  @Test
  void whatIsMadeToGrowIsRefused() {
    String laughs =
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\n";
    for (String hostile :
        List.of(
            laughs,
            "automations: " + "[".repeat(100_000),
            "automations: " + "{a: ".repeat(1_000),
            "x".repeat(RuleFile.LONGEST + 1))) {
      assertThatThrownBy(() -> file.read(hostile, ORIGIN))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
