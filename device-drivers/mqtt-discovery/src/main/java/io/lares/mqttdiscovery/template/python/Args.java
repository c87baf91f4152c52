package io.lares.mqttdiscovery.template.python;

import com.hubspot.jinjava.interpret.InterpretException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a call, by place and by name. Null is what is not defined. */
public record Args(List<@Nullable Object> placed, Map<String, @Nullable Object> named) {
  static final Args EMPTY = new Args(List.of(), Map.of());

  int count() {
    return placed.size();
  }

  boolean has(int place, String name) {
    return place < placed.size() || named.containsKey(name);
  }

  @Nullable Object get(int place, String name, @Nullable Object otherwise) {
    if (place < placed.size()) {
      return placed.get(place);
    }
    return named.containsKey(name) ? named.get(name) : otherwise;
  }

  /**
   * @throws InterpretException where it is missing
   */
  @Nullable Object need(int place, String name) {
    if (!has(place, name)) {
      throw new InterpretException("the argument " + name + " is missing");
    }
    return get(place, name, null);
  }

  String text(int place, String name, String otherwise) {
    return has(place, name) ? Py.str(get(place, name, null)) : otherwise;
  }

  int whole(int place, String name, int otherwise) {
    return has(place, name)
        ? Math.clamp(Py.number(get(place, name, null), name).longValue(), -100_000, 100_000)
        : otherwise;
  }

  boolean flag(int place, String name, boolean otherwise) {
    return has(place, name) ? Py.truth(get(place, name, null)) : otherwise;
  }

  /** Those from this place on. */
  Args from(int place) {
    return new Args(placed.subList(Math.min(place, placed.size()), placed.size()), named);
  }
}
