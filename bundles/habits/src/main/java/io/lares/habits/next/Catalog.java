package io.lares.habits.next;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers things that can be done, from 0 without gaps, and their devices. It grows as new ones are
 * met; what was learned about the others stays valid.
 */
final class Catalog {
  private final Map<Long, Integer> items = new HashMap<>();
  private final Map<Long, Integer> devices = new HashMap<>();
  private int[] deviceOf = new int[64];
  private long[] ids = new long[64];

  /**
   * The number of a thing that can be done.
   *
   * @param id what names it, unique in the home
   * @param device whose it is; the device with which an id is first met stays its device
   */
  int item(long id, long device) {
    Integer known = items.get(id);
    if (known != null) {
      return known;
    }
    int item = items.size();
    if (item == ids.length) {
      ids = Arrays.copyOf(ids, item * 2);
      deviceOf = Arrays.copyOf(deviceOf, item * 2);
    }
    items.put(id, item);
    ids[item] = id;
    deviceOf[item] = devices.computeIfAbsent(device, unused -> devices.size());
    return item;
  }

  boolean knows(long id) {
    return items.containsKey(id);
  }

  /** One that grows by itself from here. */
  Catalog copy() {
    Catalog copy = new Catalog();
    copy.items.putAll(items);
    copy.devices.putAll(devices);
    copy.ids = ids.clone();
    copy.deviceOf = deviceOf.clone();
    return copy;
  }

  /** What names an item. */
  long id(int item) {
    return ids[item];
  }

  /** The number of an item's device. */
  int device(int item) {
    return deviceOf[item];
  }

  int size() {
    return items.size();
  }

  int devices() {
    return devices.size();
  }
}
