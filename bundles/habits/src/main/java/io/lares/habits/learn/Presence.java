package io.lares.habits.learn;

import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is at home, as told by the devices of people. */
final class Presence {
  static final AttributeId LOCATION = AttributeId.parse("Person.location");

  private final Set<DeviceId> home = new HashSet<>();

  /** Takes a change of somebody's location; says whether the home was entered or left empty. */
  @Nullable Token moved(DeviceId person, Value location) {
    if (home(location)) {
      return home.add(person) && home.size() == 1 ? Token.FIRST_ARRIVES : null;
    }
    return home.remove(person) && home.isEmpty() ? Token.LAST_LEAVES : null;
  }

  static boolean home(Value location) {
    return location instanceof Value.Text(String text) && text.equalsIgnoreCase("home");
  }
}
