package io.lares.web.api;

import io.lares.home.Area;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Device;
import io.lares.home.Floor;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.home.Reading;
import io.lares.home.ValueKind;
import io.lares.kernel.Kernel;
import io.lares.kernel.StateView;
import io.lares.web.api.DeviceView.AttributeView;
import io.lares.web.api.DeviceView.Kind;
import io.lares.web.api.HomeView.AreaView;
import io.lares.web.api.HomeView.FloorView;
import io.lares.web.api.HomeView.PersonView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The home's records as documents. */
final class Views {
  private Views() {}

  static HomeView home(Kernel kernel) {
    long revision = kernel.registry().revision();
    Home home = kernel.registry().home();
    return new HomeView(
        home.name(),
        Words.language(home.language()),
        revision,
        home.floors().stream().map(Views::floor).toList(),
        home.areas().stream().map(Views::area).toList(),
        home.people().stream().map(Views::person).toList(),
        home.devices().stream().map(device -> device(device, kernel.state())).toList());
  }

  static FloorView floor(Floor floor) {
    return new FloorView(floor.id().value(), floor.name(), floor.aliases(), floor.level());
  }

  static AreaView area(Area area) {
    var floor = area.floor();
    return new AreaView(
        area.id().value(), area.name(), area.aliases(), floor == null ? null : floor.value());
  }

  static PersonView person(Person person) {
    return new PersonView(person.id().value(), person.name(), person.role());
  }

  static DeviceView device(Device device, StateView state) {
    Map<AttributeId, Reading> readings = state.readings(device.id());
    List<AttributeView> attributes = new ArrayList<>();
    for (Capability capability : device.capabilities()) {
      for (Attribute attribute : capability.attributes()) {
        attributes.add(attribute(device, attribute, readings.get(attribute.id())));
      }
    }
    var area = device.area();
    return new DeviceView(
        device.id().value(),
        device.name(),
        device.aliases(),
        area == null ? null : area.value(),
        device.type().matterName(),
        device.origin().manufacturer(),
        device.origin().model(),
        device.origin().driver(),
        state.available(device.id()),
        attributes);
  }

  private static AttributeView attribute(
      Device device, Attribute attribute, @Nullable Reading reading) {
    Double min = null;
    Double max = null;
    Double step = null;
    List<String> values = null;
    Kind kind =
        switch (attribute.kind()) {
          case ValueKind.Bool b -> Kind.BOOLEAN;
          case ValueKind.Number n -> Kind.NUMBER;
          case ValueKind.Choice c -> Kind.CHOICE;
          case ValueKind.Text t -> Kind.TEXT;
          case ValueKind.Colour c -> Kind.COLOUR;
        };
    if (attribute.kind() instanceof ValueKind.Number(double least, double most, double grid)) {
      min = least > -Double.MAX_VALUE ? least : null;
      max = most < Double.MAX_VALUE ? most : null;
      step = grid > 0 ? grid : null;
    } else if (attribute.kind() instanceof ValueKind.Choice(List<String> choices)) {
      values = choices;
    }
    return new AttributeView(
        attribute.id().toString(),
        attribute.access(),
        kind,
        min,
        max,
        step,
        values,
        attribute.unit(),
        attribute.label(),
        attribute.description(),
        device.risk(attribute.id()),
        reading == null ? null : reading.value(),
        reading == null ? null : reading.time());
  }
}
