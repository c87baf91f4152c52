package io.lares.habits.next;

/** Makes one number of several, so that equal results from different ones do not happen. */
final class Hash {
  private Hash() {}

  static long mix(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 32);
  }

  static long with(long hash, long next) {
    return mix(hash ^ (next + 0x7F4A7C15L)) + hash * 31;
  }
}
