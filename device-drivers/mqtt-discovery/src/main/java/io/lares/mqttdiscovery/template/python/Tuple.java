package io.lares.mqttdiscovery.template.python;

import com.hubspot.jinjava.objects.PyWrapper;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that is written with round brackets. */
public final class Tuple extends AbstractList<@Nullable Object> implements PyWrapper {
  private final List<@Nullable Object> items;

  public Tuple(List<? extends @Nullable Object> items) {
    this.items = Collections.unmodifiableList(new ArrayList<@Nullable Object>(items));
  }

  public static Tuple of(@Nullable Object one, @Nullable Object two) {
    List<@Nullable Object> items = new ArrayList<>(2);
    items.add(one);
    items.add(two);
    return new Tuple(items);
  }

  @Override
  public @Nullable Object get(int index) {
    return items.get(index);
  }

  @Override
  public int size() {
    return items.size();
  }
}
