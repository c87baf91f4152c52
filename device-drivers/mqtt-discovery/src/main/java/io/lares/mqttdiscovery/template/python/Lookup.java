package io.lares.mqttdiscovery.template.python;

import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.util.ForLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members, items and slices. What is not there is undefined, and what lies within that fails. */
public final class Lookup {
  private Lookup() {}

  /** {@code base.name}. */
  public static @Nullable Object attribute(@Nullable Object base, String name) {
    return switch (base) {
      case Moment moment -> moment.property(name);
      case ForLoop loop -> loop(loop, name);
      case null -> throw new Undefined();
      default -> item(base, name);
    };
  }

  private static @Nullable Object loop(ForLoop loop, String name) {
    return switch (name) {
      case "index" -> (long) loop.getIndex();
      case "index0" -> (long) loop.getIndex0();
      case "first" -> loop.isFirst();
      case "last" -> loop.isLast();
      case "length" -> (long) loop.getLength();
      case "revindex" -> (long) loop.getLength() - loop.getIndex0();
      case "revindex0" -> (long) loop.getLength() - loop.getIndex();
      default -> null;
    };
  }

  /** {@code base[key]}. */
  public static @Nullable Object item(@Nullable Object base, @Nullable Object key) {
    return switch (base) {
      case Map<?, ?> map ->
          map.get(key instanceof Integer small ? (Object) small.longValue() : key);
      case List<?> list when key instanceof Number number -> {
        int index = index(number, list.size());
        yield index < 0 ? null : list.get(index);
      }
      case String text when key instanceof Number number -> {
        int index = index(number, text.length());
        yield index < 0 ? null : text.substring(index, index + 1);
      }
      case null -> throw new Undefined();
      default -> null;
    };
  }

  private static int index(Number wanted, int size) {
    long index = wanted.longValue() < 0 ? wanted.longValue() + size : wanted.longValue();
    return index >= 0 && index < size ? (int) index : -1;
  }

  /** {@code base[from:to:step]}; None stands for what was left out. */
  public static Object slice(
      @Nullable Object base, @Nullable Object from, @Nullable Object to, @Nullable Object step) {
    List<@Nullable Object> items =
        base instanceof String || base instanceof List<?> ? Py.iterate(base) : none(base);
    long pace = step == None.NONE ? 1 : Py.number(step, "a slice").longValue();
    if (pace == 0) {
      throw new InterpretException("a slice with a step of nothing");
    }
    int size = items.size();
    long start = pace > 0 ? bound(from, 0, 0, size) : bound(from, size - 1, -1, size - 1);
    long end = pace > 0 ? bound(to, size, 0, size) : bound(to, -1, -1, size - 1);
    List<@Nullable Object> part = new ArrayList<>();
    for (long i = start; pace > 0 ? i < end : i > end; i += pace) {
      part.add(items.get((int) i));
    }
    if (base instanceof String) {
      return TextMethods.join("", part);
    }
    return base instanceof Tuple ? new Tuple(part) : part;
  }

  private static List<@Nullable Object> none(@Nullable Object base) {
    if (base == null) {
      throw new Undefined();
    }
    throw new InterpretException(Py.kind(base) + " has no parts");
  }

  private static long bound(@Nullable Object wanted, long otherwise, int least, int most) {
    if (wanted == None.NONE) {
      return otherwise;
    }
    long index = Py.number(wanted, "a slice").longValue();
    int size = least == 0 ? most : most + 1;
    return Math.clamp(index < 0 ? index + size : index, least, most);
  }

  /** An attribute of an attribute: {@code a.b}, {@code 0}. */
  static @Nullable Object path(@Nullable Object base, @Nullable Object path) {
    if (path instanceof Number) {
      return item(base, path);
    }
    Object value = base;
    for (String part : Py.str(path).split("\\.", -1)) {
      boolean index = part.matches("[0-9]{1,6}") && !(value instanceof Map<?, ?>);
      value = index ? item(value, Long.valueOf(part)) : attribute(value, part);
    }
    return value;
  }
}
