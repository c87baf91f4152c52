package io.lares.habits.next;

/** What describes the candidates for one action, one after the other. */
final class Sheet {
  int count;

  /** {@link Features#SIZE} numbers for each. */
  final float[] values = new float[Features.CANDIDATES * Features.SIZE];

  /** The chance of each by each of {@link Features#EXPERTS} experts. */
  final float[] chances = new float[Features.CANDIDATES * Features.EXPERTS];
}
