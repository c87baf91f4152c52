package io.lares.planner.assist;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.Value;
import io.lares.kernel.HomeRegistry;
import io.lares.planner.Wording;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.grammar.Speech;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words of the home as it is at the moment. */
public final class HomeWording implements Wording {
  private final GrammarPlanner planner;
  private final HomeRegistry registry;

  public HomeWording(GrammarPlanner planner, HomeRegistry registry) {
    this.planner = planner;
    this.registry = registry;
  }

  private Speech speech(Locale language) {
    return planner.speech(registry.home(), language);
  }

  private @Nullable Device device(DeviceId id) {
    Home home = registry.home();
    return home.device(id);
  }

  @Override
  public String name(DeviceId id, Locale language) {
    Device device = device(id);
    return device == null ? id.value() : speech(language).names(List.of(device));
  }

  @Override
  public String state(DeviceId id, AttributeId attribute, Value value, Locale language) {
    Device device = device(id);
    if (device == null) {
      return id.value() + " " + attribute + " " + value;
    }
    Attribute described = device.attribute(attribute);
    Speech speech = speech(language);
    return speech.are(List.of(device), speech.phrase(attribute, value, described));
  }

  @Override
  public String value(DeviceId id, AttributeId attribute, Value value, Locale language) {
    Device device = device(id);
    return device == null
        ? value.toString()
        : speech(language).reading(attribute, value, device.attribute(attribute));
  }

  @Override
  public String wish(List<Command> commands, Locale language) {
    return speech(language).wish(commands);
  }

  @Override
  public String duration(Duration time, Locale language) {
    return speech(language).duration(time);
  }
}
