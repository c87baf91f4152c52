package io.lares.mqttdiscovery.template.python;

import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.objects.Namespace;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions that templates may call. */
public final class Functions {
  /**
   * Python's type of maps, as a value. Templates call {@code dict.from_keys(pairs)}, which Python
   * reads as a parametrised type and so as the type itself.
   */
  public static final Object DICT =
      new Object() {
        @Override
        public String toString() {
          return "dict";
        }
      };

  private static final int MAX_RANGE = 10_000;

  private static final Set<String> HOME =
      Set.of("states", "state_attr", "is_state", "is_state_attr", "has_value", "expand");

  private static final Set<String> KNOWN =
      Set.of(
          "range",
          "dict",
          "namespace",
          "zip",
          "max",
          "min",
          "iif",
          "float",
          "int",
          "bool",
          "str",
          "is_number",
          "as_timestamp",
          "as_datetime",
          "now",
          "utcnow",
          "average",
          "median",
          "log",
          "sqrt",
          "set",
          "tuple",
          "list",
          "len");

  private Functions() {}

  public static boolean knows(String name) {
    return KNOWN.contains(name) || HOME.contains(name);
  }

  /**
   * {@code name(arguments)}.
   *
   * @throws InterpretException where it fails
   */
  public static @Nullable Object call(String name, Args a) {
    Steps.take(1);
    if (HOME.contains(name)) {
      throw new InterpretException(
          name + "() asks for the state of another device, which a device's template can't see");
    }
    Object first = a.get(0, "value", null);
    return switch (name) {
      case "range" -> range(a);
      case "dict" -> dict(a);
      case "namespace" -> new Namespace(new HashMap<>(dict(a)), Steps.MAX_LIST);
      case "zip" -> zip(a);
      case "max", "min" ->
          Sequences.extreme(a.count() == 1 ? first : a.placed(), Args.EMPTY, name.equals("max"));
      case "iif" -> iif(first, a.from(1));
      case "now" -> Moment.now(ZoneId.systemDefault());
      case "utcnow" -> Moment.now(ZoneOffset.UTC);
      case "average", "median" ->
          Filters.call(name, a.count() == 1 ? first : a.placed(), new Args(List.of(), a.named()));
      case "tuple" -> new Tuple(Py.iterate(first));
      case "set" -> Sequences.unique(first, new Args(List.of(true), Map.of()));
      case "str" -> Py.str(first);
      case "len" -> Sequences.length(first);
      default -> Filters.call(name, first, a.from(1));
    };
  }

  static @Nullable Object iif(@Nullable Object value, Args a) {
    if (value == None.NONE && a.has(2, "if_none")) {
      return a.get(2, "if_none", null);
    }
    return Py.truth(value) ? a.get(0, "if_true", true) : a.get(1, "if_false", false);
  }

  private static List<@Nullable Object> range(Args a) {
    long from = a.count() > 1 ? whole(a, 0) : 0;
    long to = whole(a, a.count() > 1 ? 1 : 0);
    long step = a.count() > 2 ? whole(a, 2) : 1;
    if (step == 0) {
      throw new InterpretException("range with a step of nothing");
    }
    List<@Nullable Object> numbers = new ArrayList<>();
    for (long i = from; step > 0 ? i < to : i > to; i += step) {
      if (numbers.size() == MAX_RANGE) {
        throw new InterpretException("a range of more than " + MAX_RANGE);
      }
      numbers.add(i);
    }
    Steps.take(numbers.size());
    return numbers;
  }

  private static long whole(Args a, int place) {
    return Math.clamp(
        Py.number(a.need(place, "range"), "range").longValue(),
        -1_000_000_000_000L,
        1_000_000_000_000L);
  }

  private static Map<String, @Nullable Object> dict(Args a) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    Object source = a.get(0, "mapping", null);
    if (source instanceof Map<?, ?> other) {
      other.forEach((key, value) -> map.put(Py.str(key), value));
    } else {
      for (Object pair : Py.iterate(source)) {
        map.put(Py.str(Lookup.item(pair, 0L)), Lookup.item(pair, 1L));
      }
    }
    map.putAll(a.named());
    return map;
  }

  private static List<@Nullable Object> zip(Args a) {
    List<List<@Nullable Object>> columns = new ArrayList<>();
    a.placed().forEach(column -> columns.add(Py.iterate(column)));
    int rows = columns.stream().mapToInt(List::size).min().orElse(0);
    List<@Nullable Object> zipped = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<@Nullable Object> items = new ArrayList<>();
      for (List<@Nullable Object> column : columns) {
        items.add(column.get(row));
      }
      zipped.add(new Tuple(items));
    }
    return zipped;
  }
}
