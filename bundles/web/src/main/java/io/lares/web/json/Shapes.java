package io.lares.web.json;

import io.lares.home.Value;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Works out the shapes of records. A record with the same simple name as another one would share
 * its place in the description, so names are checked to be unique. For one thread; the shapes it
 * gives are for any.
 */
public final class Shapes {
  private static final Bounds NO_BOUNDS = new Bounds(null, null);

  private final Map<Class<?>, Shape<?>> made = new HashMap<>();
  private final Map<String, Class<?>> names = new HashMap<>();

  private record Bounds(@Nullable Within within, @Nullable OneOf oneOf) {
    long min(long otherwise) {
      return within == null ? otherwise : within.min();
    }

    long max(long otherwise) {
      return within == null ? otherwise : within.max();
    }
  }

  /** The shape of a record or of a sealed interface of records. */
  public <T> Shape<T> of(Class<T> type) {
    return cast(shape(type, NO_BOUNDS));
  }

  /** The shape of a list of such. */
  public <T> Shape<List<T>> listOf(Class<T> type) {
    return new Compounds.ListOf<>(of(type), 0, Integer.MAX_VALUE);
  }

  private Shape<?> shape(Type type, Bounds bounds) {
    if (type instanceof ParameterizedType generic) {
      Type argument = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == List.class) {
        return new Compounds.ListOf<>(shape(argument, NO_BOUNDS), bounds.min(0), bounds.max(1000));
      }
      if (generic.getRawType() == Given.class) {
        return new Compounds.GivenOf<>(new Compounds.OrNull<>(shape(argument, bounds)));
      }
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException("No shape for " + type);
    }
    if (plain == String.class) {
      return bounds.oneOf == null
          ? new Scalars.Text(bounds.min(0), bounds.max(Scalars.MAX_TEXT))
          : new Scalars.Choice(List.of(bounds.oneOf.value()));
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return new Scalars.Bool();
    }
    if (plain == int.class || plain == Integer.class) {
      return new Scalars.Whole(true, bounds.min(Integer.MIN_VALUE), bounds.max(Integer.MAX_VALUE));
    }
    if (plain == long.class || plain == Long.class) {
      return new Scalars.Whole(false, bounds.min(Long.MIN_VALUE), bounds.max(Long.MAX_VALUE));
    }
    if (plain == double.class || plain == Double.class) {
      Within within = bounds.within;
      return within == null
          ? new Scalars.Decimal(-Double.MAX_VALUE, Double.MAX_VALUE)
          : new Scalars.Decimal(within.min(), within.max());
    }
    if (plain == Instant.class) {
      return new Scalars.Time();
    }
    if (plain == Value.class) {
      return new Scalars.AnyValue();
    }
    if (plain.isEnum()) {
      return constant(plain);
    }
    return compound(plain);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Shape<?> constant(Class<?> type) {
    return new Scalars.Constant(type);
  }

  private Shape<?> compound(Class<?> type) {
    Shape<?> known = made.get(type);
    if (known != null) {
      return known;
    }
    Shape<?> shape;
    if (type.isRecord()) {
      shape = record(type);
    } else if (type.isSealed()) {
      Map<Class<?>, RecordShape<?>> cases = new LinkedHashMap<>();
      for (Class<?> each : type.getPermittedSubclasses()) {
        cases.put(each, record(each));
      }
      shape = new Compounds.Union(named(type), cases);
    } else {
      throw new IllegalArgumentException("No shape for " + type);
    }
    made.put(type, shape);
    return shape;
  }

  private <T> RecordShape<T> record(Class<T> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<RecordShape.Member> members = new ArrayList<>();
    Class<?>[] parameters = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      parameters[i] = component.getType();
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      Bounds bounds =
          new Bounds(component.getAnnotation(Within.class), component.getAnnotation(OneOf.class));
      members.add(
          new RecordShape.Member(
              component.getName(),
              accessor,
              cast(shape(component.getGenericType(), bounds)),
              component.isAnnotationPresent(MayBeAbsent.class),
              component.isAnnotationPresent(MayBeNull.class)));
    }
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return new RecordShape<>(named(type), constructor, members);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private String named(Class<?> type) {
    Class<?> other = names.put(type.getSimpleName(), type);
    if (other != null && other != type) {
      throw new IllegalArgumentException(type + " and " + other + " have the same name");
    }
    return type.getSimpleName();
  }

  @SuppressWarnings("unchecked")
  private static <T> Shape<T> cast(Shape<?> shape) {
    return (Shape<T>) shape;
  }
}
