package io.lares.planner.household;

import io.lares.planner.HomeList;
import io.lares.planner.Lists;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lists themselves. */
public final class ListKeeper implements Lists {
  static final int MOST_LISTS = 50;
  static final int MOST_ITEMS = 500;

  private final Runnable changed;
  private final Map<String, HomeList> lists = new LinkedHashMap<>();

  /**
   * Makes one without lists.
   *
   * @param changed is told, outside of any lock, after every change
   */
  public ListKeeper(Runnable changed) {
    this.changed = changed;
  }

  @Override
  public synchronized List<HomeList> all() {
    return List.copyOf(lists.values());
  }

  @Override
  public boolean create(String id, String name) {
    boolean fits = !id.isBlank() && !name.isBlank() && id.length() <= 100 && name.length() <= 100;
    synchronized (this) {
      if (!fits || lists.size() >= MOST_LISTS || lists.containsKey(id)) {
        return false;
      }
      lists.put(id, new HomeList(id, name));
    }
    changed.run();
    return true;
  }

  @Override
  public boolean add(String list, String item) {
    String text = item.strip();
    if (text.isEmpty() || text.length() > LONGEST_ITEM) {
      return false;
    }
    return edit(
        list,
        items -> {
          if (items.size() >= MOST_ITEMS) {
            return null;
          }
          List<HomeList.Item> more = new ArrayList<>(items);
          more.add(new HomeList.Item(text, false));
          return more;
        });
  }

  @Override
  public boolean complete(String list, String item) {
    return edit(list, items -> replaced(items, item, new HomeList.Item(item, true)));
  }

  @Override
  public boolean remove(String list, String item) {
    return edit(list, items -> replaced(items, item, null));
  }

  @Override
  public boolean clear(String list) {
    return edit(list, items -> List.of());
  }

  /** The items with one of them replaced or, by null, gone; null where there is none like it. */
  private static @Nullable List<HomeList.Item> replaced(
      List<HomeList.Item> items, String text, HomeList.@Nullable Item by) {
    List<HomeList.Item> result = new ArrayList<>(items);
    for (int i = 0; i < result.size(); i++) {
      HomeList.Item item = result.get(i);
      if (same(item.text(), text) && !(by != null && item.done())) {
        if (by == null) {
          result.remove(i);
        } else {
          result.set(i, new HomeList.Item(item.text(), by.done()));
        }
        return result;
      }
    }
    return null;
  }

  private static boolean same(String a, String b) {
    return a.strip().toLowerCase(Locale.ROOT).equals(b.strip().toLowerCase(Locale.ROOT));
  }

  private boolean edit(String id, NullableEdit edit) {
    synchronized (this) {
      HomeList list = lists.get(id);
      List<HomeList.Item> items = list == null ? null : edit.apply(list.items());
      if (list == null || items == null) {
        return false;
      }
      lists.put(id, list.with(items));
    }
    changed.run();
    return true;
  }

  @FunctionalInterface
  private interface NullableEdit {
    @Nullable List<HomeList.Item> apply(List<HomeList.Item> items);
  }

  /** Puts lists in the place of all that there are; says nothing about it. */
  public synchronized void restore(Collection<HomeList> kept) {
    lists.clear();
    kept.stream().limit(MOST_LISTS).forEach(each -> lists.put(each.id(), each));
  }
}
