package io.lares.automations.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.automations.Automation;
import io.lares.automations.Trigger;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import io.lares.planner.Condition;
import io.lares.planner.Step;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which changes of a home can concern a rule at all. */
class WatchesTest {
  private static final DeviceId DOOR = new DeviceId("door");
  private static final DeviceId WINDOW = new DeviceId("window");
  private static final DeviceId ANNA = new DeviceId("anna");

  private final Watches watches = new Watches(person -> false, new NothingSeen());

  private static final class NothingSeen implements StateView {
    @Override
    public @Nullable Reading reading(DeviceId device, AttributeId attribute) {
      return null;
    }

    @Override
    public Map<AttributeId, Reading> readings(DeviceId device) {
      return Map.of();
    }

    @Override
    public boolean available(DeviceId device) {
      return true;
    }
  }

  private LiveRule put(String id, Trigger trigger) {
    DeviceId lamp = new DeviceId("lamp");
    LiveRule rule =
        new LiveRule(
            new Automation(
                id,
                id,
                true,
                List.of(trigger),
                new Condition.All(List.of()),
                List.of(),
                List.of(
                    new Step.Act(
                        List.of(new Command(lamp, Vocabulary.ON_OFF, Value.of(true))), "", "")),
                Automation.Mode.SINGLE,
                Duration.ZERO,
                Duration.ZERO,
                Automation.Missed.REPORT,
                new Automation.Origin(Actor.system("test"), false, Locale.ENGLISH, "")));
    watches.put(rule, (watch, device, attribute) -> {});
    return rule;
  }

  private static Trigger opens(DeviceId device) {
    return new Trigger.Becomes(
        device, Vocabulary.CONTACT_OPEN, null, Value.of(true), Duration.ZERO);
  }

  @Test
  void aDeviceIsLookedAtAsLongAsARuleNamesIt() {
    assertThat(watches.mayLookAt(DOOR, Vocabulary.CONTACT_OPEN)).isFalse();
    LiveRule one = put("one", opens(DOOR));
    LiveRule two = put("two", opens(DOOR));
    assertThat(watches.mayLookAt(DOOR, Vocabulary.CONTACT_OPEN)).isTrue();
    assertThat(watches.mayLookAt(WINDOW, Vocabulary.CONTACT_OPEN)).isFalse();
    watches.remove(one, watch -> {});
    assertThat(watches.mayLookAt(DOOR, Vocabulary.CONTACT_OPEN)).isTrue();
    watches.remove(two, watch -> {});
    assertThat(watches.mayLookAt(DOOR, Vocabulary.CONTACT_OPEN)).isFalse();
  }

  @Test
  void whoeverComesHomeIsLookedAtByARuleForAnybodyAndOnlyThen() {
    LiveRule rule = put("any", new Trigger.Presence(null, Trigger.Move.ARRIVES));
    assertThat(watches.mayLookAt(ANNA, Vocabulary.LOCATION)).isTrue();
    assertThat(watches.mayLookAt(ANNA, Vocabulary.BATTERY)).isFalse();
    watches.remove(rule, watch -> {});
    assertThat(watches.mayLookAt(ANNA, Vocabulary.LOCATION)).isFalse();
  }

  @Test
  void whoNearsHomeIsLookedAtForTheWayAsWell() {
    LiveRule rule = put("near", new Trigger.Nears(ANNA, Duration.ofMinutes(20)));
    assertThat(watches.mayLookAt(ANNA, Vocabulary.TRAVEL_TIME)).isTrue();
    assertThat(watches.mayLookAt(ANNA, Vocabulary.HOMEWARD)).isTrue();
    watches.remove(rule, watch -> {});
    assertThat(watches.mayLookAt(ANNA, Vocabulary.HOMEWARD)).isFalse();
  }
}
