package io.lares.planner.assist;

import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import io.lares.kernel.Kernel;
import io.lares.planner.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The words of the home that the hub serves, as a service. */
@Component(service = Wording.class)
public final class WordingComponent implements Wording {
  private final HomeWording wording;

  @Activate
  public WordingComponent(@Reference GrammarComponent grammar, @Reference Kernel kernel) {
    wording = new HomeWording(grammar.planner(), kernel.registry());
  }

  @Override
  public String name(DeviceId device, Locale language) {
    return wording.name(device, language);
  }

  @Override
  public String state(DeviceId device, AttributeId attribute, Value value, Locale language) {
    return wording.state(device, attribute, value, language);
  }

  @Override
  public String value(DeviceId device, AttributeId attribute, Value value, Locale language) {
    return wording.value(device, attribute, value, language);
  }

  @Override
  public String wish(List<Command> commands, Locale language) {
    return wording.wish(commands, language);
  }

  @Override
  public String duration(Duration time, Locale language) {
    return wording.duration(time, language);
  }
}
