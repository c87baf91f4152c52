package io.lares.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Actor;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a sentence may do to capabilities that the vocabulary does not know. */
class PolicyTest {
  private static final Actor OWNER =
      Actor.person(new PersonId("ann"), Person.Role.OWNER, Actor.Channel.SENTENCE);
  private static final Actor GUEST =
      Actor.person(new PersonId("gil"), Person.Role.GUEST, Actor.Channel.SENTENCE);

  private static Policy.Decision decide(Actor actor, String attribute, Value value) {
    AttributeId id = AttributeId.parse(attribute);
    ValueKind kind =
        switch (value) {
          case Value.Bool flag -> ValueKind.BOOL;
          case Value.Num number -> ValueKind.ANY_NUMBER;
          case Value.Text text -> ValueKind.TEXT;
        };
    Device device =
        new Device(
            new DeviceId("it"),
            "It",
            List.of(),
            null,
            DeviceType.GENERIC,
            Vocabulary.group(List.of(new Attribute(id, kind, "", Attribute.Access.WRITE))),
            new Device.Origin("test", "it", "", ""));
    return Policy.decide(actor, device, id, value);
  }

  private static Value value(String text) {
    return switch (text) {
      case "true", "false" -> Value.of(Boolean.parseBoolean(text));
      default -> text.matches("[0-9.]+") ? Value.of(Double.parseDouble(text)) : Value.of(text);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "Alarm.mode,disarmed,CONFIRM",
    "Alarm.mode,away,ACT",
    "HomeSecurity.armed,false,CONFIRM",
    "HomeSecurity.armed,true,ACT",
    "AlarmClock.on,false,ACT",
    "ChildLock.locked,false,ACT",
    "GateOpener.position,100,CONFIRM",
    "GateOpener.position,0,ACT",
    "Oven.temperature,200,CONFIRM",
    "GasFire.on,true,CONFIRM",
    "GasFire.on,false,ACT",
    "Clock.brightness,30,ACT",
    "Aromatherapy.intensity,30,ACT"
  })
  void whatGuardsOrBurnsIsConfirmedByItsName(
      String attribute, String value, Policy.Decision decision) {
    assertThat(decide(OWNER, attribute, value(value))).isEqualTo(decision);
  }

  @ParameterizedTest
  @CsvSource({"Alarm.mode,away", "Oven.temperature,200", "GateOpener.position,0"})
  void aGuestMayNotTouchIt(String attribute, String value) {
    assertThat(decide(GUEST, attribute, value(value))).isEqualTo(Policy.Decision.FORBID);
  }
}
