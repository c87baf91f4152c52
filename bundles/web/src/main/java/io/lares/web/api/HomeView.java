package io.lares.web.api;

import io.lares.home.Person.Role;
import io.lares.web.json.MayBeNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All there is in the home, and its state. */
record HomeView(
    String name,
    String language,
    long revision,
    List<FloorView> floors,
    List<AreaView> areas,
    List<PersonView> people,
    List<DeviceView> devices) {

  record FloorView(String id, String name, List<String> aliases, int level) {}

  record AreaView(
      String id, String name, List<String> aliases, @MayBeNull @Nullable String floor) {}

  record PersonView(String id, String name, Role role) {}
}
