package io.lares.mimo.weights;

import java.util.Map;
import java.util.TreeMap;

/** The places that tensors take in a file; no two may share a byte. */
final class Extents {
  private final MappedFile file;
  private final TreeMap<Long, Long> ends = new TreeMap<>();

  Extents(MappedFile file) {
    this.file = file;
  }

  /**
   * Takes a place.
   *
   * @param start not negative
   * @param length positive
   */
  void take(String name, long start, long length) throws ModelException {
    long end = start + length;
    if (end < start || end > file.data().byteSize()) {
      throw file.broken(
          "the tensor " + name + " would end at byte " + end + " of " + file.data().byteSize());
    }
    Map.Entry<Long, Long> before = ends.floorEntry(start);
    Map.Entry<Long, Long> after = ends.ceilingEntry(start);
    if (before != null && before.getValue() > start || after != null && after.getKey() < end) {
      throw file.broken("the tensor " + name + " lies over another");
    }
    ends.put(start, end);
  }
}
