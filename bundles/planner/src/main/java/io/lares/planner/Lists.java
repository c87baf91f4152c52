package io.lares.planner;

import java.util.List;

/** The home's lists. An OSGi service. Safe from any thread. */
public interface Lists {
  /** The longest text of an item, in characters. */
  int LONGEST_ITEM = 200;

  List<HomeList> all();

  /** Makes a list; false where there are too many or one has this id. */
  boolean create(String id, String name);

  /** Adds an item; false where there is no such list, it is full, or the text is too long. */
  boolean add(String list, String item);

  /** Marks an item as done, by its text; false where there is none. */
  boolean complete(String list, String item);

  /** Takes an item out, by its text; false where there is none. */
  boolean remove(String list, String item);

  /** Takes all items out; false where there is no such list. */
  boolean clear(String list);
}
