package io.lares.mqttdiscovery.template.python;

import com.hubspot.jinjava.interpret.InterpretException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of Python's values that change nothing. */
public final class Methods {
  private Methods() {}

  /**
   * {@code base.name(arguments)}.
   *
   * @throws InterpretException where there is no such method
   */
  public static @Nullable Object call(@Nullable Object base, String name, Args a) {
    Steps.take(1);
    return switch (base) {
      case null -> throw new Undefined();
      case String text -> {
        Steps.text(text);
        yield TextMethods.call(text, name, a);
      }
      case Map<?, ?> map -> map(map, name, a);
      case List<?> list -> list(list, name, a);
      case Moment moment -> moment(moment, name, a);
      default -> {
        if (base == Functions.DICT) {
          yield Functions.call("dict", a);
        }
        throw unknown(base, name);
      }
    };
  }

  static InterpretException unknown(Object base, String name) {
    return new InterpretException(Py.kind(base) + " has no method " + name);
  }

  private static @Nullable Object map(Map<?, ?> map, String name, Args a) {
    return switch (name) {
      case "get" -> {
        Object key = a.need(0, "key");
        yield map.containsKey(key) ? map.get(key) : a.get(1, "default", None.NONE);
      }
      case "keys" -> new ArrayList<@Nullable Object>(map.keySet());
      case "values" -> new ArrayList<@Nullable Object>(map.values());
      case "items" -> items(map);
      default -> throw unknown(map, name);
    };
  }

  static List<@Nullable Object> items(Map<?, ?> map) {
    List<@Nullable Object> items = new ArrayList<>();
    map.forEach((key, value) -> items.add(Tuple.of(key, value)));
    return items;
  }

  private static Object list(List<?> list, String name, Args a) {
    Object item = a.need(0, "value");
    long found = list.stream().filter(one -> Operators.equal(one, item)).count();
    return switch (name) {
      case "count" -> found;
      case "index" -> {
        for (int i = 0; i < list.size(); i++) {
          if (Operators.equal(list.get(i), item)) {
            yield (long) i;
          }
        }
        throw new InterpretException("the list lacks " + Py.repr(item));
      }
      default -> throw unknown(list, name);
    };
  }

  private static Object moment(Moment moment, String name, Args a) {
    return switch (name) {
      case "isoformat" -> moment.iso(a.text(0, "sep", "T").charAt(0));
      case "strftime" -> moment.format(a.text(0, "format", ""));
      case "timestamp" -> moment.timestamp();
      case "weekday" -> (long) moment.time().getDayOfWeek().getValue() - 1;
      case "isoweekday" -> (long) moment.time().getDayOfWeek().getValue();
      default -> throw unknown(moment, name);
    };
  }
}
