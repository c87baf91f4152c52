package io.lares.mqttdiscovery.template.python;

import com.hubspot.jinjava.interpret.InterpretException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The filters that take lists. */
final class Sequences {
  private Sequences() {}

  static Object length(@Nullable Object value) {
    return switch (value) {
      case null -> 0L;
      case String text -> (long) text.codePointCount(0, text.length());
      case List<?> list -> (long) list.size();
      case Map<?, ?> map -> (long) map.size();
      default -> throw new InterpretException(Py.kind(value) + " has no length");
    };
  }

  static List<@Nullable Object> map(@Nullable Object value, Args a) {
    List<@Nullable Object> mapped = new ArrayList<>();
    for (Object item : Py.iterate(value)) {
      if (a.named().containsKey("attribute")) {
        Object found = Lookup.path(item, a.named().get("attribute"));
        mapped.add(found == null ? a.named().get("default") : found);
      } else {
        mapped.add(Filters.call(Py.str(a.need(0, "filter")), item, a.from(1)));
      }
    }
    return mapped;
  }

  static List<@Nullable Object> select(
      @Nullable Object value, Args a, boolean byAttribute, boolean wanted) {
    int test = byAttribute ? 1 : 0;
    Predicate<@Nullable Object> predicate =
        item -> {
          Object asked = byAttribute ? Lookup.path(item, a.need(0, "attribute")) : item;
          return a.count() <= test
              ? Py.truth(asked)
              : Tests.call(Py.str(a.placed().get(test)), asked, a.from(test + 1));
        };
    List<@Nullable Object> selected = new ArrayList<>();
    for (Object item : Py.iterate(value)) {
      if (predicate.test(item) == wanted) {
        selected.add(item);
      }
    }
    return selected;
  }

  static Object sum(@Nullable Object value, Args a) {
    Object sum = a.get(1, "start", 0L);
    Object attribute = a.get(0, "attribute", None.NONE);
    for (Object item : Py.iterate(value)) {
      sum = Operators.add(sum, attribute == None.NONE ? item : Lookup.path(item, attribute));
    }
    return sum == null ? 0L : sum;
  }

  static String join(@Nullable Object value, Args a) {
    Object attribute = a.get(1, "attribute", None.NONE);
    if (attribute == None.NONE) {
      return TextMethods.join(a.text(0, "d", ""), value);
    }
    List<@Nullable Object> parts = new ArrayList<>();
    Py.iterate(value).forEach(item -> parts.add(Lookup.path(item, attribute)));
    return TextMethods.join(a.text(0, "d", ""), parts);
  }

  static List<@Nullable Object> sort(@Nullable Object value, Args a) {
    List<@Nullable Object> sorted = Py.iterate(value);
    Comparator<@Nullable Object> order =
        by(a.get(2, "attribute", None.NONE), a.flag(1, "case_sensitive", false));
    sorted.sort(a.flag(0, "reverse", false) ? order.reversed() : order);
    return sorted;
  }

  private static Comparator<@Nullable Object> by(@Nullable Object attribute, boolean exact) {
    return (one, two) -> Operators.compare(key(one, attribute, exact), key(two, attribute, exact));
  }

  private static @Nullable Object key(
      @Nullable Object item, @Nullable Object attribute, boolean exact) {
    Object key = attribute == None.NONE ? item : Lookup.path(item, attribute);
    return key instanceof String text && !exact ? text.toLowerCase(Locale.ROOT) : key;
  }

  static @Nullable Object extreme(@Nullable Object value, Args a, boolean most) {
    Comparator<@Nullable Object> order =
        by(a.get(1, "attribute", None.NONE), a.flag(0, "case_sensitive", false));
    Object found = null;
    for (Object item : Py.iterate(value)) {
      if (found == null
          || (most ? order.compare(item, found) > 0 : order.compare(item, found) < 0)) {
        found = item;
      }
    }
    return found;
  }

  static List<@Nullable Object> unique(@Nullable Object value, Args a) {
    List<@Nullable Object> keys = new ArrayList<>();
    List<@Nullable Object> unique = new ArrayList<>();
    for (Object item : Py.iterate(value)) {
      Object key = key(item, a.get(1, "attribute", None.NONE), a.flag(0, "case_sensitive", false));
      if (!Operators.contains(keys, key)) {
        keys.add(key);
        unique.add(item);
      }
    }
    return unique;
  }

  static Object reverse(@Nullable Object value) {
    return value instanceof String text
        ? new StringBuilder(text).reverse().toString()
        : Py.iterate(value).reversed();
  }

  static List<@Nullable Object> dictSort(@Nullable Object value, Args a) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new InterpretException("dictsort was given " + Py.kind(value));
    }
    long by = a.text(1, "by", "key").equals("key") ? 0 : 1;
    List<@Nullable Object> items = Methods.items(map);
    Comparator<@Nullable Object> order = by(by, a.flag(0, "case_sensitive", false));
    items.sort(a.flag(2, "reverse", false) ? order.reversed() : order);
    return items;
  }
}
